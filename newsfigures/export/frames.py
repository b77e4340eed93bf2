"""What the two exporters share: the options nbconvert users know, and the reading of the notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbconvert import exporters
from nbconvert.exporters import Exporter, TemplateExporter
from nbconvert.utils.exceptions import ConversionException
from traitlets import Enum, default
from traitlets.config import Config

from newsfigures.export.notebooks import read

if TYPE_CHECKING:
    from newsfigures.export.documents import Document


class PictureWithoutWords(ConversionException):
    """A picture that says nothing to a reader who cannot see it."""


class DocumentExporter(TemplateExporter):
    """Prints a notebook as a document. Not an exporter by itself."""

    missing_alt = Enum(
        ["error", "warn"],
        default_value="warn",
        help="Whether a figure without alternative text ends the export with an error, or is named in the log.",
    ).tag(config=True)

    @default("optimistic_validation")
    def _optimistic_validation_default(self) -> bool:
        return True  # the notebook is checked once after all preprocessors, not after each

    def __init_subclass__(cls, **kw: Any) -> None:
        """Lets ``jupyter nbconvert --help-all`` list the exporter's options: it tells of the classes in this module of
        nbconvert, and not of those that it finds by their entry point.
        """
        super().__init_subclass__(**kw)
        setattr(exporters, cls.__name__, cls)

    @property
    def default_config(self) -> Config:
        """Cells tagged remove-cell, remove-input or remove-output are left out (see ``notebooks`` for the rest)."""
        config = Config({"TagRemovePreprocessor": {"enabled": True}})
        config.merge(super().default_config)
        return config

    def document(self, nb: Any, resources: Any, **kw: Any) -> tuple[Document, Any]:
        """The notebook after the preprocessors, as a document."""
        nb, resources = Exporter.from_notebook_node(self, nb, resources, **kw)
        about = resources.get("metadata", {})
        hidden = {
            "input": self.exclude_input,
            "output": self.exclude_output,
            "code": self.exclude_code_cell,
            "markdown": self.exclude_markdown,
            "raw": self.exclude_raw,
        }
        name = str(about.get("name") or "Notebook")
        document = read(nb, name, hidden, str(about.get("path") or ""))
        if document.undescribed:
            where = f"{name}.ipynb, {', '.join(document.undescribed)}"
            advice = 'give it words with display(figure, metadata={"image/svg+xml": {"alt": "..."}})'
            if self.missing_alt == "error":
                option = f"--{type(self).__name__}.missing_alt=warn"
                raise PictureWithoutWords(f"{where}: a figure without alternative text; {advice}, or pass {option}")
            self.log.error("%s: a figure without alternative text; %s", where, advice)
        return document, resources

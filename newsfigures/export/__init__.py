"""The nbconvert exporters: any notebook as one script-free HTML page, or as an accessible PDF set by Typst.

``jupyter nbconvert --to newsfigures-html NOTEBOOK`` and ``--to newsfigures-pdf NOTEBOOK``. They know nothing of news.

Both print the same document: cells become one clean tree (``notebooks``), and the tree becomes a page (``pages``) or
Typst source (``typesetting``). Whatever was set in an output as HTML is kept as far as it is text, structure, picture
or table, and dropped as far as it could run or fetch something.

A notebook may use, in its HTML outputs:

* ``<a class="peek" href="#id">`` opens a panel that shows the element with that id (in print: a link there, and from
  there back to the pages that point to it). In the panel, links within the page are plain text, and a paragraph that is
  only such a link is left out;
* ``metadata={"image/svg+xml": {"alt": ..., "caption": ...}}`` of ``display``: the words for a figure;
* ``lang`` and ``dir`` on any element;
* the classes ``strip`` (on a ``dl``: a row of facts), ``lead`` (an opening paragraph), ``note`` (small print), ``num``
  (figures set right) and ``nowrap``.

``jupyter nbconvert --help-all`` lists the options: ``PDFReportExporter.pdf_standards``, ``missing_glyphs`` and
``timestamp``, and ``missing_alt`` of both, beside those of every exporter.

A peek at a heading shows the section around it, one at an empty element what it stands in (a row of a table).

Notebook metadata read: ``title``, ``short_title``, ``lang``, ``authors`` (``[{"name": ...}]``) and ``date``.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsfigures.export.pages import HTMLReportExporter
    from newsfigures.export.prints import PDFReportExporter

__all__ = ["HTMLReportExporter", "PDFReportExporter"]

_HOMES = {"HTMLReportExporter": "pages", "PDFReportExporter": "prints"}


def __getattr__(name: str) -> Any:
    """The exporters, imported when asked for: nbconvert looks at every registered exporter when it starts."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Markdown as notebooks write it (tables, tasks, footnotes, LaTeX), as HTML that ``fragments`` reads."""

from __future__ import annotations

from html import escape

from mistune import HTMLRenderer
from mistune.plugins import import_plugin
from nbconvert.filters.markdown_mistune import MarkdownWithMath

_PLUGINS = (*MarkdownWithMath.DEFAULT_PLUGINS, "footnotes")


def formula(tex: str, display: bool) -> str:
    """A formula, kept as LaTeX for the printer of each format."""
    return f'<math display="{"block" if display else "inline"}" alttext="{escape(tex.strip())}"></math>'


class _Renderer(HTMLRenderer):
    def block_math(self, body: str) -> str:
        return formula(body, True)

    def inline_math(self, body: str) -> str:
        return formula(body, False)

    def latex_environment(self, name: str, body: str) -> str:
        return formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", True)

    def task_list_item(self, text: str, checked: bool = False) -> str:
        return f'<li class="task">{"☑" if checked else "☐"} {text}</li>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        caption = f' title="{escape(title)}"' if title else ""
        return f'<img src="{escape(url)}" alt="{escape(text)}"{caption}>'


def to_html(source: str) -> str:
    """The text as HTML; formulas as empty ``<math alttext="...">``, footnotes as a ``section`` at the end.

    >>> to_html("a *b*, $c^2$")
    '<p>a <em>b</em>, <math display="inline" alttext="c^2"></math></p>\\n'
    """
    renderer = _Renderer(escape=False, allow_harmful_protocols=True)
    plugins = [import_plugin(name) for name in _PLUGINS]
    return MarkdownWithMath(renderer=renderer, plugins=plugins).render(source)

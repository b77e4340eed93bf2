"""The exporters print any notebook: nothing lost, nothing run, nothing fetched, and the PDF open to every reader."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
import subprocess
import sys
import time
from html.parser import HTMLParser

import nbformat
import page
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from newsfigures.export import HTMLReportExporter, PDFReportExporter, fonts, grids
from newsfigures.export.fragments import clean
from newsfigures.export.frames import PictureWithoutWords
from newsfigures.export.notebooks import read
from newsfigures.export.packing import pack
from newsfigures.export.prints import PrintError
from newsfigures.export.subsets import characters, subset
from newsfigures.export.trees import Element, parse_html, write
from newsfigures.export.typesetting import typeset

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300pt" height="60pt" viewBox="0 0 300 60"><defs><clipPath id="p">'
    '<rect width="300" height="60"/></clipPath><style>*{stroke-linecap:butt}</style></defs>'
    '<g clip-path="url(#p)"><text x="9" y="30" style="font: 12px \'DejaVu Sans\'">Bến cảng: 41 tàu →</text></g></svg>'
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def shown(data, about=None, source="show()", **cell):
    """A code cell with one output."""
    return new_code_cell(source, outputs=[new_output("display_data", data=data, metadata=about or {})], **cell)


def html_cell(html):
    return shown({"text/html": html, "text/plain": "<object>"})


def notebook(*cells, **metadata):
    nb = new_notebook(cells=list(cells), metadata={"language_info": {"name": "python"}, **metadata})
    for number, cell in enumerate(nb.cells):
        cell["id"] = f"c{number}"
    return nb


def to_html(*cells, **metadata):
    return HTMLReportExporter().from_notebook_node(notebook(*cells, **metadata))[0]


def to_pdf(*cells, options=None, **metadata):
    return PDFReportExporter(**(options or {})).from_notebook_node(notebook(*cells, **metadata))[0]


def words_of(pdf):
    """The PDF's text, white space made single."""
    if not (tool := shutil.which("pdftotext")):
        pytest.skip("pdftotext is not there")
    done = subprocess.run([tool, "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().replace("\u200b", "").split())


def failures(pdf):
    """The rules of PDF/UA-1 and PDF/A-2a that it breaks."""
    return [
        (profile, failure.rule_id, failure.message)
        for profile in ("ua1", "2a")
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]


class _Page(HTMLParser):
    """What a browser would meet in a page: elements, ids, links."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.text = [], []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def every(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]

    def attributes(self, name):
        return [attrs[name] for _, attrs in self.elements if name in attrs]


EVIDENCE = (
    '<h2>Evidence</h2><article id="ev-1"><h3>The berth log</h3><blockquote lang="vi"><p>Năm qua, bến đã đón '
    "<mark>hơn 41 tàu</mark> mỗi tuần.</p></blockquote></article>"
)
SAMPLE = (
    new_markdown_cell("# How full are the berths?\n\nA note.[^a] A formula, $a^2 + b^2$.\n\n[^a]: First *note*.\n"),
    html_cell(
        '<dl class="strip"><div><dt>As of</dt><dd>March</dd></div><div><dt>Berths</dt><dd>12</dd></div></dl>'
        '<p class="lead">The berths took in <a class="peek" href="#ev-1">more than 41 ships</a> a week, and '
        '<a class="peek" href="#ev-1">41</a> again.</p><p lang="vi">Bến đã đón hơn 41 tàu.</p>'
    ),
    new_markdown_cell(
        "## A chart\n\nIt says.[^a] [Up](#How-full-are-the-berths) [Nowhere](#gone)\n\n[^a]: Second note."
    ),
    shown({"image/svg+xml": SVG}, {"image/svg+xml": {"alt": "Ships by berth.", "caption": "Ships. Source: log."}}),
    shown({"image/svg+xml": SVG}, {"image/svg+xml": {"alt": "Ships again.", "caption": "Ships, once more."}}),
    new_markdown_cell("## A table"),
    html_cell(
        "<table><caption>Berths</caption><thead><tr><th>Berth</th><th>Ships</th></tr></thead><tbody>"
        + "".join(f'<tr id="b-{n}"><th>No {n}</th><td>{n * 1000:,}</td></tr>' for n in range(90))
        + "</tbody></table>"
    ),
    html_cell(EVIDENCE),
)
ABOUT = {"title": "How full are the berths?", "short_title": "Berths", "lang": "en", "authors": [{"name": "The desk"}]}


@pytest.fixture(scope="module")
def sample_page():
    return to_html(*SAMPLE, **ABOUT)


@pytest.fixture(scope="module")
def sample_pdf():
    return to_pdf(*SAMPLE, **ABOUT)


# The page


def test_page_runs_nothing_and_fetches_nothing(sample_page):
    page_ = _Page(sample_page)
    assert not page_.every("script") and not page_.every("link") and not page_.every("iframe")
    assert not [name for _, attrs in page_.elements for name in attrs if name.startswith("on")]
    assert not page_.attributes("style")
    assert all(source.startswith("data:") for source in page_.attributes("src"))
    assert "@import" not in sample_page and not re.search(r"url\((?!data:|#)", sample_page)


def test_page_vouches_for_its_one_style_sheet(sample_page):
    [sheet] = re.findall(r"<style>(.*?)</style>", sample_page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in sample_page and "default-src 'none'" in sample_page


def test_ids_are_unique_and_links_land(sample_page):
    page_ = _Page(sample_page)
    ids = page_.attributes("id")
    assert len(ids) == len(set(ids))
    inner = [href[1:] for href in page_.attributes("href") if href.startswith("#")]
    assert set(inner) <= set(ids) and "ev-1" in inner and "How-full-are-the-berths" in inner
    assert "Nowhere" in sample_page and "#gone" not in sample_page


def test_a_peek_opens_a_panel_with_a_copy_of_its_target(sample_page):
    page_ = _Page(sample_page)
    peeks = [b for b in page_.every("button") if b["class"] == "peek"]
    assert [b["popovertarget"] for b in peeks] == ["peek-ev-1", "peek-ev-1"]
    [panel] = [attrs for attrs in page_.every("div") if "popover" in attrs]
    assert panel["id"] == "peek-ev-1" and panel["aria-label"] == "The berth log" and panel["role"] == "dialog"
    copy = sample_page[sample_page.index('id="peek-ev-1"') :]
    assert "<mark>hơn 41 tàu</mark>" in copy and 'popovertargetaction="hide"' in copy and 'lang="vi"' in copy
    assert sample_page.count('<a href="#ev-1" class="peek-link">') == 2


def test_a_panel_leads_nowhere_else():
    evidence = '<article id="e"><p>See <a href="#other">the other</a>.</p><p><a href="#other">Back</a></p></article>'
    source = to_html(html_cell(f'<p><a class="peek" href="#e">7</a></p>{evidence}<p id="other">Other</p>'))
    panel = source[source.index('id="peek-e"') :]
    assert "See <span>the other</span>." in panel and "Back" not in panel and "href" not in panel


def test_footnotes_are_numbered_through_the_document(sample_page):
    page_ = _Page(sample_page)
    references = [a for a in page_.every("a") if a.get("role") == "doc-noteref"]
    assert [a["aria-label"] for a in references] == ["Note 1", "Note 2"]
    assert len({a["href"] for a in references}) == 2
    assert sample_page.index("First <em>note</em>") < sample_page.index("Second note.")


def test_drawings_are_part_of_the_page_and_named(sample_page):
    drawings = _Page(sample_page).every("svg")
    assert [d["aria-label"] for d in drawings] == ["Ships by berth.", "Ships again."]
    assert "Figure\u00a01." in sample_page and "Figure\u00a02." in sample_page
    assert "Bến cảng: 41 tàu" in sample_page and '@font-face{font-family:"DejaVu Sans"' in sample_page


def test_headings_go_down_one_level_at_a_time():
    source = to_html(new_markdown_cell("### Third\n\n##### Fifth\n\n# First"), title="Whole")
    assert re.findall(r"<(h\d)[^>]*>([^<]*)", source) == [
        ("h1", "Whole"), ("h2", "Third"), ("h3", "Fifth"), ("h1", "First"),
    ]  # fmt: skip


def test_columns_of_numbers_are_set_right():
    table = (
        "<table><tr><th>Berth</th><th>Ships</th></tr><tr><td>A 1</td><td>1,200</td></tr><tr><td>B</td><td>–</td></tr>"
    )
    source = to_html(html_cell(table))
    assert re.findall(r'<(t[dh])[^>]*class="num"[^>]*>([^<]*)', source) == [
        ("th", "Ships"),
        ("td", "1,200"),
        ("td", "–"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick='go()'>a</p>",
        "<a href='javascript:go()'>a</a>",
        "<a href='java\tscript:go()'>a</a>",
        "<a href='\x01data:text/html,x'>a</a>",
        "<iframe src='https://example.org'></iframe>",
        "<img src='https://example.org/a.png'>",
        "<img src=x onerror=go()>",
        "<svg onload=go()><script>go()</script><image href='https://example.org/a.png'/></svg>",
        "<svg><style>@import url(https://example.org/a.css)</style></svg>",
        "<p style='background: url(https://example.org/a.png)'>a</p>",
        "<style>body { background: url(https://example.org/a.png) } #x { color: url(go()) }</style><p id=x>a</p>",
        "<link rel=stylesheet href=https://example.org/a.css><meta http-equiv=refresh content=0><base href=//e.org>",
        "<math><mtext><script>go()</script></mtext></math>",
        "<form action=https://example.org><input><button formaction=javascript:go()>b</button></form>",
        "<p title='\"><script>go()</script>'>a</p>",
        "</main></body></html><script>go()</script>",
        "<noscript><p title='</noscript><img src=x onerror=go()>'></noscript>",
        "<object data=x></object><embed src=x><video src=https://example.org/v></video>",
    ],
)
def test_html_outputs_are_made_harmless(html):
    page_ = _Page(to_html(html_cell(html), new_markdown_cell(html)))
    names = {tag for tag, _ in page_.elements}
    assert not names & {"script", "iframe", "object", "embed", "video", "link", "base", "form", "input", "noscript"}
    for tag, attrs in page_.elements:
        assert not [name for name in attrs if name.startswith("on") or name == "style"]
        assert attrs.get("src", "data:").startswith("data:")
        assert not re.match(r"\s*(java|vb|data)", attrs.get("href", ""), re.IGNORECASE) or tag == "image"
    sheets = [page_.text[i] for i, text in enumerate(page_.text) if "color-scheme" in text]
    assert len(sheets) == 1 and "example.org" not in sheets[0] and "go()" not in sheets[0]


def test_a_styler_keeps_its_colours_without_style_attributes():
    styled = (
        "<style>#T_a_row0_col0 { background-color: #440154; color: #333333; } #T_a th { font-weight: bold }</style>"
        '<table id="T_a"><tr><td id="T_a_row0_col0" class="data">7</td><th>x</th></tr></table>'
    )
    source = to_html(html_cell(styled))
    [cell] = [attrs for attrs in _Page(source).every("td") if attrs.get("id") == "T_a_row0_col0"]
    rules = dict(re.findall(r"\.(u\d+)\{([^}]*)\}", source))
    [name] = [name for name in cell["class"].split() if name in rules]
    assert rules[name] == "background-color: #440154; color: #ffffff"  # and an ink that can be read


def test_cells_are_hidden_by_the_usual_tags():
    source = to_html(
        shown({"text/plain": "seen 1"}, source="hidden_1", metadata={"tags": ["remove-input"]}),
        shown({"text/plain": "hidden_2"}, source="seen_2", metadata={"tags": ["remove-output"]}),
        shown({"text/plain": "hidden_3"}, source="hidden_3", metadata={"tags": ["remove-cell"]}),
        shown({"text/plain": "seen 4"}, source="hidden_4", metadata={"hide_input": True}),
        shown({"text/plain": "seen 5"}, source="hidden_5", metadata={"jupyter": {"source_hidden": True}}),
    )
    assert "hidden_" not in source and all(f"seen {n}" in source for n in (1, 4, 5)) and "seen_2" in source


def test_attachments_and_files_beside_the_notebook_are_brought_along(tmp_path):
    (tmp_path / "dot.png").write_bytes(PNG)
    nb = notebook(
        new_markdown_cell("![dot](attachment:a.png) ![file](dot.png) ![far](../x.png) ![web](https://e.org/x.png)")
    )
    nb.cells[0]["attachments"] = {"a.png": {"image/png": base64.b64encode(PNG).decode()}}
    source, _ = HTMLReportExporter().from_notebook_node(nb, {"metadata": {"name": "n", "path": str(tmp_path)}})
    assert [image["alt"] for image in _Page(source).every("img")] == ["dot", "file"]
    assert "[far]" in source and '<a href="https://e.org/x.png">[web]</a>' in source


# The PDF


def test_pdf_keeps_both_standards(sample_pdf):
    assert failures(sample_pdf) == []


def test_pdf_is_packed_without_loss(sample_pdf):
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        assert pdf.check_pdf_syntax() == []
    assert sample_pdf.count(b"/Type/ObjStm") >= 1 and len(sample_pdf) < 80_000
    assert b"\r\nendstream" not in sample_pdf
    assert pack(b"%PDF-1.7 of another maker") == b"%PDF-1.7 of another maker"


def test_pdf_says_what_it_is(sample_pdf):
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf, pdf.open_outline() as outline:
        assert str(pdf.Root.Lang) == "en" and str(pdf.docinfo.Title) == ABOUT["title"]
        top = outline.root[0]
        assert top.title == ABOUT["title"]
        assert [item.title for item in top.children] == ["A chart", "A table", "Evidence"]
        assert [item.title for item in top.children[2].children] == ["The berth log"]


def test_pdf_tags_passages_with_their_language_and_pictures_with_their_words(sample_pdf):
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        said = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        assert "vi" in {str(o.Lang) for o in said if "/Lang" in o}
        assert {"Ships by berth.", "Ships again."} <= {str(o.Alt) for o in said if "/Alt" in o}


def test_pdf_links_to_the_evidence_and_back(sample_pdf):
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        links = [[a for a in p.get("/Annots", []) if a.Subtype == "/Link"] for p in pdf.pages]
        assert len(links[0]) >= 3  # two peeks, a link up or a footnote
        assert links[-1]  # back from the evidence


def test_pdf_has_its_words(sample_pdf):
    words = words_of(sample_pdf)
    assert "Bến đã đón hơn 41 tàu." in words and "Bến cảng: 41 tàu" in words  # in the text and in the chart
    assert words.count("Ships") >= 4  # the table's header on each of its pages
    assert re.search(r"3 ?/ ?3", words)


@pytest.mark.parametrize("exporter", [HTMLReportExporter, PDFReportExporter])
def test_the_same_notebook_gives_the_same_bytes(exporter):
    first, second = (exporter().from_notebook_node(notebook(*SAMPLE, **ABOUT))[0] for _ in range(2))
    assert first == second


def test_a_figure_without_words_is_an_error_that_names_its_cell():
    cells = (new_markdown_cell("# A"), shown({"image/svg+xml": SVG}))
    with pytest.raises(PictureWithoutWords, match=r"Notebook.ipynb, cell 2 \(c1\): a figure without alternative text"):
        to_pdf(*cells)
    assert failures(to_pdf(*cells, options={"missing_alt": "warn"})) == []


def test_an_unknown_glyph_is_an_error_that_names_its_cell():
    cells = (new_markdown_cell("# A"), new_markdown_cell("The sign \u0e01 of no typeface."))
    with pytest.raises(PrintError, match=r"Notebook.ipynb, cell 2 \(c1\): no typeface has U\+0E01 \(THAI CHARACTER"):
        to_pdf(*cells)
    assert failures(to_pdf(*cells, options={"missing_glyphs": "replace"})) == []


def test_chinese_emoji_and_private_signs_print():
    cells = (
        new_markdown_cell("# 港口 🚢 báo cáo\n\nמעגן مرفأ \ue000 `phố`"),
        shown({"image/svg+xml": SVG.replace("→", "港口 \ue000")}, {"image/svg+xml": {"alt": "x"}}),
    )
    pdf = to_pdf(*cells, options={"missing_glyphs": "replace"})
    assert failures(pdf) == []
    words = words_of(pdf)
    assert "港口 🚢 báo cáo" in words and "phố" in words and words.count("港口") >= 2 and "\ue000" not in words


def test_what_typst_refuses_is_named_and_printed_as_words(caplog):
    broken = base64.b64encode(PNG[:40]).decode()
    cells = (
        new_markdown_cell("# A\n\n$x^2$ and $\\nosuchmacro{y}$"),
        shown({"image/png": broken}, {"image/png": {"alt": "A dot"}}),
    )
    exporter = PDFReportExporter()
    pdf, _ = exporter.from_notebook_node(notebook(*cells))
    assert failures(pdf) == []
    words = words_of(pdf)
    assert "[A dot]" in words and "nosuchmacro" in words


def test_text_is_never_markup():
    hostile = '#import "x": * $( a $ ] [ \\ // /* *b* _c_ `d` <e> @f ~ -- ... =HYPERLINK("u") {{ 7*7 }} {% raw %} #"'
    source = typeset(read(notebook(shown({"text/plain": hostile})), "n"), "").files["cells/1.typ"].decode()
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", source)
    assert "HYPERLINK" not in outside and "7*7" not in outside and "import" not in outside.partition("\n")[2]
    pdf = to_pdf(new_code_cell("1"), html_cell(f"<p>{hostile.replace('<e>', '')}</p>"))
    assert '#import "x": * $( a $ ] [ \\ // /* *b* _c_ `d`' in words_of(pdf)


# Strangers' notebooks

TERMINAL = "\x1b]0;t\x07\x1b[2K1%\r100%\x1b[7m inverted\x1b[0m a\bb\n"
TRACEBACK = [
    "\x1b[31m---\x1b[39m",
    "\x1b[0;31mKeyError\x1b[0m  Traceback",
    "\x1b[38;5;28;01mraise\x1b[39;00m \x1b[48;2;9;9;9mbg",
]
WIDE = "".join(f"<th>column_{n}</th>" for n in range(24)), "".join(f"<td>{n}12345.6789</td>" for n in range(24))
STRANGE = {  # what is in the notebook, and words that must be in both prints
    "empty": ([], ""),
    "empty cells": ([new_markdown_cell(""), new_code_cell(""), new_raw_cell("")], ""),
    "raw": ([new_raw_cell("raw *text* <b>")], "raw *text* <b>"),
    "wide": (
        [html_cell(f"<table><thead><tr><th></th>{WIDE[0]}</tr></thead><tr><th>r</th>{WIDE[1]}</tr></table>")],
        "column_23",
    ),
    "spans": (
        [html_cell("<table><tr><td colspan=99999 rowspan=9999>a<tr><td rowspan=0>b<td colspan=-1>c</table>")],
        "c",
    ),
    "loose": (
        [html_cell("<td>cell</td><li>item<dt>term<dd>told<caption>over</caption><summary>more</summary>")],
        "told",
    ),
    "nested tables": ([html_cell("<table><tr><td>" * 40 + "core")], "core"),
    "deep": (
        [html_cell("<div><b>" * 4000 + "core" + "</b></div>" * 4000), new_markdown_cell("> " * 200 + "deep")],
        "core",
    ),
    "lists": (
        [new_markdown_cell("1. one\n   - two\n     1. three\n\n- [x] done\n\nTerm\n: told\n\n3. a\n4. b")],
        "☑ done",
    ),
    "long words": (
        [new_markdown_cell(f"# {'W' * 5000}\n\n{'x' * 5000} `{'y' * 5000}`"), html_cell("z" * 5000)],
        "zzzz",
    ),
    "long code": (
        [new_code_cell("\n".join(f"name_{n} = {n} # {'so ' * (n % 60)}" for n in range(150)))],
        "name_149",
    ),
    "traceback": (
        [new_code_cell("x", outputs=[new_output("error", ename="KeyError", evalue="1", traceback=TRACEBACK)])],
        "KeyError",
    ),
    "terminal": ([new_code_cell("x", outputs=[new_output("stream", text=TERMINAL)])], "100% inverted b"),
    "one line": (
        [new_code_cell("x", outputs=[new_output("stream", text="so " * 60_000 + "b\b" * 40_000 + "end")])],
        "end",
    ),
    "widget": (
        [shown({"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider(value=3)"})],
        "IntSlider",
    ),
    "plot without picture": (
        [shown({"text/html": "<div></div><script>x</script>", "text/plain": "Plot()"})],
        "Plot()",
    ),
    "json": ([shown({"application/json": {"harbour": [1, 2]}})], '"harbour"'),
    "latex": ([shown({"text/latex": r"$\displaystyle \frac{x}{y}$"}), shown({"text/latex": r"\begin{x}"})], ""),
    "math": (
        [new_markdown_cell(r"$$\sum_{i=1}^n x_i$$ \begin{align} a &= b \end{align} $\#read(1)$ $}{$ costs $5")],
        "costs",
    ),
    "control": ([new_markdown_cell("a\x07b\x1bc\ufeffd\u2028e\u200bf\u202eg\u2066h")], ""),
    "right to left": ([html_cell("<div dir=rtl lang=ar><p>مرفأ 12</p></div><p dir=auto>מעגן</p>")], ""),
    "bad picture": ([shown({"image/svg+xml": "<svg><g></svg>", "text/plain": "Figure"})], "Figure"),
    "tall": ([shown({"image/svg+xml": SVG.replace("60", "6000")}, {"image/svg+xml": {"alt": "Tall"}})], ""),
    "footnotes": (
        [
            new_markdown_cell(
                "a[^1] b[^2] a[^1] c[^3]\n\n[^1]: $x$ [l](#no)\n[^2]: two\n\n    more\n\n| t[^1] |\n|---|\n| u |"
            )
        ],
        "more",
    ),
    "markup": (
        [
            new_markdown_cell("<details><summary>More</summary>\n\ninside <kbd>K</kbd> H<sub>2</sub>O\n\n</details>"),
            new_markdown_cell("<q>so</q><br>~~no~~ <ins>in</ins> <bdo dir=rtl>abc</bdo>"),
        ],
        "inside K H2O",
    ),
}


@pytest.mark.parametrize("case", STRANGE)
def test_strangers_notebooks_print(case):
    cells, expected = STRANGE[case]
    source = to_html(*cells)
    assert " ".join(expected.split()) in " ".join("".join(_Page(source).text).split())
    pdf = to_pdf(*cells)
    assert failures(pdf) == []
    assert expected in words_of(pdf)


@pytest.mark.parametrize(
    "part", ["<p", "<b>", "<li>", "&amp;", "<!--", "<table><tr>", "<p ", "</", "<!", "<?", "<!-- >"]
)
def test_a_reader_needs_time_in_line_with_the_text(part):
    def seconds(length):
        start = time.process_time()
        write(clean(part * (length // len(part))))
        return time.process_time() - start

    # Ten times the text takes ten times as long, not a hundred times; a thirtieth of a second is no measure.
    short = max(min(seconds(8_000) for _ in range(3)), 1 / 30)
    assert seconds(80_000) < 30 * short


def test_parsing_closes_what_was_left_open():
    assert write(parse_html("<p>a<p>b<ul><li>c<li>d</ul><table><tr><td>e<td>f").children) == (
        "<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul><table><tr><td>e</td><td>f</td></tr></table>"
    )


@given(st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=5), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_table_becomes_a_grid_without_holes(spans):
    rows = [
        ("tbody", Element("tr", {}, [Element("td", {"colspan": str(c), "rowspan": str(r)}, []) for c, r in line]))
        for line in spans
    ]
    lines, columns = grids.lay_out(rows)
    covered = [
        (cell.column + i, y + j)
        for y, line in enumerate(lines)
        for cell in line
        for i in range(cell.columns)
        for j in range(cell.rows)
    ]
    assert len(covered) == len(set(covered)) and set(covered) == {
        (x, y) for x in range(columns) for y in range(len(rows))
    }


# Fonts


def test_a_font_is_cut_to_its_characters():
    from fontTools.ttLib import TTFont

    path = fonts.face("DejaVu Sans", False, False)
    woff = subset(path, "Bến cảng 41 →")
    font = TTFont(io.BytesIO(woff))
    assert {chr(c) for c in font.getBestCmap()} == set("Bến cảng 41 →")
    whole = TTFont(path)
    name, own = font.getBestCmap()[ord("ế")], whole.getBestCmap()[ord("ế")]
    assert font["glyf"][name].getCoordinates(font["glyf"])[0] == whole["glyf"][own].getCoordinates(whole["glyf"])[0]
    assert font["hmtx"][name] == whole["hmtx"][own]
    assert len(woff) < 5000 and woff == subset(path, reversed("Bến cảng 41 →"))
    assert set(characters(path.read_bytes())) == set(whole.getBestCmap())


# As nbconvert runs them


def test_exporters_load_nothing_heavy_before_they_print():
    code = (
        "import sys; from newsfigures.export import HTMLReportExporter as H, PDFReportExporter as P; H(), P();"
        "heavy = ('typst', 'fontTools', 'latex2mathml', 'tex2typst', 'matplotlib', 'pandas');"
        "print([m for m in heavy if m in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_nbconvert_options_work(tmp_path):
    draft = new_markdown_cell("Not yet.", metadata={"tags": ["draft"]})
    cells = (new_markdown_cell("# A"), shown({"text/plain": "out"}, source="secret()"), draft)
    nbformat.write(notebook(*cells), tmp_path / "n.ipynb")
    for kind in ("html", "pdf"):
        options = ["--no-input", "--output", "printed", "--TagRemovePreprocessor.remove_cell_tags=draft"]
        command = ["nbconvert", "--to", f"newsfigures-{kind}", *options, "n.ipynb"]
        subprocess.run([sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, check=True)
    assert "out" in (source := (tmp_path / "printed.html").read_text(encoding="utf-8")) and "secret" not in source
    assert "Not yet" not in source
    words = words_of((tmp_path / "printed.pdf").read_bytes())
    assert "out" in words and "secret" not in words and "Not yet" not in words


def test_nbconvert_lists_the_options():
    done = subprocess.run(
        [sys.executable, "-m", "nbconvert", "--help-all"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    for name in (
        "HTMLReportExporter.missing_alt",
        "PDFReportExporter.pdf_standards",
        "PDFReportExporter.missing_glyphs",
    ):
        assert f"\n--{name}=" in done.stdout


# What a link of class peek shows


def test_a_peek_at_a_heading_shows_its_section_and_one_at_an_anchor_its_row():
    page = to_html(
        new_markdown_cell("# Tides"),
        html_cell(
            '<p><a class="peek" href="#low">Low</a> <a class="peek" href="#high">high</a> <a class="peek" href="#row">r'
            '</a></p><section id="tides"><h2 id="low">Low tide</h2><h2 id="high">High tide</h2><p>Nine hours apart.</p>'
            '</section><table><tbody><tr><td><span id="row"></span>Neap</td><td>4 m</td></tr></tbody></table>'
        ),
    )
    seen = _Page(page)
    assert [button["popovertarget"] for button in seen.every("button") if "peek" in button.get("class", "")] == [
        "peek-tides",
        "peek-tides",
        "peek-row",
    ]
    assert page.count("Nine hours apart.") == 2 and page.count("Neap") == 2  # in its place and in a panel
    assert {link[1:] for link in seen.attributes("href")} <= set(seen.attributes("id"))


def test_a_peek_that_stands_alone_stays_as_it_is():
    """A heading that no section holds, and an anchor in a plain paragraph, are shown as they are."""
    links = '<a class="peek" href="#up">up</a> <a class="peek" href="#here">here</a>'
    page = to_html(html_cell(f'<h1 id="up">Up</h1><p>{links} <span id="here"></span>There.</p>'))
    assert 'id="peek-up"' in page and page.count("There.") == 1


def test_letters_of_no_typeface_are_named_in_drawings_and_marked_in_text():
    drawing = SVG.replace("→", "\u0e01\u0e23\u0e38\u0e07 \u6e2f")
    cells = (new_markdown_cell("# \u0e01 \u6e2f"), shown({"image/svg+xml": drawing}, {"image/svg+xml": {"alt": "A"}}))
    pdf = to_pdf(*cells, options={"missing_glyphs": "replace"})
    assert failures(pdf) == []
    words = words_of(pdf)
    assert "‹Thai› \u6e2f" in words and "\u0e01" in words and "□" not in words


def test_a_picture_stays_with_its_heading_and_small_print():
    picture = shown({"image/svg+xml": SVG}, {"image/svg+xml": {"alt": "A", "caption": "B"}}, source="")
    note = shown({"text/html": '<p class="note">Small.</p>'}, source="").outputs
    picture.outputs += [*note, *shown({"text/html": "<p>Far.</p>"}, source="").outputs]
    other = shown({"image/svg+xml": SVG}, {"image/svg+xml": {"alt": "A", "caption": "B"}}, source="")
    cells = (new_markdown_cell("# A\n\nOne.\n\n## B\n\nNear."), picture, new_markdown_cell("## C"), other)
    source = typeset(read(notebook(*cells), "n"), "")
    files = {name: text.decode() for name, text in source.files.items()}
    rooms = re.findall(r"#room\((\d+)pt, 28pt\)((?:\n#include .*){2})", files["main.typ"])
    together = ["".join(files[name] for name in re.findall(r'"/(cells/\d+.typ)"', block)) for _, block in rooms]
    assert len(together) == 2 and 120 < int(rooms[1][0]) < int(rooms[0][0]) < 190  # the drawing is 60 points high
    for words in ("B", "Near.", "Small."):
        assert f'#"{words}"' in together[0]
    for words in ("One.", "Far."):
        assert f'#"{words}"' not in together[0] and f'#"{words}"' in "".join(files.values())
    assert failures(to_pdf(*cells)) == []


def test_columns_with_long_texts_share_the_room():
    wide = "".join(f"<tr><td>{'a word ' * 9}</td><td>{'and ' * 40}</td><td>{n}</td></tr>" for n in range(3))
    narrow = "<tr><td>one</td><td>two</td></tr>"
    source = typeset(read(notebook(html_cell(f"<table>{wide}</table><table>{narrow}</table>")), "n"), "")
    tracks = re.findall(r"columns: \(([^)]*)\)", b"".join(source.files.values()).decode())
    assert tracks == ["62fr, 80fr, auto,", "auto, auto,"]

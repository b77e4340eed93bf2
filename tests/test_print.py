"""The printed report as PDF software sees it: a validator, the structure tree, the text, and the pages as pictures."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import attack
import pikepdf
import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Built

    Reports = Callable[[str], Built]

CORPORA = ("seeds", "attack")
LARGEST = 300_000  # bytes, for the five seeds
# A4 in mm, and what the header and the footer take of it.
HEIGHT, HEADER, FOOTER = 297, 25, 23
WIDTH, MARGIN = 595, 55  # in points; the text keeps 65 away from either edge, and a hanging sign may stand out
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="no poppler on this machine: apt-get install poppler-utils"
)


def poppler(*command: str | Path) -> bytes:
    return subprocess.run([*map(str, command)], capture_output=True, check=True).stdout


def printed(path: Path, *options: str) -> str:
    """The text of the file in the order in which it is set."""
    return poppler("pdftotext", "-raw", *options, path, "-").decode("utf-8")


def squeezed(text: str) -> str:
    """The text without blanks, hyphens and signs that show nothing: what the breaking of lines leaves alone."""
    return re.sub(r"[\s\u002d\u00ad\u2010\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0f\ufeff]", "", text)


def texts_in(element: pikepdf.Object, texts: dict[Any, dict[int, tuple[str, str]]], page: Any = None) -> str:
    """All the text in an element of the structure tree, that of the links in it too."""
    page = element.get("/Pg", page)
    kids = element.get("/K", [])
    found = ""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            found += texts[page.objgen].get(kid, ("", ""))[1]
        elif "/MCID" in kid:
            found += texts[kid.get("/Pg", page).objgen].get(int(kid.MCID), ("", ""))[1]
        elif "/S" in kid:
            found += texts_in(kid, texts, page)
    return found


def elements(node: pikepdf.Object, language: str = "") -> Iterator[tuple[pikepdf.Object, str]]:
    """Every element of the structure tree with its language, in order."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            own = str(child.get("/Lang", language))
            yield child, own
            yield from elements(child, own)


def structure(path: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every element of the structure tree: its kind, and the texts right within it, each with its language."""
    with pikepdf.open(path) as pdf:
        texts = {page.objgen: marked_texts(page) for page in pdf.pages}
        found = []
        for element, language in elements(pdf.Root.StructTreeRoot, str(pdf.Root.Lang)):
            pieces = []
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, int):
                    pieces.append(texts[element.Pg.objgen].get(kid, ("", "")))
                elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                    pieces.append(texts[kid.get("/Pg", element.get("/Pg")).objgen].get(int(kid.MCID), ("", "")))
            found.append((str(element.S).lstrip("/"), [(own or language, text) for own, text in pieces]))
    return found


def marked_texts(page: pikepdf.Page) -> dict[int, tuple[str, str]]:
    """The language (if it has its own) and text of a page's marked content, by number."""
    fonts = {name: letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts: dict[int, tuple[str, str]] = {}
    stack: list[tuple[int | None, str]] = [(None, "")]
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                marks = operands[-1] if isinstance(operands[-1], pikepdf.Dictionary) else {}
                stack.append((marks.get("/MCID", stack[-1][0]), str(marks.get("/Lang", stack[-1][1]))))
            case "EMC":
                stack.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ":
                number, language = stack[-1]
                strings = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                codes = b"".join(bytes(string) for string in strings if isinstance(string, pikepdf.String))
                pairs = (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
                if number is not None:
                    before = texts.get(int(number), ("", ""))[1]
                    texts[int(number)] = language, before + "".join(font.get(code, "") for code in pairs)
    return texts


def letters(font: pikepdf.Object) -> dict[int, str]:
    """What each code of a font stands for: the pairs of its ToUnicode table."""
    table = font.ToUnicode.read_bytes().decode("ascii") if "/ToUnicode" in font else ""
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    return found


def page_of(made: Built) -> Any:
    """The HTML report's own words, its panels left out: they are copies."""
    return BeautifulSoup((made.reports / "report.html").read_text("utf-8"), "html.parser").main


def test_the_file_is_small(built: Reports) -> None:
    assert (built("seeds").reports / "report.pdf").stat().st_size <= LARGEST


@pytest.mark.parametrize(("profile", "rules"), [("ua1", 100), ("2a", 150)])
@pytest.mark.parametrize("corpus", CORPORA)
def test_the_validator_finds_no_fault(built: Reports, corpus: str, profile: str, rules: int) -> None:
    """104 rules of PDF/UA-1 and 154 of PDF/A-2a with version 0.11 of the validator."""
    import page

    report = page.validate_pdf(built(corpus).reports / "report.pdf", profile=profile)
    assert [(fault.rule_id, fault.message) for fault in report.failures] == []
    assert report.is_compliant
    assert report.rules.passed == report.rules.total >= rules


def test_the_validator_finds_faults(built: Reports, tmp_path: Path) -> None:
    """The check above can fail: here one figure has lost its words."""
    import page

    with pikepdf.open(built("seeds").reports / "report.pdf") as pdf:
        figure = next(e for e, _ in elements(pdf.Root.StructTreeRoot) if e.S == "/Figure")
        del figure["/Alt"]
        pdf.save(tmp_path / "mute.pdf")
    assert not page.is_pdf_compliant(tmp_path / "mute.pdf", profile="ua1")


@pytest.mark.parametrize("corpus", CORPORA)
def test_title_language_and_tags(built: Reports, corpus: str) -> None:
    made = built(corpus)
    shown = page_of(made)
    title = shown.h1.get_text()
    with pikepdf.open(made.reports / "report.pdf") as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == title
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == title
        figures = [e for e, _ in elements(pdf.Root.StructTreeRoot) if e.S == "/Figure"]
        told = [str(figure.get("/Alt", "")) for figure in figures]
    assert [squeezed(words) for words in told] == [squeezed(svg["aria-label"]) for svg in shown.select("svg[role=img]")]
    assert all(len(words) > 40 for words in told)


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_outline_is_the_headings(built: Reports, corpus: str) -> None:
    def titles(items: Any, level: int = 1) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, squeezed(item.title)
            yield from titles(item.children, level + 1)

    made = built(corpus)
    headings = [
        (int(heading.name[1]), squeezed(heading.get_text()))
        for heading in page_of(made).find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    ]
    with pikepdf.open(made.reports / "report.pdf") as pdf, pdf.open_outline() as outline:
        assert list(titles(outline.root)) == headings
    assert len(headings) > 10


@pytest.mark.parametrize("corpus", CORPORA)
def test_links_land_in_the_file_and_nothing_runs(built: Reports, corpus: str) -> None:
    """Each number leads to its evidence and back; there is no way out of the file, and nothing in it acts."""
    made = built(corpus)
    with pikepdf.open(made.reports / "report.pdf") as pdf:
        pages = {page.objgen for page in pdf.pages}
        names = named(pdf)
        links = 0
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                assert note.Subtype == "/Link" and "/StructParent" in note
                if "/A" in note:
                    assert note.A.S == "/GoTo", note.A
                goal = note.A.D if "/A" in note else note.Dest
                if isinstance(goal, pikepdf.String | pikepdf.Name):
                    goal = names[str(goal)]
                assert goal[0].objgen in pages
                links += 1
        assert links >= len(page_of(made).select("button.peek")) > 10
        for key in ("/OpenAction", "/AA", "/AcroForm"):
            assert key not in pdf.Root
        assert not {"/JavaScript", "/EmbeddedFiles"} & set(pdf.Root.get("/Names", {}).keys())


def named(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The places of a file that have names."""
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return {}
    tree = pikepdf.NameTree(pdf.Root.Names.Dests)
    return {str(name): place.D if isinstance(place, pikepdf.Dictionary) else place for name, place in tree.items()}


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_passage_is_tagged_with_its_language(built: Reports, corpus: str) -> None:
    """What the page says is Vietnamese is so in the structure tree, and the headings are headings."""
    made = built(corpus)
    shown = page_of(made)
    tree = structure(made.reports / "report.pdf")
    vietnamese = squeezed("".join(text for _, pieces in tree for language, text in pieces if language == "vi"))
    passages = [squeezed(e.get_text()) for e in shown.select("[lang=vi]") if not e.find_parent(lang="vi")]
    assert passages
    assert [passage for passage in passages if passage not in vietnamese] == []
    with pikepdf.open(made.reports / "report.pdf") as pdf:
        texts = {page.objgen: marked_texts(page) for page in pdf.pages}
        found = [e for e, _ in elements(pdf.Root.StructTreeRoot) if re.fullmatch("/H[1-6]", str(e.S))]
        headings = [squeezed(texts_in(heading, texts)) for heading in found]
    assert headings == [squeezed(e.get_text()) for e in shown.find_all(re.compile("^h[1-6]$"))]


@needs_poppler
@pytest.mark.parametrize("corpus", CORPORA)
def test_every_vietnamese_string_can_be_searched(built: Reports, corpus: str) -> None:
    made = built(corpus)
    text = squeezed(printed(made.reports / "report.pdf"))
    strings = {squeezed(string) for string in page_of(made).find_all(string=VIETNAMESE)}
    assert strings
    assert [string for string in strings if string not in text] == []


@needs_poppler
def test_header_and_page_numbers(built: Reports) -> None:
    made = built("seeds")
    with pikepdf.open(made.reports / "report.pdf") as pdf:
        count = len(pdf.pages)
    title = page_of(made).h1.get_text()
    for number, page in enumerate(printed(made.reports / "report.pdf").split("\f")[:count], 1):
        lines = [line.strip() for line in page.strip().splitlines()]
        assert f"{number} / {count}" in lines
        assert (title in lines) == (number > 1 or title == lines[0])


@needs_poppler
@pytest.mark.parametrize("corpus", CORPORA)
def test_every_sign_has_a_shape(built: Reports, corpus: str) -> None:
    """No typeface of last resort, none that is not in the file, and no sign that stands for a missing one."""
    path = built(corpus).reports / "report.pdf"
    fonts = poppler("pdffonts", path).decode().splitlines()[2:]
    assert fonts and not any("LastResort" in font for font in fonts)
    assert all(re.search(r"\byes yes yes\b", font) for font in fonts)
    assert not re.search(r"[\ufffd\x00-\x08]", printed(path))


@needs_poppler
def test_no_page_is_half_empty(built: Reports, tmp_path: Path) -> None:
    """The lowest ink above the footer, as a share of the page between header and footer; the last page may be short."""
    from PIL import Image

    poppler("pdftoppm", "-r", "30", "-gray", built("seeds").reports / "report.pdf", tmp_path / "page")
    pictures = sorted(tmp_path.iterdir())
    assert len(pictures) > 3
    filled = []
    for path in pictures:
        with Image.open(path) as picture:
            top, end = (round(picture.height * part / HEIGHT) for part in (HEADER, HEIGHT - FOOTER))
            ink = picture.crop((0, top, picture.width, end)).point(lambda grey: 255 * (grey < 200)).getbbox()
            filled.append(ink[3] / (end - top) if ink else 0)
    assert [(page, round(share, 2)) for page, share in enumerate(filled[:-1], 1) if share < 0.5] == []


@needs_poppler
def test_an_attack_is_printed_as_plain_text(built: Reports) -> None:
    text = squeezed(printed(built("attack").reports / "report.pdf"))
    for sign in (
        "<script>alert(1)</script> <b>Can Tho</b> sells",
        "said </style><script>alert(1)</script> <img src=x onerror=alert(2)> the port",
        "[link](http://evil.example/1) #import",
        "![](http://evil.example/2.png) [link](javascript:alert(4)) said the city",
        '=HYPERLINK("http://evil.example/4") +1+1 @SUM(A1) -2+3|cmd the port',
        "港口说 🚢",
    ):
        assert squeezed(sign) in text, sign
    for name in attack.ARTICLES:
        shown = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in name)
        if "مرحبا" not in name:  # set from right to left, so the order of the signs in the file is another
            assert squeezed(shown) in text, name


@needs_poppler
def test_nothing_is_set_beyond_the_edge(built: Reports) -> None:
    """Long words break: every word stands within the margins of its page."""
    for corpus in CORPORA:
        boxes = printed(built(corpus).reports / "report.pdf", "-bbox")
        for left, right in re.findall(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"', boxes):
            assert float(left) > MARGIN and float(right) < WIDTH - MARGIN, (corpus, left, right)

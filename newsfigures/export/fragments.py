"""HTML from an output, made harmless: text, structure, pictures and tables stay; what could run or fetch goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from newsfigures.export.colours import ink_for
from newsfigures.export.trees import VOID, Element, names, parse_html

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a page is made of. Any other element gives way to what is in it.
_KEPT = names("""
    a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details
    dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre
    q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr
    u ul var wbr
    """)
_MATHML = names("""
    math mrow mi mn mo ms mspace mtext mfrac msqrt mroot mstyle merror mpadded mphantom msub msup
    msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd menclose semantics
    annotation
    """)
# Elements that go with all that is in them: it is not text for a reader.
_DROPPED = names("""
    script style iframe object embed applet template noscript head title link meta base frame frameset
    portal input select textarea audio video canvas map annotation-xml dialog
    """)
_ATTRS = names("""
    id class lang dir title colspan rowspan scope headers start type value reversed open alt cite
    datetime role display alttext mathvariant stretchy accent fence
    """)
# Elements that mean something only in these.
_PARENTS = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "caption": ("table",),
    "colgroup": ("table",),
    "col": ("colgroup", "table"),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "tr": ("table", "thead", "tbody", "tfoot"),
    "td": ("tr",),
    "th": ("tr",),
    "figcaption": ("figure",),
    "summary": ("details",),
}
_PROPERTIES = re.compile(
    r"color|background|background-color|text-align|vertical-align|font-weight|font-style|text-decoration|white-space|"
    r"width|border(-(top|right|bottom|left))?(-(width|style|color))?|padding(-(top|right|bottom|left))?"
)
_HARMFUL_VALUE = re.compile(r"[\\<>{}@;]|url|expression|image|attr\(|var\(", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE_SELECTOR = re.compile(r"#([\w-]+)(?:\s+(\w+)?((?:\.[\w-]+)*))?")
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text without the control characters that no page can show, and without those that turn letters round: a text
    that needs them says so with ``dir``. Line ends are ``\\n``.

    >>> clean_text("a\\x00b\\r\\nc\\ufeff\\u202ed")
    'ab\\ncd'
    """
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def safe_link(href: str) -> str:
    """The link, or nothing if following it could do more than open a page.

    >>> safe_link("https://example.org/a b"), safe_link("java\\nscript:alert(1)"), safe_link("#note")
    ('https://example.org/a%20b', '', '#note')
    """
    tight = _INVISIBLE.sub("", href)
    scheme = _SCHEME.match(tight)
    if scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel", "doi"):
        return ""
    return href.strip().replace(" ", "%20") if _INVISIBLE.sub("", href.strip().replace(" ", "")) == tight else tight


def declarations(style: str) -> dict[str, str]:
    """The declarations of a style that change how text looks and nothing else."""
    kept = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.replace("!important", "").strip()
        if value and len(value) < 200 and _PROPERTIES.fullmatch(name) and not _HARMFUL_VALUE.search(value):
            kept[name] = value
    return kept


def _restyle(element: Element, style: str) -> None:
    kept = declarations(style)
    background = kept.get("background-color") or kept.get("background", "")
    if background and (ink := ink_for(background, kept.get("color", ""))):
        kept["color"] = ink  # readable on its ground whatever the page's own colours are
    if kept:
        element.attrs["style"] = "; ".join(f"{name}: {value}" for name, value in kept.items())
    else:
        element.attrs.pop("style", None)


def _apply_sheets(root: Element) -> None:
    """Puts the rules of a fragment's own style sheets, as far as they name ids of the fragment, on its elements."""
    rules: dict[str, list[tuple[str, set[str], str]]] = {}
    for sheet in root.walk():
        if sheet.tag == "style" and "scoped" not in sheet.attrs:
            for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", sheet.text(), flags=re.DOTALL)):
                for selector in selectors.split(","):
                    if simple := _SIMPLE_SELECTOR.fullmatch(selector.strip()):
                        classes = set((simple[3] or "").split(".")) - {""}
                        rules.setdefault(simple[1], []).append((simple[2] or "", classes, body))
    if not rules:
        return
    for owner in root.walk():
        for tag, classes, body in rules.get(owner.attrs.get("id", ""), ()):
            for element in owner.walk() if tag or classes else (owner,):
                if (not tag or element.tag == tag) and classes <= set(element.attrs.get("class", "").split()):
                    element.attrs["style"] = f"{body};{element.attrs.get('style', '')}"


def _direction(element: Element) -> str:
    for char in element.text()[:1000]:
        if (kind := bidirectional(char)) in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _clean_attrs(element: Element) -> None:
    given, element.attrs = element.attrs, {}
    for name, value in given.items():
        if name in _ATTRS or name.startswith("aria-"):
            element.attrs[name] = clean_text(value)
    tag = element.tag
    if tag == "a" and (href := safe_link(given.get("href", ""))):
        element.attrs["href"] = href
    if tag == "img":
        element.attrs |= {name: given[name] for name in ("src", "width", "height") if name in given}
    if not _LANG.fullmatch(element.attrs.get("lang", "en")):
        del element.attrs["lang"]
    if element.attrs.get("dir", "ltr") not in ("ltr", "rtl"):
        element.attrs["dir"] = _direction(element)
    if not element.attrs.get("id", "x").strip():
        del element.attrs["id"]
    elif "id" in element.attrs:
        element.attrs["id"] = re.sub(r"\s+", "-", element.attrs["id"].strip())
    if style := given.get("style"):
        _restyle(element, style)


def _is_hidden(element: Element) -> bool:
    return "hidden" in element.attrs or "display:none" in element.attrs.get("style", "").replace(" ", "")


def _kept(nodes: Iterable[Element | str], parent: str = "") -> list[Element | str]:
    found: list[Element | str] = []
    for node in nodes:
        if isinstance(node, str):
            if text := clean_text(node):
                found.append(text)
        elif node.tag in _DROPPED or _is_hidden(node):
            continue
        else:
            if node.tag in _PARENTS and parent not in _PARENTS[node.tag]:
                node.tag = "div"  # a list item without a list, a row without a table
            within = "dl" if node.tag == "div" and parent == "dl" else node.tag  # a group of terms
            node.children = [] if node.tag in VOID else _kept(node.children, within)
            if node.tag in _KEPT or node.tag in _MATHML:
                _clean_attrs(node)
                found.append(node)
            else:
                found.extend(node.children)
    return found


def clean(html: str) -> list[Element | str]:
    """The fragment's nodes, harmless and well formed; styles only as attributes with harmless declarations.

    >>> from newsfigures.export.trees import write
    >>> write(clean('<p onclick="x()">a<script>b</script><a href="javascript:c">d</a>'))
    '<p>a<a>d</a></p>'
    """
    root = parse_html(html)
    _apply_sheets(root)
    return _kept(root.children)

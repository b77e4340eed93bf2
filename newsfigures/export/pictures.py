"""Pictures on a page: SVG drawings as part of it, anything else as data."""

from __future__ import annotations

import base64
import re
import unicodedata
from dataclasses import dataclass, field
from itertools import groupby

from newsfigures.export import fonts
from newsfigures.export.trees import Element, names, parse_xml, write

_DRAWN = names("""
    svg g path rect circle ellipse line polyline polygon text tspan textPath defs clipPath mask
    linearGradient radialGradient stop pattern marker symbol use title desc image style filter
    feGaussianBlur feOffset feBlend feColorMatrix feComposite feFlood feMerge feMergeNode
    """)
_WORDED = frozenset({"text", "tspan", "textPath", "title", "desc", "style"})
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@|\\|expression", re.IGNORECASE)
_OWN_URL = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")
_LONG_DECIMAL = re.compile(r"(\d\.\d\d)\d+")
_COORDINATES = names("""
    d points x y x1 y1 x2 y2 cx cy r rx ry width height
    """)
_LENGTH = re.compile(r"\s*([\d.]+)\s*(px|pt|mm|cm|in|)\s*")
_PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_FONT = re.compile(r"(?:^|;)\s*font(?:-family)?\s*:\s*([^;]+)")
_BOLD = re.compile(r"bold|[6-9]00\b")
_ITALIC = re.compile(r"italic|oblique")


@dataclass(slots=True)
class Lettering:
    """The characters that drawings set in each face: by (family in small letters, bold, italic)."""

    used: dict[tuple[str, bool, bool], set[str]] = field(default_factory=dict)


def data_address(mime: str, data: bytes) -> str:
    """The picture as an address that holds it."""
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"


def inline(svg: bytes, prefix: str, lettering: Lettering) -> Element | None:
    """The drawing as an element of the page, harmless, its ids and styles its own; None if it cannot be read.

    Notes in ``lettering`` which characters it sets, so that the page can bring the glyphs along.
    """
    root = parse_xml(svg.decode("utf-8", "replace"))
    if root is None or root.tag != "svg":
        return None
    box = [float(n) for n in re.findall(r"-?[\d.]+(?:e-?\d+)?", root.attrs.get("viewBox", ""))[:4]]
    root.attrs = {k: v for k, v in root.attrs.items() if k in ("viewBox", "width", "height", "preserveAspectRatio")}
    for name in ("width", "height"):
        if size := _LENGTH.fullmatch(root.attrs.get(name, "")):
            root.attrs[name] = f"{float(size[1]) * _PIXELS[size[2]]:.0f}"
        else:
            root.attrs.pop(name, None)
    if len(box) != 4:
        if not {"width", "height"} <= root.attrs.keys():
            return None
        root.attrs["viewBox"] = f"0 0 {root.attrs['width']} {root.attrs['height']}"
        box = [0, 0, float(root.attrs["width"]), float(root.attrs["height"])]
    fine = box[2] >= 100  # hundredths are enough where the drawing is hundreds of units wide
    root.attrs["id"] = prefix
    root.children = _drawn(root, prefix, fine)
    _collect(root, ("", False, False), lettering)
    return root


def foreign(svg: bytes) -> list[str]:
    """The characters of a drawing that the typeface of charts does not have."""
    text = svg.decode("utf-8", "replace")
    return sorted(c for c in set(text) if ord(c) >= 0x250 and fonts.home(c) != fonts.CHART)


def drawn_size(svg: bytes) -> tuple[float, float]:
    """Width and height of a drawing in points, 0 where it does not say.

    >>> drawn_size(b'<svg width="300pt" height="4in">')
    (300.0, 288.0)
    """
    head = svg[: svg.find(b">", svg.find(b"<svg")) + 1].decode("utf-8", "replace")
    found = (re.search(rf'\b{name}="([^"]*)"', head) for name in ("width", "height"))
    sizes = [_LENGTH.fullmatch(match[1]) if match else None for match in found]
    width, height = (float(size[1]) * _PIXELS[size[2]] * 0.75 if size else 0.0 for size in sizes)
    return width, height


def for_print(svg: bytes) -> bytes:
    """The drawing with a family named for every character, so that no renderer has to guess one.

    Unchanged, byte for byte, if it asks only for families that we bring, and only for characters that they have.
    """
    text = svg.decode("utf-8", "replace")
    families = {name.strip(" '\"").lower() for name in re.findall(r"font(?:-family)?\s*[:=]\s*[\"']?([^;\"]+)", text)}
    known = all(any(family in asked for family in fonts.FAMILIES) for asked in families)
    if (known and not foreign(svg)) or (root := parse_xml(text)) is None:
        return svg
    for node in list(root.walk()):
        if node.tag == "svg":
            node.attrs.setdefault("font-family", fonts.CHART)
        if node.tag in ("text", "tspan"):
            children: list[Element | str] = []
            for child in node.children:
                children += _runs(child) if isinstance(child, str) else [child]
            node.children = children
        style = node.attrs.get("style", "")
        if asked := node.attrs.get("font-family"):
            node.attrs["font-family"] = _known_family(asked)
        if style:
            node.attrs["style"] = re.sub(r"(font-family\s*:\s*)([^;]+)", lambda m: m[1] + _known_family(m[2]), style)
            node.attrs["style"] = re.sub(
                r"(font\s*:[^;]*?\d(?:px|pt|em|rem|%)(?:/[\d.]+)?\s+)([^;]+)",
                lambda m: m[1] + _known_family(m[2]),
                node.attrs["style"],
            )
    return write([root], xml=True).encode()


def _known_family(asked: str) -> str:
    lower = asked.lower()
    named = [family for family in sorted(fonts.FAMILIES, key=len, reverse=True) if family in lower]
    return f"'{named[0].title().replace('Dejavu', 'DejaVu')}'" if named else f"'{fonts.SANS}'"


def _runs(text: str) -> list[Element | str]:
    """The text in runs, those that the chart's typeface cannot set in one that can; what none can, by its script."""
    out: list[Element | str] = []
    for family, run in groupby(_by_script(text), fonts.home):
        words = "".join(run)
        if family != fonts.CHART:
            out.append(Element("tspan", {"font-family": f"'{family}'", "style": f"font-family: '{family}'"}, [words]))
        else:
            out.append(words)
    return out


def _by_script(text: str) -> str:
    """The text with the names of the scripts that no typeface has: in a drawing no single letter can be marked.

    >>> _by_script("Bangkok (กร ุง) \ue000")
    'Bangkok (‹Thai›) □'
    """
    out: list[str] = []
    for has, run in groupby(text, lambda sign: bool(fonts.home(sign))):
        letters = "".join(run)
        if not has:
            scripts = dict.fromkeys(unicodedata.name(letter, "").partition(" ")[0].title() for letter in letters)
            letters = "".join(f"‹{script}›" if script else fonts.BOX for script in scripts)
            if len(out) > 1 and out[-1] == " " and out[-2] == letters:
                out.pop()
                continue
        out.append(letters)
    return "".join(out)


def _drawn(parent: Element, prefix: str, fine: bool) -> list[Element | str]:
    kept: list[Element | str] = []
    for node in parent.children:
        if isinstance(node, str):
            if parent.tag in _WORDED:
                kept.append(node)
        elif node.tag == "a" or ":" in node.tag:
            kept += _drawn(node, prefix, fine)
        elif node.tag in _DRAWN:
            if node.tag == "style":
                sheet = _scoped(node.text(), prefix)
                if sheet:
                    kept.append(Element("style", {}, [sheet]))
                continue
            node.attrs = _attributes(node, prefix, fine)
            node.children = _drawn(node, prefix, fine)
            if node.children or node.tag not in ("g", "defs", "title", "desc", "text"):
                kept.append(node)
    return kept


def _attributes(node: Element, prefix: str, fine: bool) -> dict[str, str]:
    kept = {}
    for name, value in node.attrs.items():
        if name.startswith(("on", "xmlns")) or _OUTSIDE.search(value):
            continue
        if name == "id":
            value = f"{prefix}-{value}"
        elif name in ("href", "xlink:href"):
            if value.startswith("#"):
                value = f"#{prefix}-{value[1:]}"
            elif not (node.tag == "image" and value.startswith("data:image/")):
                continue
            name = "href"
        elif ":" in name:
            continue
        elif fine and name in _COORDINATES:
            value = " ".join(_LONG_DECIMAL.sub(r"\1", value).split())
        kept[name] = _OWN_URL.sub(rf"url(#{prefix}-\1)", value)
    return kept


def _scoped(sheet: str, prefix: str) -> str:
    """The drawing's style sheet, for this drawing only."""
    rules = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        if _OUTSIDE.search(selectors + body) or "<" in selectors + body:
            continue
        own = ",".join(f":where(#{prefix}) {s.strip()}" for s in selectors.split(",") if s.strip())
        rules.append(f"{own}{{{_OWN_URL.sub(rf'url(#{prefix}-{chr(92)}1)', body.strip())}}}")
    return "".join(rules)


def _collect(node: Element, face: tuple[str, bool, bool], lettering: Lettering) -> None:
    style = node.attrs.get("style", "")
    said = " ".join(_FONT.findall(style))
    family, bold, italic = face
    if named := node.attrs.get("font-family") or said:
        # "10px 'DejaVu Sans', sans-serif": the first family of the list, after the size
        first = re.sub(r"^.*\d(?:px|pt|em|rem|%)\s*", "", named.split(",")[0]).strip(" '\"").lower()
        family = first or family
    looks = f"{said} {node.attrs.get('font-weight', '')} {node.attrs.get('font-style', '')}" + " ".join(
        re.findall(r"font-(?:weight|style)\s*:\s*[^;]+", style)
    )
    face = (family, bold or bool(_BOLD.search(looks)), italic or bool(_ITALIC.search(looks)))
    for child in node.children:
        if isinstance(child, Element):
            _collect(child, face, lettering)
        elif node.tag in ("text", "tspan", "textPath"):
            lettering.used.setdefault(face, set()).update(child)

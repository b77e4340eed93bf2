"""Colours as CSS writes them, and which ink can be read on them."""

from __future__ import annotations

import re

_NAMES = {
    "black": "000000", "white": "ffffff", "red": "ff0000", "green": "008000", "blue": "0000ff", "yellow": "ffff00",
    "orange": "ffa500", "purple": "800080", "gray": "808080", "grey": "808080", "silver": "c0c0c0", "pink": "ffc0cb",
    "lightgreen": "90ee90", "lightblue": "add8e6", "lightgray": "d3d3d3", "lightgrey": "d3d3d3", "darkgreen": "006400",
    "darkblue": "00008b", "darkred": "8b0000", "lightyellow": "ffffe0", "salmon": "fa8072", "coral": "ff7f50",
    "gold": "ffd700", "cyan": "00ffff", "magenta": "ff00ff", "lime": "00ff00", "navy": "000080", "teal": "008080",
    "maroon": "800000", "olive": "808000", "brown": "a52a2a", "lightcoral": "f08080", "lightsalmon": "ffa07a",
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})([0-9a-f]{2})?", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[,\s]+(\d{1,3})[,\s]+(\d{1,3})\s*(?:[,/]\s*(?:1|1\.0+|100%)\s*)?\)")


def to_hex(colour: str) -> str:
    """The colour as six hexadecimal digits, or nothing if it is not one that we read (or is see-through).

    >>> to_hex("#FC0"), to_hex("rgb(1, 2, 255)"), to_hex("navy"), to_hex("rgba(0,0,0,.5)")
    ('ffcc00', '0102ff', '000080', '')
    """
    colour = colour.strip().lower()
    if found := _HEX.fullmatch(colour):
        if found[2] and found[2] != "ff":
            return ""
        return found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    if found := _RGB.fullmatch(colour):
        return "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    return _NAMES.get(colour, "")


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours of six digits, 1 to 21, as in WCAG 2.2.

    >>> contrast("000000", "ffffff")
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def readable(ink: str, ground: str) -> str:
    """The ink, made darker or lighter until it can be read on the ground (six digits each).

    >>> readable("008700", "ffffff"), readable("008700", "1e2125")
    ('008700', '339f33')
    """
    end = "000000" if contrast("000000", ground) > contrast("ffffff", ground) else "ffffff"
    for share in range(21):
        mixed = "".join(
            f"{(int(ink[i : i + 2], 16) * (20 - share) + int(end[i : i + 2], 16) * share) // 20:02x}" for i in (0, 2, 4)
        )
        if contrast(mixed, ground) >= 4.6:
            return mixed
    return end


def ink_for(ground: str, ink: str = "") -> str:
    """A colour to write with on ``ground``: ``ink`` if it can be read there, else black or white; nothing if the
    ground is no plain colour.

    >>> ink_for("#ffff00"), ink_for("navy", "#f1f1f1"), ink_for("#440154", "#333")
    ('#000000', '#f1f1f1', '#ffffff')
    """
    if not (back := to_hex(ground)):
        return ""
    if (front := to_hex(ink)) and contrast(front, back) >= 4.5:
        return f"#{front}"
    return "#000000" if contrast("000000", back) >= contrast("ffffff", back) else "#ffffff"

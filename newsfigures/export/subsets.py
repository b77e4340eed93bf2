"""A TrueType font cut down to the characters that a page uses, as WOFF: a page of charts needs a hundred glyphs of
DejaVu's six thousand, and cutting them out takes a few milliseconds."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path


class _Font:
    """The tables of a TrueType font, as far as outlines go."""

    def __init__(self, data: bytes) -> None:
        self.tables = {}
        for index in range(struct.unpack_from(">H", data, 4)[0]):
            tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
            self.tables[tag] = data[offset : offset + length]
        glyphs = struct.unpack_from(">H", self.tables[b"maxp"], 4)[0]
        if struct.unpack_from(">h", self.tables[b"head"], 50)[0]:
            self.places = struct.unpack(f">{glyphs + 1}L", self.tables[b"loca"][: 4 * (glyphs + 1)])
        else:
            self.places = tuple(2 * p for p in struct.unpack_from(f">{glyphs + 1}H", self.tables[b"loca"]))
        self.full_metrics = struct.unpack_from(">H", self.tables[b"hhea"], 34)[0]

    def outline(self, glyph: int) -> bytes:
        return self.tables[b"glyf"][self.places[glyph] : self.places[glyph + 1]]

    def metrics(self, glyph: int) -> bytes:
        """The glyph's advance and left side bearing."""
        table, full = self.tables[b"hmtx"], self.full_metrics
        if glyph < full:
            return table[4 * glyph : 4 * glyph + 4]
        at = 4 * full + 2 * (glyph - full)
        return table[4 * full - 4 : 4 * full - 2] + table[at : at + 2]

    def parts(self, glyph: int) -> Iterator[tuple[int, int]]:
        """The glyphs that a composite glyph is made of, each with the place of its number in the outline."""
        outline = self.outline(glyph)
        if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
            return
        at, more = 10, True
        while more:
            flags, part = struct.unpack_from(">HH", outline, at)
            yield part, at + 2
            at += 8 if flags & 0x1 else 6  # arguments are words or bytes
            at += 2 if flags & 0x8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0  # one, two or four scales
            more = bool(flags & 0x20)


def glyphs(cmap: bytes) -> dict[int, int]:
    """The glyph of each code point in a ``cmap`` table (its formats 4 and 12)."""
    found: dict[int, int] = {}
    for index in range(struct.unpack_from(">H", cmap, 2)[0]):
        at = struct.unpack_from(">L", cmap, 8 + 8 * index)[0]
        form = struct.unpack_from(">H", cmap, at)[0]
        if form == 4:
            count = struct.unpack_from(">H", cmap, at + 6)[0] // 2
            ends = struct.unpack_from(f">{count}H", cmap, at + 14)
            starts = struct.unpack_from(f">{count}H", cmap, at + 16 + 2 * count)
            deltas = struct.unpack_from(f">{count}H", cmap, at + 16 + 4 * count)
            ranges = struct.unpack_from(f">{count}H", cmap, at + 16 + 6 * count)
            for segment in range(count):
                for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
                    glyph = code
                    if ranges[segment]:
                        place = at + 16 + 6 * count + 2 * segment + ranges[segment] + 2 * (code - starts[segment])
                        glyph = struct.unpack_from(">H", cmap, place)[0]
                        if not glyph:
                            continue
                    if glyph := (glyph + deltas[segment]) & 0xFFFF:
                        found[code] = glyph
        elif form == 12:
            for group in range(struct.unpack_from(">L", cmap, at + 12)[0]):
                start, end, first = struct.unpack_from(">LLL", cmap, at + 16 + 12 * group)
                found.update(zip(range(start, end + 1), range(first, first + end - start + 1), strict=True))
    return found


def characters(data: bytes) -> dict[int, int]:
    """The glyph of each code point that a TrueType font has one for."""
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if tag == b"cmap":
            return glyphs(data[offset : offset + length])
    return {}


def _cmap(codes: dict[int, int]) -> bytes:
    """A ``cmap`` table in format 12, one group a code point."""
    groups = b"".join(struct.pack(">LLL", code, code, glyph) for code, glyph in sorted(codes.items()))
    head = struct.pack(">HHHHL", 0, 1, 3, 10, 12)
    return head + struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(codes)) + groups


def _patched(table: bytes, form: str, place: int, value: int) -> bytes:
    changed = bytearray(table)
    struct.pack_into(form, changed, place, value)
    return bytes(changed)


def _checksum(table: bytes) -> int:
    padded = table + b"\0" * (-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


def _woff(tables: dict[bytes, bytes]) -> bytes:
    """The tables as a WOFF 1.0 file, each compressed if that makes it smaller."""
    directory, body = b"", b""
    start = 44 + 20 * len(tables)
    for tag, table in sorted(tables.items()):
        packed = min(table, zlib.compress(table, 9), key=len)  # of the same length: not compressed
        directory += struct.pack(">4sLLLL", tag, start + len(body), len(packed), len(table), _checksum(table))
        body += packed + b"\0" * (-len(packed) % 4)
    plain = 12 + 16 * len(tables) + sum(len(t) + -len(t) % 4 for t in tables.values())
    size = start + len(body)
    head = struct.pack(">4s4sLHHLHHLLLLL", b"wOFF", b"\0\1\0\0", size, len(tables), 0, plain, 1, 0, 0, 0, 0, 0, 0)
    return head + directory + body


@cache
def _font(path: Path) -> tuple[_Font, dict[int, int]]:
    font = _Font(path.read_bytes())
    return font, glyphs(font.tables[b"cmap"])


def subset(path: Path, text: Iterable[str]) -> bytes:
    """The font with the glyphs of these characters, unhinted, as WOFF; the same bytes for the same characters."""
    font, mapped = _font(path)
    wanted = {ord(c): mapped[ord(c)] for c in sorted(set(text)) if ord(c) in mapped}
    order = [0, *sorted(set(wanted.values()) - {0})]
    place = {glyph: index for index, glyph in enumerate(order)}
    for glyph in order:  # grows as it goes: parts may have parts
        for part, _ in font.parts(glyph):
            if part not in place:
                place[part] = len(order)
                order.append(part)
    outlines, places = b"", [0]
    for glyph in order:
        outline = bytearray(font.outline(glyph))
        for part, at in font.parts(glyph):
            struct.pack_into(">H", outline, at, place[part])
            flags = struct.unpack_from(">H", outline, at - 2)[0]
            struct.pack_into(">H", outline, at - 2, flags & ~0x100)  # no instructions follow the last part
        outlines += bytes(outline) + b"\0" * (-len(outline) % 4)
        places.append(len(outlines))
    tables = {
        b"cmap": _cmap({code: place[glyph] for code, glyph in wanted.items()}),
        b"glyf": outlines,
        b"head": _patched(_patched(font.tables[b"head"], ">h", 50, 1), ">L", 8, 0),
        b"hhea": _patched(font.tables[b"hhea"], ">H", 34, len(order)),
        b"hmtx": b"".join(font.metrics(glyph) for glyph in order),
        b"loca": struct.pack(f">{len(places)}L", *places),
        b"maxp": _patched(font.tables[b"maxp"], ">H", 4, len(order)),
        b"name": struct.pack(">HHH", 0, 0, 6),
        b"OS/2": font.tables[b"OS/2"],
        b"post": struct.pack(">L", 0x30000) + font.tables[b"post"][4:16] + b"\0" * 16,
    }
    return _woff(tables)

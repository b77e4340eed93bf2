"""A PDF made small: Typst writes each of a tagged document's thousand little objects out in full; here they are put
into compressed object streams (PDF 1.5 and later), which both standards allow and which halve the file."""

from __future__ import annotations

import re
import zlib

_PER_STREAM = 200  # objects in one object stream, so that a reader who wants one need not unpack them all
_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj\s*\Z", re.DOTALL)


def _objects(pdf: bytes) -> tuple[dict[int, bytes], bytes]:
    """The body of each object by its number, and the trailer's entries, read by the cross-reference table."""
    table = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    trailer = pdf.rindex(b"trailer")
    lines = pdf[table:trailer].split(b"\n")[2:]
    offsets = sorted(int(line[:10]) for line in lines if line[17:18] == b"n")
    found = {}
    for start, end in zip(offsets, [*offsets[1:], table], strict=True):
        if (match := _OBJECT.match(pdf, start, end)) is None:
            raise ValueError(f"no object at {start}")
        found[int(match[1])] = match[2]
    return found, pdf[trailer + 7 : pdf.rindex(b"startxref")].strip()[2:-2]


def _stream(entries: bytes, content: bytes) -> bytes:
    """A compressed stream. Its last byte is no carriage return, which readers take for the end of its line."""
    for level in range(9, -1, -1):
        packed = zlib.compress(content, level)
        if packed[-1:] != b"\r":
            break
        content += b"\n"
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def _mended(body: bytes) -> bytes:
    """A stream whose last byte is a carriage return, with a line end after it."""
    head, _, rest = body.partition(b"\nstream\n")
    data = rest[: rest.rindex(b"\nendstream")]
    if data[-1:] != b"\r":
        return body
    data += b"\n"
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(data), head, count=1)
    return head + b"\nstream\n" + data + b"\nendstream"


def pack(pdf: bytes) -> bytes:
    """The same document in fewer bytes; unchanged if it is not laid out as Typst lays it out."""
    try:
        objects, trailer = _objects(pdf)
    except (ValueError, IndexError):
        return pdf
    out = bytearray(pdf[: pdf.index(b"\n", pdf.index(b"\n") + 1) + 1])  # the header and its line of high bytes
    places: dict[int, tuple[int, int, int]] = {}
    little = []
    for number, body in sorted(objects.items()):
        if body.endswith(b"endstream"):
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, _mended(body))
        else:
            little.append((number, body))
    size = max(objects) + 1
    for start in range(0, len(little), _PER_STREAM):
        index, bodies = b"", b""
        for position, (number, body) in enumerate(little[start : start + _PER_STREAM]):
            index += b"%d %d " % (number, len(bodies))
            bodies += body + b"\n"
            places[number] = (2, size, position)
        count = len(little[start : start + _PER_STREAM])
        places[size] = (1, len(out), 0)
        entries = b"/Type/ObjStm/N %d/First %d" % (count, len(index))
        out += b"%d 0 obj\n%s\nendobj\n" % (size, _stream(entries, index + bodies))
        size += 1
    places[size] = (1, len(out), 0)
    rows = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + position.to_bytes(2, "big")
        for kind, place, position in (places.get(number, (0, 0, 65535)) for number in range(size + 1))
    )
    entries = re.sub(rb"/Size \d+", b"/Size %d" % (size + 1), trailer) + b"/Type/XRef/W[1 4 2]"
    table = len(out)
    out += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (size, _stream(entries, rows), table)
    return bytes(out)

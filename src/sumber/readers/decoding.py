"""Bytes to text: which encoding, and an honest refusal where none fits."""

from __future__ import annotations

import codecs
import re

from sumber.readers.failures import Unreadable
from sumber.readers.streams import FIRST_FILL

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]+")
# Indonesian has only lone letters and quote marks beyond ASCII; other scripts have rows of them.
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3}")
# What Indonesian files that are not Unicode are written in. The detector is held to it: left to
# choose freely it takes a page with two curved quote marks for Baltic.
_OLD = ["cp1252"]
_LATIN = {"iso8859-1", "ascii"}


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of ``data``, without a byte order mark, otherwise unchanged.

    Tried in turn: a byte order mark, UTF-16 told by its zero bytes, UTF-8, the ``declared``
    encoding, Windows-1252 where the outcome looks like text. Raises ``Unreadable``.
    """
    encoding = wide_encoding(data[:FIRST_FILL])
    if encoding:
        return _strict(data, encoding)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(data) - error.start > 1:
            raise Unreadable("mixed-encoding") from error  # cut in the middle of a letter
        return _decode_old(data, declared)


def wide_encoding(start: bytes) -> str | None:
    """Return ``utf-16…`` or ``utf-32`` if the first bytes of a file show it, otherwise ``None``."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return None if encoding == "utf-8-sig" else encoding
    half = len(start) // 2
    even, odd = start[0 : 2 * half : 2].count(0), start[1 : 2 * half : 2].count(0)
    if half >= 4 and odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if half >= 4 and even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def is_binary(data: bytes) -> bool:
    """Tell whether bytes that are no UTF-16 hold what no text holds."""
    start = data[: 16 * FIRST_FILL]
    controls = len(_CONTROLS.findall(start))
    return controls * 100 > len(start) or (b"\0" in start and controls > 0)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unreadable("bad-encoding", f" (it looked like {encoding})") from error


def _decode_old(data: bytes, declared: str | None) -> str:
    if declared and (text := _declared(data, declared)) is not None:
        return text
    if is_binary(data):
        raise Unreadable("binary")
    if sum(map(len, _UTF8_CHARACTER.findall(data))) * 5 > sum(map(len, _HIGH.findall(data))):
        raise Unreadable("mixed-encoding")
    if not _HIGH_RUN.search(data) and (text := _declared(data, "cp1252")) is not None:
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_OLD).best()
    if best is None:
        raise Unreadable("bad-encoding")
    return str(best)


def _declared(data: bytes, encoding: str) -> str | None:
    """Decode as declared; what calls itself Latin-1 is Windows-1252, as browsers read it."""
    try:
        name = codecs.lookup(encoding).name
        return data.decode("cp1252" if name in _LATIN else name)
    except (UnicodeError, LookupError, ValueError):
        return None

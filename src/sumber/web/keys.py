"""Ids and names as pieces of an address, so that a link stays valid and a twin's suffix is clear.

Ids may hold any character. The tilde encoding (after Datasette) writes every byte of UTF-8 that is
no letter, digit, ``-`` or ``_`` as ``~`` and two hex digits, and a blank as ``+``: no ``/``, ``.``
or ``%`` is left, so an encoded key is one path segment and ``.json`` behind it is never part of it.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
_KEY = re.compile(r"(?:[A-Za-z0-9_+-]|~[0-9A-F]{2})+")


def encode(name: str) -> str:
    """Return the name as one segment of a path; a lone surrogate becomes ``?``."""
    return "".join(map(_letter, name.encode("utf-8", "replace")))


def decode(key: str) -> str | None:
    """Return the name behind a segment, ``None`` where :func:`encode` gives no such one."""
    if not _KEY.fullmatch(key):
        return None
    try:
        return unquote_to_bytes(key.replace("+", " ").replace("~", "%")).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _letter(byte: int) -> str:
    if byte in _PLAIN:
        return chr(byte)
    return "+" if byte == 0x20 else f"~{byte:02X}"

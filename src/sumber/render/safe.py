"""Make text from outside safe to look at.

Control characters (the beginnings of terminal commands), characters that reorder what is read and
lone surrogates are shown as symbols. Every replacement is one character for one, so offsets hold.
"""

from __future__ import annotations

_UNSHOWN = "\ufffd"
_C1, _SURROGATES = range(0x80, 0xA0), range(0xD800, 0xE000)
_REORDERING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SYMBOLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    **dict.fromkeys((*_C1, *_REORDERING, *_SURROGATES), _UNSHOWN),
    0x7F: "\u2421",
    **dict.fromkeys((ord("\n"), 0x85, 0x2028, 0x2029), "\n"),
    ord("\t"): " ",
}


def visible(text: str) -> str:
    """Return the text with a symbol for every character that could command the display.

    Line feeds stay, tabs become blanks; the length does not change.
    """
    return text.replace("\r\n", " \n").translate(_SYMBOLS)


def one_line(text: str) -> str:
    """Return the visible text on one line, with single blanks."""
    return " ".join(visible(text).split())

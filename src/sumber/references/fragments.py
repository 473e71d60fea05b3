"""Text fragments: the part of a link that lets a browser jump to words and mark them.

The form is that of the URL Fragment Text Directives of the Web Incubator Community Group:
``#:~:text=[before-,]first[,last][,-after]``. A browser looks for whole words, without regard to
case and blanks; what stands between ``first`` and ``last`` may run over paragraphs.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from sumber.records import Span

WHOLE: Final = 8
"""Quotations of up to so many words are named whole, longer ones by their first and last words."""
ENDS: Final = 5
MOST: Final = 12
AROUND: Final = 200
"""Characters before and behind a span among which the words beside it are looked for."""
_IN_WORD: Final = re.compile(r"\w")
_WORD: Final = re.compile(r"\w+(?:[-‑'’.,:/]\w+)*")


def text_fragment(text: str, span: Span) -> str | None:
    """Return the directive (from ``:~:text=`` on) for a span of ``text``, in whole words.

    ``None`` where the span holds no word.
    """
    words = [m.span() for m in _WORD.finditer(text, *_surroundings(text, span))]
    inside = [(start, end) for start, end in words if start < span.end and end > span.start]
    if not inside:
        return None
    before = [word for word in words if word[1] <= inside[0][0]]
    first, last = _ends(text, inside)
    target = [first] if last is None else [first, last]
    if before and _stands_earlier(text, target[0], inside[0][0]):
        prefix = text[before[-min(3, len(before))][0] : before[-1][1]]
        return f":~:text={_encoded(prefix)}-,{','.join(map(_encoded, target))}"
    return f":~:text={','.join(map(_encoded, target))}"


def _ends(text: str, inside: list[tuple[int, int]]) -> tuple[str, str | None]:
    """Return the words to look for: all of them, or the first few and the last few."""
    start, end = inside[0][0], inside[-1][1]
    if len(inside) <= WHOLE and "\n" not in text[start:end]:
        return text[start:end], None
    size = min(ENDS, len(inside) // 2) or 1
    first = _one_line(text, inside[:size], from_end=False)
    for more in range(size, min(MOST, len(inside) - 1) + 1):
        last = _one_line(text, inside[-more:], from_end=True)
        if text.find(last, start + len(first)) >= end - len(last):
            break
    return first, last


def _one_line(text: str, words: list[tuple[int, int]], *, from_end: bool) -> str:
    """Return the words' text, of one line alone: a paragraph's end stops a browser's search."""
    found = text[words[0][0] : words[-1][1]]
    lines = [line for line in found.splitlines() if line.strip()]
    return lines[-1].strip() if from_end else lines[0].strip()


def _stands_earlier(text: str, words: str, start: int) -> bool:
    before = text[:start].lower()
    places = re.finditer(rf"{re.escape(words.lower())}(?!\w)", before)
    return any(not _IN_WORD.match(before[place.start() - 1 : place.start()]) for place in places)


def _surroundings(text: str, span: Span) -> tuple[int, int]:
    """Return a stretch of whole words around a span, no line before its own in it."""
    line = text.rfind("\n", 0, span.start) + 1
    blank = text.find(" ", max(line, span.start - AROUND), span.start)
    start = line if span.start - line <= AROUND or blank < 0 else blank
    end = text.find(" ", span.end + AROUND)
    return start, len(text) if end < 0 else end


def _encoded(words: str) -> str:
    return quote(" ".join(words.split()), safe="", errors="replace").replace("-", "%2D")

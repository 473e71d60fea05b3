"""Headings between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sumber.language.patterns import any_of
from sumber.records import Region, Span
from sumber.stages.regions.headlines import OPENERS, SMALL, is_plain, opens_sentence
from sumber.stages.regions.wording import REGIONS

_LINE = re.compile(r"(?<=\n)[^\n]{4,90}(?=\n)")
_SMALL = any_of(SMALL)
_RUN = re.compile(
    r"(?<=[.”\"?!])[ \xa0]{0,2}(?=[A-Z])"
    rf"((?:(?:[A-Z\d][^\s.?!:;,”\"]{{0,24}}|{_SMALL})[ \xa0]{{1,2}}){{2,10}})(\S{{1,24}})"
)
_LINE_WORDS = frozenset(REGIONS["headline"]["line_words"])
_NUMBERED = re.compile(r"\d{1,2}[.)] ")


def find_headings(text: str) -> list[Region]:
    """Return the headings of ``text``; by lines only where the text has kept its lines."""
    lines = text.count("\n")
    by_line = _by_line(text) if lines >= 5 and len(text) / lines < 700 else iter(())
    return [*by_line, *_by_run(text)]


def _by_line(text: str) -> Iterator[Region]:
    """Yield short lines of capitalised words without a closing stop."""
    for match in _LINE.finditer(text):
        line = match[0].strip()
        start = match.start() + match[0].index(line) if line else match.start()
        if _is_heading(line):
            yield Region(Span(start, start + len(line)), "heading", "short line")


def _is_heading(line: str) -> bool:
    """Tell whether a line is a heading by its form."""
    bare = _NUMBERED.sub("", line, count=1)
    words = bare.split()
    if not 1 < len(words) <= 12 or bare[-1] in '.,:;"”-)' or not bare[0].isupper():
        return False
    return not any(is_plain(word) and word not in _LINE_WORDS for word in words)


def _by_run(text: str) -> Iterator[Region]:
    """Yield runs of capitalised words between a sentence and a word that begins the next."""
    for match in _RUN.finditer(text):
        words = [*re.finditer(r"\S+", match[1])]
        if not opens_sentence([match[2]]):
            last = words.pop()
            if not opens_sentence([last[0], match[2]]):
                continue
        if len(words) >= 2 and words[0][0] not in OPENERS and words[-1][0] not in SMALL:
            yield Region(
                Span(match.start(1), match.start(1) + words[-1].end()), "heading", "run of capitals"
            )

"""Who has it from whom inside one article, in the order in which the text names them.

1. *Antara dari Sputnik*, *Antara yang mengutip Reuters*: the first has it from the second.
2. *kata X kepada Fox News, dikutip Antara*: the later has it from the one before it in its
   sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from sumber.language.patterns import any_of
from sumber.records import Citation, Span
from sumber.stages.citations.wording import CITED

_CHAINS = CITED["chains"]
_ONWARD = re.compile(
    rf"[\s,)]{{0,3}}(?:pada )?(?:[A-Z][a-z]+,? ?)?(?:\([\d/]+\),? )?"
    rf"(?:{any_of(_CHAINS['onward'])})\b[\w\s]{{0,32}}\Z"
)
_BACK = re.compile(rf"(?:{any_of(_CHAINS['back'])})\b", re.IGNORECASE)
REACH = 60
_APART = ("byline", "provider")


def linked(
    text: str, citations: tuple[Citation, ...], sentences: Sequence[Span]
) -> tuple[Citation, ...]:
    """Return the citations with the link from each to the one that it has the story from.

    They must be in the order of the text; no chain comes back to where it began.
    """
    out = list(citations)
    for n in range(len(out) - 1):
        first, second = out[n], out[n + 1]
        if first.type in _APART or second.type == "provider":
            continue
        if _is_onward(text, first, second):
            out[n] = msgspec.structs.replace(first, taken_from=second.span)
        elif _is_back(text, first, second, sentences):
            out[n + 1] = msgspec.structs.replace(second, taken_from=first.span)
    return tuple(out)


def _is_onward(text: str, first: Citation, second: Citation) -> bool:
    between = text[first.span.end : second.span.start]
    return len(between) <= REACH and bool(_ONWARD.match(between))


def _is_back(text: str, first: Citation, second: Citation, sentences: Sequence[Span]) -> bool:
    """Tell whether a later cue of quoting stands in the sentence of an earlier source."""
    cue = second.cue
    if cue is None or second.type != "outlet" or cue.start < first.span.end:
        return False
    quoting = _BACK.match(text, cue.start)
    return bool(quoting) and _sentence_of(sentences, first) == _sentence_of(sentences, second)


def _sentence_of(sentences: Sequence[Span], citation: Citation) -> int:
    return bisect_right(sentences, citation.span.start, key=lambda s: s.start)

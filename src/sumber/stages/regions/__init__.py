"""Find the parts of an article that are not its body.

1. The head: what stands before and in the dateline (`head`).
2. Related headlines, to their line's end or, where line breaks were lost, to the headline's end
   (`related`, `headlines`).
3. Captions by their credits (`captions`).
4. Fixed forms anywhere: prompts, disclaimers, source lines, bylines (`marks`).
5. Headings: short lines, or runs of capitals before a word that begins a sentence (`headings`).
6. Where two overlap, the earlier step keeps the characters.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from itertools import chain

import msgspec

from sumber.records import Article, Notes, Region, Span
from sumber.stages.regions.captions import find_captions
from sumber.stages.regions.head import find_head
from sumber.stages.regions.headings import find_headings
from sumber.stages.regions.marks import find_marks
from sumber.stages.regions.related import find_related

__all__ = ["find_regions"]


def find_regions(article: Article, notes: Notes) -> Notes:
    """Return the notes with their regions filled, in the order of the text, none overlapping."""
    text = article.text
    found = chain(
        find_head(text, article.title),
        find_related(text),
        find_captions(text),
        find_marks(text),
        find_headings(text),
    )
    return msgspec.structs.replace(notes, regions=tuple(_apart(found)))


def _apart(found: Iterable[Region]) -> list[Region]:
    """Clip of overlapping regions the one that was found later; drop what is left empty."""
    kept: list[Region] = []
    for region in found:
        at = bisect(kept, region.span.start, key=_start)
        start = max(region.span.start, kept[at - 1].span.end if at else 0)
        end = min(region.span.end, kept[at].span.start if at < len(kept) else region.span.end)
        if start < end:
            kept.insert(at, Region(Span(start, end), region.kind, region.because))
    return kept


def _start(region: Region) -> int:
    return region.span.start

"""Find what an article has from other publishers, agencies, channels and documents.

1. The parts where nothing is cited are set aside, and the credits in the others are read
   (`credits`): *Sumber: …*, *(RMOL)*, *Pewarta: …*, *(Tribunnews.com/Nama)*, *disediakan oleh …*.
2. In the body, names behind words that cite: known ones, ones of an outlet's form and, behind the
   plainest words, any (`cued`, with the known sources of `sources`).
3. Platforms as the place of what was said, and documents with a preposition (`channels`).
4. Known outlets that report, or to which something was said, and unknown ones that the article
   cites elsewhere (`mentioned`).
5. Where two overlap, the earlier step keeps the characters. Each gets its standing (`standing`) and
   is joined to the sentences and statements that it covers (`covered`), and to the source that it
   has the story from itself (`chains`).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable

import msgspec

from sumber.language.tokens import tokenise
from sumber.records import Article, Citation, Notes, Region
from sumber.stages.citations.chains import linked
from sumber.stages.citations.channels import find_channels
from sumber.stages.citations.covered import with_coverage
from sumber.stages.citations.credits import find_credits
from sumber.stages.citations.cued import find_cued
from sumber.stages.citations.found import Found
from sumber.stages.citations.mentioned import find_again, find_mentioned
from sumber.stages.citations.sources import Outlet, own_outlet
from sumber.stages.citations.standing import standing_of

__all__ = ["find_citations", "own_outlet"]

_NOT_BODY = frozenset(
    ("related", "prompt", "disclaimer", "dateline", "byline", "source", "caption", "title")
)


def find_citations(article: Article, notes: Notes) -> Notes:
    """Return the notes with their citations filled, in the order of the text, none overlapping."""
    text = article.text
    own = own_outlet(article, notes.regions)
    aside = [region for region in notes.regions if region.kind in _NOT_BODY]
    found = list(find_credits(text, notes.regions))
    tokens = notes.tokens if len(notes.tokens) else tokenise(text)
    body = [*find_cued(text, tokens, own), *find_channels(text, tokens)]
    found += (f for f in body if not _inside(f.start, aside))
    found = _apart(found)
    more = [*find_mentioned(text, found), *find_again(text, found)]
    found = _apart([*found, *(f for f in more if not _inside(f.start, aside))])
    citations = tuple(_citation(text, f, own) for f in found)
    citations = linked(text, citations, notes.sentences)
    return msgspec.structs.replace(notes, citations=with_coverage(citations, notes))


def _inside(position: int, regions: list[Region]) -> bool:
    """Tell whether one of ``regions``, which are in order, holds the position."""
    at = bisect(regions, position, key=lambda region: region.span.start)
    return at > 0 and position < regions[at - 1].span.end


def _apart(found: Iterable[Found]) -> list[Found]:
    """Return what was found in the order of the text, of overlapping ones the first found."""
    kept: list[Found] = []
    for one in found:
        at = bisect(kept, one.start, key=lambda f: f.start)
        free = at == 0 or kept[at - 1].end <= one.start
        if free and (at == len(kept) or one.end <= kept[at].start):
            kept.insert(at, one)
    return kept


def _citation(text: str, found: Found, own: Outlet) -> Citation:
    """Return the record of a citation; the article's own outlet makes it a byline."""
    is_own = found.type == "outlet" and own.is_named(found.source, found.known)
    citation = found.as_citation("byline" if is_own else found.type)
    standing = standing_of(text, citation, own.known is not None)
    return msgspec.structs.replace(citation, standing=standing)

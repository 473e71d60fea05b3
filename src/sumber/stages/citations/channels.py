"""Platforms, sites and documents in the body, told by one pass over the words that name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from sumber.language.anchors import Anchors
from sumber.language.patterns import both_cases
from sumber.records import Tokens
from sumber.stages.citations.documents import document, laws, report, titled, worded
from sumber.stages.citations.found import Found
from sumber.stages.citations.platforms import handles, platform, site, upload
from sumber.stages.citations.wording import CITED

Reader: TypeAlias = Callable[[str, int, str], "Found | None"]

_READERS: dict[str, Reader] = {
    **dict.fromkeys(both_cases(CITED["documents"]["names"]), document),
    **dict.fromkeys(CITED["documents"]["worded"], worded),
    **dict.fromkeys(("laporan", "Laporan"), report),
    **dict.fromkeys(CITED["sites"]["heads"], site),
    **dict.fromkeys(CITED["platforms"]["uploads"], upload),
    **dict.fromkeys(CITED["platforms"]["names"], platform),
}
_ANCHORS = Anchors(_READERS)


def find_channels(text: str, tokens: Tokens) -> Iterator[Found]:
    """Yield platforms, sites and documents in the body of ``text``."""
    for match in _ANCHORS.find(text, tokens):
        if not text[match.start() - 1 : match.start()].isalnum() or match.start() == 0:
            found = _READERS[match[0]](text, match.start(), match[0])
            if found:
                yield found
    yield from laws(text)
    yield from titled(text)
    yield from handles(text)

"""How near the article stands to what it cites: first hand, second hand, official, a provider."""

from __future__ import annotations

import re

from sumber.language.patterns import any_of, both_cases
from sumber.records import Citation, Standing
from sumber.stages.citations.sources import country_of, name_at
from sumber.stages.citations.wording import CITED

_CUES = CITED["cues"]
_SECOND = re.compile(rf"{any_of(both_cases(CITED['standing']['second_hand']))}\b")
_TOLD = frozenset(both_cases(_CUES["told"]))


def standing_of(text: str, citation: Citation, own_known: bool) -> Standing | None:
    """Return the standing of a citation; ``own_known`` tells whether the outlet is known.

    What was told to an outlet is second-hand in another's article; where nobody knows whose article
    it is, it stays open, unless the outlet is edited abroad.
    """
    if citation.type == "provider":
        return "provider"
    if citation.type == "byline":
        return "first-hand"
    if citation.type == "document":
        return _of_document(text, citation)
    if citation.type == "platform":
        return "second-hand" if _names_outlet(citation) else "official"
    cue = citation.cue.of(text) if citation.cue else ""
    abroad = country_of(citation.known) not in (None, "ID")
    return "second-hand" if own_known or abroad or cue not in _TOLD else None


def _of_document(text: str, citation: Citation) -> Standing:
    """Return the standing of a document by its kind, or that of a title by the word before it."""
    cue = citation.cue.of(text) if citation.cue else ""
    titled = "titled" in citation.because or "report by its name" in citation.because
    return (
        "second-hand"
        if titled or _SECOND.match(citation.source) or _SECOND.search(cue)
        else "official"
    )


def _names_outlet(citation: Citation) -> bool:
    """Tell whether a channel bears the name of a publisher: *YouTube Kompas TV*."""
    words = citation.source.partition(" ")[2]
    named = name_at(words, 0) if words else None
    return bool(named and named.known and named.known.kind in ("outlet", "agency", "broadcaster"))

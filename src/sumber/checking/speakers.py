"""Whether two texts name the same source: a full name and a short one, other spellings, titles.

What two names of persons or bodies have in common is decided where the corpus joins persons
(:mod:`sumber.relations`); here a claim's words are held against one statement.
"""

from __future__ import annotations

from typing import Final

from sumber.checking.records import Agreement, Claim
from sumber.records import Article, Span, Statement
from sumber.relations.alike import compare, compare_bodies
from sumber.relations.names import GENERIC, read_name
from sumber.search.words import folded_words

_KINDS: Final = ("person", "organisation")
_SHORTEST_LETTERS: Final = 2
_TELLING: Final = frozenset(["same", "sound", "glued", "slip"])
"""Ways in which words of two names fit; initials alone tell nothing."""


def agreement(claim: Claim, article: Article, statement: Statement | None) -> Agreement:
    """Return whether a statement's source is the one that a claim names."""
    if claim.who is None or statement is None:
        return "unknown"
    names = [_of(article, span) for span in (statement.who, statement.speaker)]
    told = [name for name in names if name]
    if any(is_one(claim.who, name) for name in told):
        return "same"
    role = " ".join(_of(article, span) for span in (statement.role, statement.affiliation))
    if role.strip() and _is_role_of(claim.who, role):
        return "same"
    named = [name for name in told if _names_somebody(name)]
    return "other" if named and _names_somebody(claim.who) else "unknown"


def is_one(claimed: str, stored: str) -> bool:
    """Tell whether two names can be one person's or one body's."""
    if folded_words(claimed) == folded_words(stored):
        return True
    persons = [read_name(name, "person").words for name in (claimed, stored)]
    fit = compare(*persons) if all(persons) else None
    if fit is not None and _TELLING & set(fit.ways):
        return True
    bodies = [read_name(name, "organisation").words for name in (claimed, stored)]
    if all(bodies) and compare_bodies(*bodies) is not None:
        return True
    return _is_short_for(claimed, stored) or _is_short_for(stored, claimed)


def _is_short_for(short: str, full: str) -> bool:
    """Tell whether a name in capitals has the first letters of the other (*BPBD*)."""
    words = folded_words(full)
    letters = "".join(word[0] for word in words)
    own = folded_words(short)
    return (
        len(own) == 1
        and short.strip().isupper()
        and len(words) >= _SHORTEST_LETTERS
        and (own[0] == letters or own[0] in words)
    )


def _is_role_of(claimed: str, role: str) -> bool:
    """Tell whether a claim names a source by its role (*Camat Sukamaju*)."""
    wanted = set(folded_words(claimed))
    return bool(wanted) and wanted <= set(folded_words(role))


def _names_somebody(name: str) -> bool:
    """Tell a name from a pronoun or a description (*warga*, *seorang saksi*)."""
    words = set(folded_words(name))
    return not words <= GENERIC and any(read_name(name, kind).named for kind in _KINDS)


def _of(article: Article, span: Span | None) -> str:
    return span.of(article.text) if span is not None else ""

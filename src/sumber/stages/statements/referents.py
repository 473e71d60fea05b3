"""Who can be the source of an attribution, and the attribution as the ranking sees it."""

from __future__ import annotations

from typing import Literal

import msgspec

from sumber.language import lexicon as lex
from sumber.records import Clause, Mention, SourceKind, Span
from sumber.stages.statements.entities import Entity

BACK = frozenset(["itu", "ini", "tersebut"])
EMPTY = frozenset(
    [
        "yang",
        "itu",
        "ini",
        "tersebut",
        "dan",
        "di",
        "dari",
        "para",
        "seorang",
        "salah",
        "satu",
        "sang",
    ]
)
Form = Literal["nothing", "clitic", "he", "they", "house", "back", "role", "name", "other"]


class Source(msgspec.Struct, frozen=True):
    """The source of one attribution, as spans of the text."""

    speaker: Span | None = None
    who: Span | None = None
    type: SourceKind = "unknown"
    role: Span | None = None
    affiliation: Span | None = None
    margin: float = 0.0
    form: Form = "nothing"
    because: str = ""


class Referent:
    """Somebody who can be the source: an entity of the article, or words that described one."""

    __slots__ = ("entity", "introduced", "kind", "said", "told", "where", "words")

    def __init__(self, words: frozenset[str], where: Span, kind: SourceKind) -> None:
        """Take the words that name it, where they stand, and what kind of source it is."""
        self.words = words
        self.where = where
        self.kind: SourceKind = kind
        self.entity: Entity | None = None
        self.introduced: Mention | None = None
        self.told: frozenset[str] = frozenset()
        self.said = -1  # number of the last attribution of which it was the source


class Setting(msgspec.Struct):
    """One attribution as the ranking sees it."""

    number: int
    clause: Clause
    at: int
    form: Form
    words: frozenset[str]
    span: Span | None
    quotation: bool
    content: tuple[Span, ...]
    proper: frozenset[str]


def kind_of(lows: list[str]) -> SourceKind:
    """Return what kind of source the words describe."""
    if any(low in lex.DOCUMENTS for low in lows[:2]):
        return "document"
    if lows and lows[0] in lex.GROUPS:
        return "group"
    if any(low in lex.BODIES for low in lows):
        return "organisation"
    return "person"

"""Resolve who each attribution names: the mention, then the person or body behind it.

1. The words of the source hold a name: it is joined to the fullest form of that name.
2. A pronoun, *-nya*, or nothing: the source last spoken of, else the last person named.
3. A description (*pemimpin Rusia itu*): the same, when it points back; else itself.
"""

from __future__ import annotations

import msgspec

from sumber.records import Mention, Notes, SourceKind, Span
from sumber.stages import lexicon as lex
from sumber.stages.statements.clauses import Clause
from sumber.stages.statements.frames import Attribution, Range

BACK = frozenset(["itu", "ini", "tersebut"])


class Source(msgspec.Struct, frozen=True):
    """The source of one attribution, as spans of the text."""

    speaker: Span | None = None
    who: Span | None = None
    type: SourceKind = "unknown"
    role: Span | None = None
    affiliation: Span | None = None
    because: str = ""


class Sources:
    """The mentions of one article and who was last spoken of, as the walk goes through it."""

    def __init__(self, text: str, notes: Notes) -> None:
        """Take the article's text and the notes with its mentions."""
        self.text = text
        self.mentions = notes.mentions
        self.starts = [m.span.start for m in notes.mentions]
        self.last: Source | None = None
        self.seen: Mention | None = None
        self.fullest = _fullest_forms(text, notes.mentions)

    def pass_by(self, clause: Clause) -> None:
        """Take note of a person introduced in a clause without attribution."""
        named = [m for m in self._inside(clause.span) if m.kind == "person"]
        if named:
            self.seen = named[0]
            self.last = None

    def resolve(self, clause: Clause, attribution: Attribution) -> Source:
        """Return the source of an attribution."""
        if attribution.source is None:
            return self._carry_over("goes on from the source before")
        words = attribution.source
        span = clause.range(*words)
        if clause.lows[words[0]] in lex.PRONOUNS:
            carried = self._carry_over("pronoun")
            speaker = clause.range(words[0], words[0] + 1)
            return msgspec.structs.replace(carried, speaker=speaker)
        named = self._name_in(span)
        if named is not None:
            self.last = self._named(named)
            return self.last
        return self._described(clause, words, span)

    def _inside(self, span: Span) -> list[Mention]:
        return [m for m in self.mentions if span.holds(m.span)]

    def _name_in(self, span: Span) -> Mention | None:
        """Return the mention that names the source: a person before a body, the last before the first."""
        inside = self._inside(span)
        people = [m for m in inside if m.kind == "person"]
        if people:
            return people[-1]
        if len(inside) == 1 and inside[0].kind == "unknown" and inside[0].span == span:
            return inside[0]
        unknown = [m for m in inside if m.kind == "unknown" and m.span.end == span.end]
        return unknown[-1] if unknown and inside[0].kind != "organisation" else None

    def _named(self, mention: Mention) -> Source:
        full = self.fullest.get(_first(self.text, mention.span), mention)
        role, body = mention.role or full.role, mention.affiliation or full.affiliation
        if mention.role is not None:
            body = mention.affiliation
        return Source(mention.span, full.span, "person", role, body, "named")

    def _described(self, clause: Clause, words: Range, span: Span) -> Source:
        first, last = clause.lows[words[0]], clause.lows[words[1] - 1]
        if last in BACK and first not in lex.BODIES and first not in lex.DOCUMENTS:
            carried = self._carry_over("description that points back")
            if carried.who is not None:
                return msgspec.structs.replace(carried, speaker=span)
        self.last = Source(span, span, _type(first), None, None, "description")
        return self.last

    def _carry_over(self, why: str) -> Source:
        if self.last is not None:
            return msgspec.structs.replace(self.last, speaker=None, because=why)
        if self.seen is not None:
            self.last = self._named(self.seen)
            return msgspec.structs.replace(self.last, speaker=None, because=why)
        return Source(because="no source before")


def _type(first: str) -> SourceKind:
    if first in lex.BODIES:
        return "organisation"
    if first in lex.DOCUMENTS:
        return "document"
    return "group" if first in lex.GROUPS else "person"


def _first(text: str, span: Span) -> str:
    return span.of(text).split()[0].lower()


def _fullest_forms(text: str, mentions: tuple[Mention, ...]) -> dict[str, Mention]:
    """Map each word of a longer person's name to the fullest mention that holds it."""
    table: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind != "person":
            continue
        words = mention.span.of(text).lower().split()
        for word in words:
            known = table.get(word)
            if known is None or len(known.span.of(text).split()) < len(words):
                table[word] = mention
    return table

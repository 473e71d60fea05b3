"""Resolve who each attribution names: the mention, then the person or body behind it.

1. The words of the source hold a name: the entity of that name.
2. A pronoun, *-nya*, or nothing: the source last spoken of, unless somebody was introduced since.
3. A description (*pemimpin Rusia itu*, *Wapres*): an entity whose role or body has its words, else
   the same as 2 when it points back, else itself.
"""

from __future__ import annotations

import msgspec

from sumber.records import Clause, Mention, Notes, SourceKind, Span
from sumber.language import lexicon as lex
from sumber.stages.statements.entities import Entity, gather_entities, name_words

BACK = frozenset(["itu", "ini", "tersebut"])
EMPTY = frozenset(["yang", "itu", "ini", "tersebut", "dan", "di", "dari", "para", "seorang", "salah", "satu"])
HOLDERS = frozenset(["data", "hasil", "survei", "laporan", "pihak", "catatan", "riset", "rilis", "siaran", "pers", "kelompok", "pernyataan", "dokumen"])
Range = tuple[int, int]


class Source(msgspec.Struct, frozen=True):
    """The source of one attribution, as spans of the text."""

    speaker: Span | None = None
    who: Span | None = None
    type: SourceKind = "unknown"
    role: Span | None = None
    affiliation: Span | None = None
    because: str = ""


class Sources:
    """The entities of one article and who was last spoken of, as the walk goes through it."""

    def __init__(self, text: str, notes: Notes) -> None:
        """Take the article's text and the notes with its mentions."""
        self.text = text
        self.mentions = notes.mentions
        self.entities = gather_entities(text, notes.mentions)
        self.last: Source | None = None
        self.last_entity: Entity | None = None
        self.at = 0

    def resolve(self, clause: Clause, words: Range | None, at: int) -> Source:
        """Return the source that the item range ``words`` names, for a statement at ``at``."""
        if words is None:
            return self._carry_over(clause, at, "goes on from the source before")
        span = clause.range(*words)
        low = clause.lows[words[0]]
        if low in lex.PRONOUNS and words[1] - words[0] <= 2:
            carried = self._carry_over(clause, at, f"pronoun {low}")
            return msgspec.structs.replace(carried, speaker=span)
        entity = self._entity_in(span)
        if entity is not None:
            return self._take(entity, span, at, "named")
        return self._described(clause, words, span, at)

    def _entity_in(self, span: Span) -> Entity | None:
        """Return the entity that a mention inside the span names, else one with its words."""
        inside = [m for m in self.mentions if m.kind != "role" and span.meets(m.span)]
        people = [m for m in inside if m.kind == "person"] or inside
        if people:
            return self.entities.by_start.get(people[-1].span.start)
        text = span.of(self.text)
        if not text[0].isupper():
            return None
        return self.entities.named(name_words(text), span.start)

    def _take(self, entity: Entity, speaker: Span | None, at: int, why: str) -> Source:
        intro = entity.introduction(at)
        source = Source(
            speaker,
            entity.full,
            "person" if entity.kind == "person" else "organisation",
            intro.role if intro else None,
            intro.affiliation if intro else None,
            why,
        )
        self._remember(source, entity, at)
        return source

    def _remember(self, source: Source, entity: Entity | None, at: int) -> None:
        self.last, self.last_entity, self.at = source, entity, at

    def _described(self, clause: Clause, words: Range, span: Span, at: int) -> Source:
        first, last = clause.lows[words[0]], clause.lows[words[1] - 1]
        entity = self._by_role(span, at)
        if entity is not None and (last in BACK or first in lex.ROLES):
            return self._take(entity, span, at, "described by role")
        if last in BACK and first not in lex.BODIES and first not in lex.DOCUMENTS:
            carried = self._carry_over(clause, at, "description that points back")
            if carried.who is not None:
                return msgspec.structs.replace(carried, speaker=span)
        who = self._without_holders(clause, words)
        source = Source(span, who, _type(clause.lows[words[0] : words[1]]), None, None, "as described")
        self._remember(source, None, at)
        return source

    def _without_holders(self, clause: Clause, words: Range) -> Span:
        """Step over *data*, *hasil survei*, *pihak* before the name of a body."""
        start, end = words
        while start < end - 1 and clause.lows[start] in HOLDERS and clause.shapes[end - 1] != 1:
            start += 1
        return clause.range(start, end)

    def _by_role(self, span: Span, at: int) -> Entity | None:
        """Return the entity whose role and body hold most of the description's words."""
        words = name_words(span.of(self.text)) - EMPTY
        best, best_share = None, 0.0
        for entity in self.entities.all:
            told: set[str] = set()
            for mention in entity.mentions:
                for part in (mention.role, mention.affiliation):
                    if part is not None:
                        told |= name_words(part.of(self.text))
            share = len(words & told) / len(words) if words else 0.0
            if share > best_share or (share and share == best_share and entity is self.last_entity):
                best, best_share = entity, share
        return best if best_share >= 0.5 else None

    def _carry_over(self, clause: Clause, at: int, why: str) -> Source:
        since = self._introduced(self.at, clause.span.start)
        if since is not None and since is not self.last_entity:
            return self._take(since, None, at, why)
        if self.last is not None:
            self.at = at
            if self.last_entity is not None:
                return self._take(self.last_entity, None, at, why)
            return msgspec.structs.replace(self.last, speaker=None, because=why)
        return Source(because="no source before")

    def _introduced(self, after: int, before: int) -> Entity | None:
        """Return the person whom the text between two places is about."""
        named = [
            m for m in self.mentions if m.kind == "person" and after <= m.span.start < before
        ]
        if not named:
            return None
        with_role = [m for m in named if m.role is not None]
        chosen: Mention = (with_role or named)[0] if self.last is None else (with_role or [named[-1]])[-1]
        return self.entities.by_start.get(chosen.span.start)


def _type(lows: list[str]) -> SourceKind:
    if any(low in lex.DOCUMENTS for low in lows[:2]):
        return "document"
    if lows[0] in lex.GROUPS:
        return "group"
    if any(low in lex.BODIES for low in lows):
        return "organisation"
    return "person"

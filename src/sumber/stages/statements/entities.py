"""Join the mentions of an article into the persons and bodies they name.

1. Mentions in text order; a mention joins the person whose words hold all of its own, or whose
   words it holds all (*Ganjar* and *Ganjar Pranowo*); the one mentioned last wins.
2. Other names: in brackets behind the name (*Joko Widodo (Jokowi)*), or said to be in use
   (*akrab disapa Wiro*); short forms of bodies by bracket or by initials.
3. The fullest form is the longest that stands in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from difflib import SequenceMatcher

import msgspec

from sumber.language import lexicon as lex
from sumber.records import Mention, Span

WORDS = re.compile(r"[^\W_]+(?:['’`-][^\W_]+)*")
BRACKET = re.compile(r"\s*\(([^()\d][^()]{0,60})\)")
SHORT = re.compile(
    r"((?:[A-Z][\w'-]*|dan|untuk|&)(?:[ \u00a0](?:[A-Z][\w'’-]*|dan|untuk|bagi|di|&)){1,9})"
    r"\s\(([A-Z][\w-]{1,14}[A-Za-z](?:\s[A-Z][\w-]{2,20})?)\)"
)
OPENED = re.compile(r"\((?<=\s\()[A-Z]")
LONGEST_NAME, LONGEST_SHORT = 400, 48  # characters before a bracket, and from it on
SHORT_FORM = re.compile(r"\s\([A-Z][\w-]{1,14}[A-Za-z]\)")
CALLED = re.compile(
    r"\b(?:disapa|dipanggil|sapaan|alias)\s+(?:akrab\s+)?(?:dengan\s+)?(?:nama\s+)?[\"“']?"
    r"([A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){0,2})"
)
CALLED_REACH = 400
BEHIND_QUOTATION = re.compile(
    r'["”]\s?\w+(?:\s[^\W\d_]+){0,4}\s(?:akrab|biasa|kerap|sering|karib)\s?\Z'
)
BESIDE = 80
OR = re.compile(r"((?:[A-Z][\w'’.-]+\s){1,5}(?:[A-Z][\w'’-]+))\s(?:atau|alias)\s\Z")
OR_REACH = 80
UNNAMED = lex.ROLES | lex.ROLE_PARTS | lex.TITLES | lex.PLACES | lex.BODIES
NICKNAME = 3
SIMILAR = 0.84
LONG = 5
SLIP = 2
ALSO = re.compile(
    r"(?:[\s,]+(?:yang|dan))?[\s,]+(?:(?:akrab|biasa|kerap|sering|karib)\s+)?"
    r"(?:disapa|dipanggil|dikenal|alias|atau|bernama asli)\s+(?:dengan\s+)?(?:nama\s+)?[\"“']?"
    r"([A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){0,3})"
)


class Entity:
    """One person or body: its mentions in text order, its words, its fullest form."""

    __slots__ = ("also", "described", "full", "kind", "mentions", "words")

    def __init__(self, mention: Mention, words: frozenset[str]) -> None:
        """Begin with one mention and the words of its name."""
        self.kind = mention.kind
        self.mentions = [mention]
        self.words = words
        self.full = mention.span
        self.also: set[str] = set()
        self.described: list[Mention] = []

    def add(self, mention: Mention, words: frozenset[str]) -> None:
        """Add a mention; a name that holds the fullest form so far becomes the fullest."""
        self.mentions.append(mention)
        if self.words < words:
            self.full, self.words = mention.span, words

    def before(self, end: int, most: int) -> list[Mention]:
        """Return the last ``most`` mentions that begin before ``end``, the nearest first."""
        at = bisect_left(self.mentions, end, key=lambda m: m.span.start)
        return self.mentions[max(0, at - most) : at][::-1]

    def introduction(self, before: int) -> Mention | None:
        """Return the last mention with a role that begins before ``before``, else the next one."""
        known = (*self.mentions, *self.described)
        told = sorted((m for m in known if m.role is not None), key=lambda m: m.span)
        earlier = [m for m in told if m.role is not None and m.role.start < before]
        return earlier[-1] if earlier else told[0] if told else None

    def affiliation(self, told: Mention, text: str) -> Span | None:
        """Return the body of an introduction, else the one last given with the same role."""
        role = _role_words(told, text)
        known = (told, *self.mentions, *self.described)
        bodies = [m.affiliation for m in known if m.affiliation and _role_words(m, text) == role]
        bodies = [body for body in bodies if not name_words(body.of(text)) <= self.words]
        if told.affiliation in bodies:
            return told.affiliation
        earlier = [body for body in bodies if told.role and body.start < told.role.start]
        return max(earlier, default=min(bodies, default=None))


class Entities(msgspec.Struct):
    """The entities of one article and the way from a mention to its entity."""

    all: list[Entity]
    by_start: dict[int, Entity]

    def named(self, words: frozenset[str], before: int) -> Entity | None:
        """Return the entity that the words name, the one mentioned last before ``before`` first."""
        fitting = [e for e in self.all if _fits(e, words)]
        if not fitting:
            return None
        return max(fitting, key=lambda e: _last_before(e, before))


def _role_words(mention: Mention, text: str) -> frozenset[str]:
    words = name_words(mention.role.of(text)) if mention.role else frozenset()
    return words | lex.spelt_out(words)


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name in lower case, ranks and titles left out."""
    words = frozenset(word.lower() for word in WORDS.findall(name))
    return words - lex.TITLES or words


def _fits(entity: Entity, words: frozenset[str]) -> bool:
    if not words:
        return False
    return words <= entity.words or entity.words <= words or any(w in entity.also for w in words)


def shortens(words: frozenset[str], full: frozenset[str]) -> bool:
    """Tell whether each word is one of a longer name or begins one (*Wiro*, *Hary Wiro*)."""
    if len(full) < 2 or not 0 < len(words) <= len(full):
        return False
    return all(
        any(own == word or (len(word) >= NICKNAME and own.startswith(word)) for own in full)
        for word in words
    )


def _slips(words: frozenset[str], entity: Entity) -> bool:
    """Tell whether the name is the entity's, or a part of it, but for a slip of the keys."""
    mine, theirs = words - entity.words, entity.words - words
    return len(mine) == 1 and len(words) <= len(entity.words) and alike(mine, theirs)


def alike(words: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether two long words differ by a slip of the keys."""
    return any(
        SequenceMatcher(None, a, b).ratio() >= SIMILAR
        for a in words
        if len(a) >= LONG
        for b in others
        if len(b) >= LONG and a[0] == b[0] and abs(len(a) - len(b)) <= SLIP
    )


def _last_before(entity: Entity, before: int) -> int:
    starts = [m.span.start for m in entity.mentions if m.span.start <= before]
    return starts[-1] if starts else -entity.mentions[0].span.start


def gather_entities(text: str, mentions: tuple[Mention, ...]) -> Entities:
    """Return the entities that the mentions of persons and bodies name."""
    found = Entities([], {})
    for mention in mentions:
        if mention.kind == "role":
            continue
        words = name_words(mention.span.of(text))
        others = frozenset(_other_names(text, mention))
        entity = _home(found.all, mention, words)
        if entity is None:
            entity = _named_before(text, mention, words, found)
        if entity is None and others:
            entity = _home(found.all, mention, others)
            if entity is not None:
                entity.full, entity.words, others = mention.span, words, others | entity.words
        if entity is None:
            entity = Entity(mention, words)
            found.all.append(entity)
        else:
            entity.add(mention, words)
        entity.also.update(others - entity.words)
        found.by_start[mention.span.start] = entity
    _join_called(text, found)
    return found


def _named_before(
    text: str, mention: Mention, words: frozenset[str], found: Entities
) -> Entity | None:
    """Begin a person whose full name stands untagged before *atau* and the name in use.

    In *Menteri X Budi Santoso atau Mas Budi* the run before *atau* is taken without its roles.
    """
    match = OR.search(text, max(0, mention.span.start - OR_REACH), mention.span.start)
    if mention.kind != "person" or match is None:
        return None
    run = list(re.finditer(r"\S+", match.group(1)))
    while run and run[0].group().lower() in UNNAMED:
        del run[0]
    if not run:
        return None
    start = match.start(1) + run[0].start()
    full = msgspec.structs.replace(mention, span=Span(start, match.end(1)))
    entity = Entity(full, name_words(full.span.of(text)))
    entity.also.update(words)
    found.all.append(entity)
    return entity


def _join_called(text: str, entities: Entities) -> None:
    """Give a nickname that is told anywhere (*pria yang akrab disapa Wiro*) to whom it means.

    That is the person of another name mentioned last before it; behind a quotation it is who
    speaks, which is told later.
    """
    for match in CALLED.finditer(text):
        if BEHIND_QUOTATION.search(text, max(0, match.start() - BESIDE), match.start()):
            continue
        words = name_words(match.group(1))
        owner = _owner(entities, match.start(), words)
        if owner is None:
            continue
        owner.also |= words - owner.words
        for twin in [e for e in entities.all if e is not owner and e.words <= words]:
            owner.mentions = sorted([*owner.mentions, *twin.mentions], key=lambda m: m.span)
            for mention in twin.mentions:
                entities.by_start[mention.span.start] = owner
            entities.all.remove(twin)


def _owner(entities: Entities, at: int, words: frozenset[str]) -> Entity | None:
    near = [
        (m.span.start, e)
        for e in entities.all
        if e.kind == "person" and not e.words <= words
        for m in e.mentions
        if at - CALLED_REACH < m.span.start < at
    ]
    return max(near, key=lambda item: item[0])[1] if near else None


def short_forms(text: str) -> dict[str, Span]:
    """Map short forms in brackets to the full names before them (*Badan X Y (BXY)*)."""
    found: dict[str, Span] = {}
    opened = [match.start() - 1 for match in OPENED.finditer(text)]
    if not any(SHORT_FORM.match(text, at) for at in opened):
        return found
    end = 0
    for at in opened:
        for match in SHORT.finditer(text, max(end, at - LONGEST_NAME), at + LONGEST_SHORT):
            found.setdefault(match.group(2), Span(match.start(1), match.end(1)))
            end = match.end()
    return found


def _home(entities: list[Entity], mention: Mention, words: frozenset[str]) -> Entity | None:
    near = [e for e in entities if e.kind == mention.kind]
    fitting = (
        [e for e in near if _fits(e, words)]
        or [e for e in near if shortens(words, e.words)]
        or [e for e in near if _slips(words, e)]
    )
    return max(fitting, key=lambda e: e.mentions[-1].span.start) if fitting else None


def _other_names(text: str, mention: Mention) -> Iterator[str]:
    """Yield further names given right behind a mention."""
    end = mention.span.end
    bracket = BRACKET.match(text, end)
    if bracket is not None:
        yield from _distinct(bracket.group(1), text, mention.span)
        end = bracket.end()
    also = ALSO.match(text, end)
    if also is not None:
        yield from name_words(also.group(1))


def _distinct(inner: str, text: str, span: Span) -> Iterator[str]:
    words = name_words(inner)
    if len(words) <= 3 and inner[0].isupper():
        yield from words

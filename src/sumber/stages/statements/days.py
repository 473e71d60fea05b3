"""Tell on which day each statement was said.

1. Candidates: the days beside the attribution; those beside others of the same source, of its body
   or its spokesman, and of whoever speaks next to it; days in sentences that point back, that name
   the source, before it and in the lead; the day of publication; and none at all.
2. Every candidate gets features: how it is written beside the attribution, or how far away it
   stands, and what the sentence says of an occasion (``particulars``).
3. A linear model weighs them, its weights learned (``train.days``) or, without a model, set by hand
   in ``language/said.toml``. The best candidate is the day.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from sumber.language import lexicon as lex
from sumber.language import load
from sumber.records import Notes, Span, Statement, When
from sumber.stages.statements.entities import name_words, short_forms
from sumber.stages.statements.particulars import (
    Beside,
    days_beside,
    is_day,
    is_pointing,
    is_quoting,
    occasion_words,
)

_SAID = load("said")
BY_HAND: dict[str, float] = _SAID["weights"]
_OFFICES: dict[str, str] = _SAID["bodies"]["offices"]
_COMMON = frozenset(_SAID["bodies"]["common"]) | lex.PLACES | lex.ROLES | lex.ROLE_PARTS
_UNNAMED = _COMMON | lex.TITLES | lex.BODIES | lex.GROUPS
_CAPITAL = re.compile(r"[A-Z][\w'’-]{2,}")
_WORD = re.compile(r"\w+")
LEAD = 2
"""Sentences at the beginning whose days are those of the news."""
HEAD = 3
"""Sentences at the beginning that sum up what the others tell."""
NEAR = 12
"""Dated statements on either side that are compared with one."""
STEPS = (0, 1, 3, 7)
"""Distances in sentences that are told apart."""
DOUBT = 0.4
"""By how much a day must stand above none to be told: a wrong day misleads more than none."""
Fact = tuple[str, str]


class Choice(NamedTuple):
    """A day on which a statement may have been said, or None, with its features."""

    day: str | None
    features: list[str]


def fill_days(
    text: str, notes: Notes, published: str | None, weights: dict[str, float] = BY_HAND
) -> Notes:
    """Return the notes with the day of each statement, the best of its choices.

    ``published`` is the day of publication in ISO 8601, where it is known.
    """
    choices = day_choices(text, notes, published)
    filled = (
        msgspec.structs.replace(s, said_on=_best(found, weights))
        for s, found in zip(notes.statements, choices, strict=True)
    )
    return msgspec.structs.replace(notes, statements=tuple(filled))


def _best(choices: list[Choice], weights: dict[str, float]) -> str | None:
    """Return the day that stands highest, and by ``DOUBT`` above telling none."""

    def worth(choice: Choice) -> float:
        doubt = DOUBT if choice.day is None else 0.0
        return doubt + sum(weights.get(feature, 0.0) for feature in choice.features)

    return max(choices, key=worth).day


def day_choices(text: str, notes: Notes, published: str | None) -> list[list[Choice]]:
    """Return for each statement the days on which it may have been said; the last is none."""
    if not notes.clauses:
        return [[Choice(None, [])] for _ in notes.statements]
    walk = _Walk(text, notes, published)
    return [walk.choices(n) for n in range(len(notes.statements))]


class _Walk:
    """What the choices of one article's statements rest on."""

    def __init__(self, text: str, notes: Notes, published: str | None) -> None:
        self.text, self.published = text, published
        self.statements = notes.statements
        self.sentences = [clause.span for clause in notes.clauses]
        self.starts = [span.start for span in self.sentences]
        self.dates = self._dates(notes.dates)
        self.contents = sorted(c for s in notes.statements for c in s.contents)
        self.homes = [self._home(s) for s in notes.statements]
        self.used = frozenset(self.homes)
        self.short = {k: name_words(v.of(text)) for k, v in short_forms(text).items()}
        self.keys = [name_words(s.who.of(text)) if s.who else None for s in notes.statements]
        self.forms = [self._form(s) for s in notes.statements]
        self.names = [self._names(s) for s in notes.statements]
        self.bodies = [self._body_words(s) for s in notes.statements]
        self.beside = [self._beside(n) for n in range(len(notes.statements))]
        self.own = [next((b.day for b in found if b.own), "") for found in self.beside]
        self.dated = [n for n, day in enumerate(self.own) if day]
        self.days = sorted({day for day in self.own if day})
        self.groups: dict[frozenset[str] | None, list[int]] = {}
        for n in self.dated:
            self.groups.setdefault(self.keys[n], []).append(n)
        self.pointing = self._pointing()
        self.named, self.about = self._mentioned(notes)

    # --- where things stand

    def _sentence(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)

    def _home(self, statement: Statement) -> int:
        """Return the number of the sentence that holds the attribution."""
        at = statement.cue or statement.speaker or statement.contents[-1]
        return self._sentence(at.start)

    def _dates(self, dates: Sequence[When]) -> dict[int, list[When]]:
        """Return the days by the number of their sentence."""
        found: dict[int, list[When]] = {}
        for date in dates:
            if is_day(date):
                found.setdefault(self._sentence(date.span.start), []).append(date)
        return found

    def _inside(self, span: Span) -> Sequence[Span]:
        """Return the content that holds a span, if one does."""
        at = bisect_right(self.contents, span.start, key=lambda c: c.start)
        before = self.contents[at - 1 : at] if at else []
        return [c for c in before if span.start < c.end]

    def _beside(self, n: int) -> list[Beside]:
        home = self.homes[n]
        found: list[Beside] = []
        for date in self.dates.get(home, ()):
            held, sentence = self._inside(date.span), self.sentences[home]
            found += days_beside(self.text, sentence, self.statements[n], [date], held)
        return found

    def _pointing(self) -> list[tuple[int, str]]:
        """Return the sentences without content that point at what was said, and their day."""
        found = []
        for at, dates in sorted(self.dates.items()):
            span = self.sentences[at]
            if at not in self.used and is_pointing(self.text, span):
                free = (d for d in dates if not is_quoting(self.text, span.start, d.span.start))
                found += [(at, date.value) for date in free][:1]
        return found

    def _mentioned(self, notes: Notes) -> tuple[frozenset[int], dict[str, list[int]]]:
        """Return the sentences that name somebody, and those with only a day by the words named."""
        named: set[int] = set()
        about: dict[str, list[int]] = {}
        for mention in notes.mentions:
            at = self._sentence(mention.span.start)
            if mention.kind != "role":
                named.add(at)
            if at in self.dates and at not in self.used:
                for word in name_words(mention.span.of(self.text)):
                    if about.setdefault(word, [at])[-1] != at:
                        about[word].append(at)
        return frozenset(named), about

    # --- who speaks

    def _form(self, s: Statement) -> str:
        """Return how an attribution names its source: not at all, by a pronoun, or by words."""
        if s.speaker is None:
            return "clitic" if s.cue else "floating"
        words = s.speaker.of(self.text)
        if words.lower() in lex.PRONOUNS:
            return "pronoun"
        fits = s.who and name_words(words) & name_words(s.who.of(self.text))
        return f"{'name' if words.lower() != words else 'words'}-{bool(fits):d}"

    def _names(self, s: Statement) -> frozenset[str]:
        """Return the capitalised words of the speaker and of the source, in lower case."""
        spans = (p.of(self.text) for p in (s.speaker, s.who) if p)
        return frozenset(w.lower() for p in spans for w in _CAPITAL.findall(p)) - _UNNAMED

    def _body_words(self, s: Statement) -> frozenset[str]:
        """Return the words of the body that speaks, or for which somebody does."""
        own = s.who if s.who_type == "organisation" else None
        parts = [p.of(self.text) for p in (s.role, s.affiliation, s.speaker, own) if p]
        words = {w for p in parts for w in name_words(p)}
        for part in parts:
            for name in _WORD.findall(part):
                words |= self.short.get(name, frozenset())
        return frozenset(_OFFICES.get(w, w) for w in words) - _COMMON

    # --- the choices

    def choices(self, n: int) -> list[Choice]:
        """Return the days on which a statement may have been said, with their features."""
        facts: dict[str, dict[str, None]] = {}
        for day, fact in self._facts(n):
            facts.setdefault(day, {})[fact] = None
        context, words = self._context(n), self._words(n)
        days = [Choice(d, self._features(d, list(f), context, words)) for d, f in facts.items()]
        return [*days, Choice(None, self._none(n, context, words))]

    def _context(self, n: int) -> str:
        """Return where the article tells days of saying: here, for this source, for others."""
        if self.own[n]:
            return "O"
        if self.keys[n] is not None and self.keys[n] in self.groups:
            return "S"
        return f"A{min(len(self.days), 2)}" if self.days else "N"

    def _words(self, n: int) -> list[str]:
        words = occasion_words(self.text, self.sentences[self.homes[n]], self.statements[n])
        return [*words, "head"] if self.homes[n] < HEAD else words

    def _features(self, day: str, facts: list[str], context: str, words: list[str]) -> list[str]:
        found = [f"{context}|{fact}" for fact in facts]
        found += [fact for fact in facts if fact.startswith("own")]
        if self.published:
            apart = (day > self.published) - (day < self.published)
            found.append(f"{context}|pub={apart}")
        if len(self.days) == 1 and day == self.days[0]:
            found.append(f"{context}|only")
        kinds = sorted({re.split(r"[=|]", fact)[0] for fact in facts})
        return found + [f"{context}|{kind}|{word}" for kind in kinds for word in words]

    def _none(self, n: int, context: str, words: list[str]) -> list[str]:
        s = self.statements[n]
        facts = [s.who_type, self.forms[n], f"sure={int(4 * s.confidence)}", *words]
        facts += ["no-cue"] * (s.cue is None)
        facts += ["quoted"] * any("quoted" in b.facts for b in self.beside[n])
        return [f"{context}|none", *(f"{context}|none|{fact}" for fact in facts)]

    # --- what speaks for a day

    def _facts(self, n: int) -> Iterator[Fact]:
        yield from ((b.day, fact) for b in self.beside[n] for fact in b.facts)
        yield from self._of_source(n)
        yield from self._of_others(n)
        yield from self._pointed(n)
        yield from self._told_about(n)
        yield from self._around(n)
        if self.published:
            yield self.published, "published"

    def _of_source(self, n: int) -> Iterator[Fact]:
        """Yield the days beside other attributions of the same source, or of a like name."""
        key = self.keys[n]
        group = self.groups.get(key, []) if key is not None else []
        for m in _two(group, n):
            yield from self._beside_other("same", n, m)
            yield self.own[m], f"same|{self.forms[n]}"
        near = [m for m in self._near(n) if self.keys[m] != key]
        for m in _two([m for m in near if self.names[m] & self.names[n]], n):
            yield from self._beside_other("kin", n, m)
        for m in _two([m for m in near if self._same_body(n, m)], n):
            yield from self._beside_other("body", n, m)

    def _of_others(self, n: int) -> Iterator[Fact]:
        """Yield the days of whoever else speaks before and after."""
        for m in (m for m in _two(self.dated, n) if self.keys[m] != self.keys[n]):
            side = "before" if m < n else "after"
            yield from self._beside_other("near", n, m)
            head = "head" if self.homes[n] < HEAD else "on"
            yield self.own[m], f"near={side}|{self.forms[n]}"
            yield self.own[m], f"near={side}|{self.statements[n].who_type}|{head}"
            between = self.forms[m + 1 : n + 1]
            if m < n and not any(f.startswith(("name", "words")) for f in between[:NEAR]):
                yield self.own[m], "unbroken"

    def _beside_other(self, kind: str, n: int, m: int) -> Iterator[Fact]:
        side = "before" if m < n else "after"
        yield self.own[m], f"{kind}={side}"
        yield self.own[m], f"{kind}={side[0]}{_steps(self.homes[n] - self.homes[m])}"

    def _near(self, n: int) -> list[int]:
        """Return the dated statements around, in order."""
        at = bisect_left(self.dated, n)
        return [m for m in self.dated[max(0, at - NEAR) : at + NEAR] if m != n]

    def _same_body(self, n: int, m: int) -> bool:
        """Tell whether one of two is a body and the other speaks for it."""
        pair = (self.statements[n], self.statements[m])
        bodies = [i for i, s in zip((n, m), pair, strict=True) if s.who_type == "organisation"]
        shared = self.bodies[n] & self.bodies[m]
        return any(2 * len(shared) >= len(self.bodies[i]) > 0 for i in bodies)

    def _pointed(self, n: int) -> Iterator[Fact]:
        """Yield the days of the sentences before and after that point at what was said."""
        home = self.homes[n]
        at = bisect_left(self.pointing, (home, ""))
        for place, day in self.pointing[max(0, at - 1) : at + 1]:
            side = "before" if place < home else "after"
            words = set(_WORD.findall(self.sentences[place].of(self.text).lower()))
            who = "self" if words & self.names[n] else "other" if place in self.named else "nobody"
            yield day, f"points={side}|{who}"
            yield day, f"points={side[0]}{min(abs(place - home), 4)}"

    def _told_about(self, n: int) -> Iterator[Fact]:
        """Yield the days of sentences without attribution that name the source."""
        home = self.homes[n]
        for word in sorted(self.keys[n] or ()):
            places = self.about.get(word, [])
            at = bisect_left(places, home)
            for place in places[max(0, at - 1) : at + 1]:
                side = "before" if place < home else "after"
                start = self.sentences[place].start
                for date in (d for d in self.dates[place] if not self._inside(d.span)):
                    yield date.value, f"about={side}"
                    yield date.value, f"about={side[0]}{min(abs(place - home), 4)}"
                    if place < LEAD:
                        yield date.value, "about=lead"
                    if is_quoting(self.text, start, date.span.start):
                        yield date.value, "about=quoted"

    def _around(self, n: int) -> Iterator[Fact]:
        """Yield the days of the sentences just before, and of the lead."""
        home = self.homes[n]
        places = [(home - 1, "back1"), (home - 2, "back2"), *((at, "lead") for at in range(LEAD))]
        for place, fact in places:
            if place != home and place not in self.used:
                yield from ((date.value, fact) for date in self.dates.get(place, ()))


def _two(group: list[int], n: int) -> list[int]:
    """Return the members of an ordered group just before and just after ``n``."""
    at = bisect_left(group, n)
    return [*(group[at - 1 : at] if at else []), *[m for m in group[at : at + 2] if m != n][:1]]


def _steps(sentences: int) -> int:
    """Return a distance in sentences as one of a few."""
    return bisect_left(STEPS, abs(sentences))

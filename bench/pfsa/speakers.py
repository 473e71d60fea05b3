"""Everybody an article names, one entry a person: forms that share words are one."""

from __future__ import annotations

import msgspec

from bench.pfsa.introductions import Person
from bench.pfsa.items import Items
from bench.pfsa.words import RANKS
from sumber.language import lexicon as lex
from sumber.language.tokens import TITLE, UPPER

LEAST_SHORT = 4
NO_NAME = lex.OPENERS | lex.PRONOUNS


class Speaker(msgspec.Struct):
    """One person of the article: the words of the name, and where it is mentioned (items)."""

    words: set[str]
    mentions: list[Person]
    places: list[int] = []
    told: set[str] = set()
    quoted: list[int] = []
    likely: float = 0.0

    @property
    def introduced(self) -> Person:
        """The mention that introduces the person: the first with a role, else the first."""
        with_parts = [m for m in self.mentions if m.parts]
        return with_parts[0] if with_parts else self.mentions[0]


def gather(items: Items, people: list[Person]) -> list[Speaker]:
    """Return the persons of an article in the order of their first mentions."""
    found: list[Speaker] = []
    for person in people:
        words = _name_words(items, person)
        if not words:
            continue
        same = next((s for s in found if _same(words, s.words)), None)
        if same is None:
            same = Speaker(words, [])
            found.append(same)
        same.words |= words
        same.mentions.append(person)
        for _, (start, end) in person.parts:
            same.told.update(items.row.lows[start:end])
    _place(items, found)
    return found


def _same(words: set[str], names: set[str]) -> bool:
    if words <= names or names <= words:
        return True
    return all(alike(word, names) for word in words) or all(alike(n, words) for n in names)


def _name_words(items: Items, person: Person) -> set[str]:
    start, end = person.name
    words = [low for low in items.row.lows[start:end] if low[0].isalpha()]
    bare = {low for low in words if low not in lex.TITLES and len(low) > 1}
    return (bare - RANKS - lex.ROLES - NO_NAME) or bare - NO_NAME


def alike(word: str, names: set[str]) -> bool:
    """Tell whether a word is a name's word, its beginning, or two beginnings run together."""
    if word in names:
        return True
    if len(word) < LEAST_SHORT:
        return False
    if any(name.startswith(word) or name.endswith(word) for name in names):
        return True
    return any(
        word.startswith(first) and other.startswith(word[len(first) :])
        for first in names
        for other in names
        if other != first and 2 <= len(word) - len(first) <= len(other) and len(first) > 2
    )


def _place(items: Items, speakers: list[Speaker]) -> None:
    capital = {
        low
        for low, shape in zip(items.row.lows, items.row.shapes, strict=True)
        if shape in (TITLE, UPPER)
    }
    by_word = {low: [s for s in speakers if alike(low, s.words)] for low in capital}
    for at, (low, shape) in enumerate(zip(items.row.lows, items.row.shapes, strict=True)):
        if shape not in (TITLE, UPPER):
            continue
        for speaker in by_word[low] or _holders(items, speakers, at):
            speaker.places.append(at)


def _holders(items: Items, speakers: list[Speaker], at: int) -> list[Speaker]:
    """Return who was last mentioned of those whose role a lone word repeats (*Presiden*)."""
    low = items.row.lows[at]
    if low not in lex.ROLES or items.row.shapes[at + 1 : at + 2] in ([TITLE], [UPPER]):
        return []
    known = [s for s in speakers if low in s.told and s.places]
    return [max(known, key=lambda s: s.places[-1])] if known else []

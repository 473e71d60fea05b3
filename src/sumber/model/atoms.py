"""What the models see of one word: the word, its edges, how it is written, its classes.

An atom is a short string. The taggers weigh every atom at every offset of their window, so that
nothing has to be written out again for a neighbour.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from functools import lru_cache
from typing import Final

from sumber.language import cues
from sumber.language import lexicon as lex
from sumber.language.tokens import TITLE, UPPER
from sumber.language.words import MOST, WORDS, Column, Look
from sumber.model.company import company
from sumber.model.profiles import PROFILES
from sumber.model.signs import SIGNS
from sumber.model.sums import Bundle, Kept, Place
from sumber.records import Clause

CLASSES: Final = {
    "title": lex.TITLES,
    "role": lex.ROLES,
    "part": lex.ROLE_PARTS,
    "body": lex.BODIES,
    "document": lex.DOCUMENTS,
    "group": lex.GROUPS,
    "pronoun": lex.PRONOUNS,
    "place": lex.PLACES,
    "first": lex.FIRST_NAMES,
    "adverb": cues.ADVERBS,
    "ends": cues.ENDS_SOURCE,
    "day": lex.DAYS,
    "month": lex.MONTHS,
    "points": cues.POINTING,
}
CLASSES_OF: Final[dict[str, list[str]]] = {
    word: [name for name, words in CLASSES.items() if word in words]
    for word in frozenset().union(*CLASSES.values())
}
NO_CLASS: Final[list[str]] = []
_CAPITALS: Final = re.compile(rb"[\x%02x\x%02x]+" % (TITLE, UPPER))
_UNKNOWN: Final = ["unknown"]
PREFIXES: Final = frozenset(["me", "di", "be", "te", "pe", "ke"])


class Word:
    """The atoms of one word, also as a place, and the class that speaks loudest, with a number."""

    __slots__ = ("atoms", "number", "place", "sign")

    def __init__(self, low: str, shape: int) -> None:
        """Take the word in lower case and its shape."""
        classes = CLASSES_OF.get(low, NO_CLASS)
        frame = cues.FRAMES.get(low)
        atoms = [f"w={low}", f"s={low[-3:]}", f"p={low[:3]}", f"x={shape}"]
        atoms += [f"c={name}" for name in classes]
        if frame is not None:
            atoms.append(f"c={frame[0]}{frame[1]:d}")
        if low.endswith("nya"):
            atoms.append("nya")
        if low[:2] in PREFIXES:
            atoms.append(f"q={low[:2]}")
        if len(low) == 1:
            atoms.append("one")
        if shape in (TITLE, UPPER):
            atoms += _profile(low)
        atoms += company(low, shape)
        self.atoms = Kept(atoms)
        self.place: Place = (self.atoms,)
        self.sign = _sign(low, shape, frame, classes)
        self.number = SIGNS.number(self.sign)


def _profile(low: str) -> list[str]:
    """Return the atoms of the word's profile: how it is used where it stands capitalised."""
    profile = PROFILES.get(low)
    return _UNKNOWN if profile is None else _written(profile)


@lru_cache(maxsize=1 << 10)
def _written(profile: str) -> list[str]:
    person, place, body, common = tuple(profile)
    return [
        f"P{person}",
        f"L{place}",
        f"B{body}",
        f"C{common}",
        f"P{person}C{common}",
        f"P{person}L{place}B{body}",
    ]


def _sign(low: str, shape: int, frame: tuple[str, bool] | None, classes: list[str]) -> str:
    if not low[0].isalnum():
        return low
    if frame is not None:
        return frame[0]
    return f"{classes[0]}{shape}" if classes else str(shape)


@lru_cache(maxsize=1 << 15)
def word(low: str, shape: int) -> Word:
    """Return the word in lower case and of that shape; words recur, so they are remembered."""
    return Word(low, shape)


def words_of(clause: Clause) -> list[Word]:
    """Return the word of every item of a clause."""
    return list(map(word, clause.lows, clause.shapes))


def numbers_of(clause: Clause) -> list[int]:
    """Return the number of the word of every item of a clause."""
    numbers = clause.numbers
    if len(numbers) == len(clause) and (not numbers or numbers[0] >= WORDS.first):
        return numbers
    return list(map(WORDS.number, zip(clause.lows, clause.shapes, strict=True)))


def atoms_of(number: int) -> Bundle:
    """Return the atoms of the word that has the number."""
    return () if number == WORDS.first else word(*WORDS.look(number)).atoms


class _Signs(dict[int, str]):
    """The signs of words, by their numbers."""

    def __missing__(self, number: int) -> str:
        if len(self) > MOST:
            self.clear()
        sign = self[number] = word(*WORDS.look(number)).sign
        return sign


_SIGNS: Final = _Signs()


def signs_of(clause: Clause) -> list[str]:
    """Return the sign of the word of every item of a clause."""
    return list(map(_SIGNS.__getitem__, numbers_of(clause)))


def _sign_number(look: Look) -> int:
    return word(*look).number if look[0] else 0


SIGN_NUMBERS: Final = Column(_sign_number)
"""The numbers of the signs of words."""


def capital_runs(clause: Clause) -> list[tuple[int, int]]:
    """Return the ranges of items that stand capitalised side by side."""
    return [run.span() for run in _CAPITALS.finditer(array("b", clause.shapes).tobytes())]


class Evidence:
    """How often words of an article stand capitalised, alone, and beside a reporting verb."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        """Count over the clauses of one article."""
        self.capital: Counter[str] = Counter()
        self.alone: Counter[str] = Counter()
        self.beside: Counter[str] = Counter()
        for clause in clauses:
            self._count(clause)

    def _count(self, clause: Clause) -> None:
        lows, frames = clause.lows, cues.FRAMES
        count = len(lows)
        for start, end in capital_runs(clause):
            if end - start == 1:
                self.alone[lows[start]] += 1
            for at in range(start, end):
                low = lows[at]
                self.capital[low] += 1
                behind = at > 0 and lows[at - 1] in frames
                if behind or (at + 1 < count and lows[at + 1] in frames):
                    self.beside[low] += 1

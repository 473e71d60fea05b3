"""Whether two different names can be one person's, word by word.

Words of the shorter name are found in the longer one in their order: written alike, sounding alike,
an initial, a slip of the keys, or with a word glued to the end. Each way costs points.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from sumber.relations.names import BEFORE, BESIDE, GLUED, INITIALS, NAMES_TOO, UNNAMED, sound

_COSTS: Final = {
    "same": 0.0,
    "sound": -0.25,
    "glued": -0.25,
    "initial": -0.75,
    "slip": -1.0,
}
_EXTRA = -0.25
_MOST_EXTRA = -0.75
_LONG, _LONGER = 5, 9
_TELLING = 4.0
_HEAD_SUPPORT = 3.5
_NO_HEAD = BEFORE | (UNNAMED - NAMES_TOO)


class Alike(NamedTuple):
    """How two names fit: the words in common, the ways in which they fit, points lost."""

    words: tuple[str, ...]
    ways: tuple[str, ...]
    points: float

    def support(self, known: float) -> float:
        """Return the points that role, body, context and days must add for one person.

        ``known``: the points of the words in common (:func:`profiles.name_points`).
        """
        if "slip" in self.ways or "initial" in self.ways:
            return 1.0
        if "head" in self.ways:
            return 1.0 if known >= _TELLING else _HEAD_SUPPORT
        if "part" in self.ways:
            return 0.0 if known >= _TELLING else 1.0
        return 0.0


def compare(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Alike | None:
    """Return how two names fit, ``None`` where they name two people.

    *Wira Atmadja* and *Wiraatmadja* are one name.
    """
    short, long = sorted((mine, theirs), key=lambda words: (len(words), words))
    if len(short) > 1 and len(short) != len(long) and sound("".join(short)) == sound("".join(long)):
        return Alike(short, ("sound",), _COSTS["sound"])
    words: list[str] = []
    ways: list[str] = []
    at = 0
    for word in short:
        found = next(((i, w) for i in range(at, len(long)) if (w := way(word, long[i]))), None)
        if found is None:
            return None
        at = found[0] + 1
        ways.append(found[1])
        words.append(word if len(word) > 1 else long[found[0]][:1])
    extra = max(_MOST_EXTRA, _EXTRA * (len(long) - len(short)))
    score = sum(_COSTS[one] for one in ways) + extra
    own = long[: long.index(words[0])] if words[0] in long else ()
    head = any(len(word) > 1 and word not in _NO_HEAD for word in own)
    more = [name for name, is_so in (("part", extra), ("head", head)) if is_so]
    return Alike(tuple(words), (*ways, *more), score)


def compare_bodies(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Alike | None:
    """Return how two names of bodies fit; more words make another body, but for its short form.

    *Badan X Y* and *Badan X Y (BXY)* fit, *Badan X* and *Badan X Kota Z* do not.
    """
    short, long = sorted((mine, theirs), key=lambda words: (len(words), words))
    fit = compare(mine, theirs)
    if fit is None or "slip" in fit.ways or "initial" in fit.ways:
        return None
    extra = [word for word in long if word not in short]
    letters = "".join(word[0] for word in short)
    fits = all(word in BESIDE or word == letters for word in extra)
    return fit if fits or len(short) == len(long) else None


@lru_cache(maxsize=1 << 16)
def way(a: str, b: str) -> str | None:
    """Return how two words of names fit, ``None`` where they do not."""
    if a == b:
        return "same"
    if len(a) == 1 or len(b) == 1:
        return "initial" if _is_initial(a, b) or _is_initial(b, a) else None
    if sound(a) == sound(b):
        return "sound"
    if _is_glued(a, b) or _is_glued(b, a):
        return "glued"
    allowed = 0 if min(len(a), len(b)) < _LONG else 1 if min(len(a), len(b)) < _LONGER else 2
    if allowed and a[0] == b[0] and edits(sound(a), sound(b), allowed) <= allowed:
        return "slip"
    return None


def _is_initial(letter: str, word: str) -> bool:
    if len(letter) != 1:
        return False
    return word[0] == letter if len(word) > 1 or letter not in INITIALS else False


def _is_glued(a: str, b: str) -> bool:
    return len(b) >= 3 and a.startswith(b) and a[len(b) :] in GLUED


def edits(a: str, b: str, most: int) -> int:
    """Return the number of letters to change, add or drop (Levenshtein), or more than ``most``."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
        if min(row) > most:
            return most + 1
    return row[-1]

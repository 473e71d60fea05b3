"""What is known of a person across articles, and how well two such pictures fit together.

Each piece of evidence has points and a name; their sum decides, and their list is the explanation
(``name+2.5 body+2 role+1 days+1``). The points are set by hand:

* ``name``: how few people may bear it (:func:`name_points`);
* ``body``: words of bodies in common, or bodies given on both sides with none in common;
* ``role``: the same for roles;
* ``context``: marking words that the articles have in common;
* ``days``: how near in time they are;
* ``said``: the same long words in both.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, deque
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

import msgspec

from sumber.relations.names import ANY_BODY, EVERYWHERE, FREQUENT
from sumber.relations.spoken import Appearance
from sumber.relations.weights import total

ENOUGH: Final = 1.0
"""The points at which two are one."""
_ROLES, _BODIES, _CONTEXT, _DAYS, _SAID = 16, 32, 48, 60, 60
_RECENT = 6


class Evidence(NamedTuple):
    """One piece of evidence: what it is and its points."""

    name: str
    points: float

    def __str__(self) -> str:
        return f"{self.name}{self.points:+g}" if self.points else self.name


def told(evidence: Iterable[Evidence]) -> str:
    """Return the explanation of a decision."""
    return " ".join(map(str, evidence))


def points(evidence: Iterable[Evidence]) -> float:
    """Return the sum of the points."""
    return sum(one.points for one in evidence)


class Profile(msgspec.Struct, array_like=True):
    """Appearances that are one person: where the first is, how many, and the words around them.

    ``pinned``: a person decided that they stand apart; points join them with no other name.
    """

    sense: str
    name: str
    kind: str
    articles: int
    statements: int
    first_article: str
    roles: list[str]
    bodies: list[str]
    context: list[str]
    days: list[str]
    also: list[str]
    said: list[int]
    pinned: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return tuple(self.name.split())


class Gathering:
    """A person in the making: appearances are added one by one."""

    def __init__(self, name: str) -> None:
        """Begin with a name alone."""
        self.name = name
        self.pinned = False
        self.members: list[tuple[Appearance, float, str]] = []
        self.roles: Counter[str] = Counter()
        self.bodies: Counter[str] = Counter()
        self.all_context: Counter[str] = Counter()
        self.recent: deque[list[str]] = deque(maxlen=_RECENT)
        self.also: Counter[str] = Counter()
        self.days: set[str] = set()
        self.numbers: list[int] = []
        self.said: set[int] = set()

    def add(self, one: Appearance, score: float, because: str) -> None:
        """Take an appearance in, with the score and the reason for it."""
        self.members.append((one, score, because))
        self.roles.update(one.roles)
        self.bodies.update(one.bodies)
        self.all_context.update(one.context)
        self.recent.append(one.context)
        self.also.update(one.also)
        self.said.update(one.said)
        if one.day and one.day not in self.days:
            self.days.add(one.day)
            insort(self.numbers, _number(one.day))

    def take(self, other: Gathering, score: float, because: str) -> None:
        """Take in all that another gathering holds."""
        for one, own, why in other.members:
            self.add(
                one, min(own, score) if why else score, f"{why}; {because}" if why else because
            )

    @property
    def context(self) -> set[str]:
        """The marking words of the articles added last."""
        return {word for words in self.recent for word in words}

    def profile(self) -> Profile:
        """Return the picture of what has been gathered."""
        first = min((one for one, _, _ in self.members), key=order)
        kinds = Counter(one.kind for one, _, _ in self.members)
        return Profile(
            sense=f"{self.name}/{first.article}",
            name=self.name,
            kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
            articles=len(self.members),
            statements=sum(one.statements for one, _, _ in self.members),
            first_article=first.article,
            roles=most(self.roles, _ROLES),
            bodies=most(self.bodies, _BODIES),
            context=most(self.all_context, _CONTEXT),
            days=thinned(sorted(self.days)),
            also=most(self.also, _ROLES),
            said=sorted(self.said)[:_SAID],
            pinned=self.pinned,
        )


def order(one: Appearance) -> tuple[str, str]:
    """Return the place of an appearance in time; undated ones come last."""
    return one.day or "9999", one.article


def most(counts: Counter[str], n: int) -> list[str]:
    """Return the ``n`` most frequent words, ties by the alphabet."""
    return sorted(counts, key=lambda word: (-counts[word], word))[:n]


def thinned(days: list[str]) -> list[str]:
    """Return at most 60 of sorted days, the first and the last among them."""
    if len(days) <= _DAYS:
        return days
    step = (len(days) - 1) / (_DAYS - 1)
    return [days[round(i * step)] for i in range(_DAYS)]


def name_points(words: tuple[str, ...], kind: str = "person") -> float:
    """Return the points that two bearers of one name have for being one person."""
    if kind != "person":
        return 3.0
    long = [word for word in words if len(word) > 1]
    rare = sum(word not in FREQUENT for word in long)
    if len(long) <= 1:
        return -1.5 if rare and len(long[0]) > 3 else -2.5
    if rare >= 2:
        return 4.5
    if rare == 1:
        return 2.5 if len(long) == 2 else 4.0
    return {2: 0.5, 3: 2.0}.get(len(long), 3.0)


def around(
    mine: Profile | Gathering | Appearance, theirs: Profile | Gathering | Appearance
) -> list[Evidence]:
    """Return what role, body, context and days say on whether two are one."""
    body = _bodies(mine.bodies, theirs.bodies)
    found = [
        Evidence("body", body),
        Evidence("role", _roles(mine.roles, theirs.roles, elsewhere=body < 0)),
        Evidence("context", _context(mine.context, theirs.context)),
        Evidence("days", _days(_days_of(mine), _days_of(theirs))),
        Evidence("said", 0.0 if set(mine.said).isdisjoint(theirs.said) else 3.0),
    ]
    return [one for one in found if one.points]


def _bodies(mine: Iterable[str], theirs: Iterable[str]) -> float:
    mine, theirs = set(mine), set(theirs)
    if not mine or not theirs:
        return 0.0
    shared = total((mine & theirs) - ANY_BODY)
    return 3.0 if shared >= 24 else 2.0 if shared >= 10 else -1.5


def _roles(mine: Iterable[str], theirs: Iterable[str], *, elsewhere: bool) -> float:
    """Return the points of the roles; in another body a role that all bodies have tells nothing."""
    mine, theirs = set(mine), set(theirs)
    if not mine or not theirs:
        return 0.0
    shared = mine & theirs
    if elsewhere and shared and shared <= EVERYWHERE:
        return 0.0
    return 1.0 if shared else -1.0


def _context(mine: Iterable[str], theirs: Iterable[str]) -> float:
    mine, theirs = set(mine), set(theirs)
    if not mine or not theirs:
        return 0.0
    shared = len(mine & theirs)
    return 2.0 if shared >= 4 else 1.0 if shared >= 2 else 0.0 if shared else -0.5


def _days_of(one: Profile | Gathering | Appearance) -> list[int]:
    """Return the numbers of the days, in order."""
    if isinstance(one, Gathering):
        return one.numbers
    if isinstance(one, Appearance):
        return [_number(one.day)] if one.day else []
    return sorted(map(_number, one.days))


def _days(mine: list[int], theirs: list[int]) -> float:
    gap = _gap(mine, theirs)
    if gap is None:
        return 0.0
    return 1.0 if gap <= 3 else 0.5 if gap <= 14 else 0.0 if gap <= 400 else -0.5


def days_between(mine: Iterable[str], theirs: Iterable[str]) -> int | None:
    """Return the smallest number of days between two sets of days, ``None`` where one is empty."""
    return _gap(sorted(map(_number, mine)), sorted(map(_number, theirs)))


def _gap(mine: list[int], theirs: list[int]) -> int | None:
    """Return the least distance between numbers of two ordered lists: those around each."""
    few, many = sorted((mine, theirs), key=len)
    if not few:
        return None
    around = ((number, bisect_left(many, number)) for number in few)
    return min(abs(number - one) for number, at in around for one in many[max(0, at - 1) : at + 1])


def _number(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0

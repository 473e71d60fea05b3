"""Different names, one person: spellings, short names, initials and nicknames across articles.

1. ``name_blocks``: the keys under which a bearer of a name is looked for: each pair of the words of
   its name by sound, each word alone, its initials, its other names (a kernel).
2. ``live_blocks`` and ``block_rows``: the keys under which there is somebody to compare, and all
   bearers under each (SQL).
3. ``likely``: inside a block each bearer is compared with those that are better known; what it may
   be, with points and reasons (a kernel). Blocks of common words stay small: only short names are
   looked up by a single word.
4. ``chosen``: the best of what a bearer may be, where no second fits about as well (a kernel).

What it may be is always better known than itself, so that the choices form trees.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import msgspec
import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Local, Reach, Select, Step
from sumber.relations.alike import Alike, compare, compare_bodies
from sumber.relations.names import FREQUENT, UNNAMED, sound
from sumber.relations.namesakes import sure
from sumber.relations.profiles import (
    ENOUGH,
    Evidence,
    Profile,
    around,
    days_between,
    name_points,
    points,
    told,
)
from sumber.relations.rows import Rows, each, pack, unpack

BLOCKS: Final = pa.schema([("block", pa.string()), ("sense", pa.string()), ("short", pa.int64())])
LIKELY: Final = pa.schema(
    [("block", pa.string()), ("child", pa.string()), ("candidate", pa.string())]
)
CHOSEN: Final = pa.schema(
    [
        ("child", pa.string()),
        ("parent", pa.string()),
        ("score", pa.float64()),
        ("because", pa.string()),
    ]
)
_PAIR, _WORD, _SLIP, _LETTERS = "pair", "word", "slip", "letters"
_LARGE = 400
"""The better known bearers of a block with which each other one is compared."""
_SHORT_LEAST = 3
_MARGIN = 1.0
_BODY_SUPPORT = 1.0
_BODY_SHORT = -1.5
_INSIDE = -1.0
"""People are seldom called by a word from the middle of their name."""
_KNOWN, _WELL_KNOWN = 3, 10
_MOSTLY, _NEARLY_ALL = 0.9, 0.95
_NEAR_DAYS = 30


def list_blocks(batches: Batches) -> Batches:
    """List the keys of every bearer."""
    return each(batches, ("profile",), BLOCKS, _blocks)


def _blocks(profile: str) -> Rows:
    one = msgspec.json.decode(profile, type=Profile)
    short = int(sum(len(word) > 1 for word in one.words) == 1)
    return [] if one.pinned else [(key, one.sense, short) for key in sorted(set(keys(one)))]


def keys(one: Profile) -> Iterator[str]:
    """Yield the keys under which a bearer of a name is looked for."""
    long = [word for word in one.words if len(word) > 1]
    sounds = sorted({sound(word) for word in long})
    for word in sounds:
        yield f"{_WORD} {word}"
    for pair in combinations(sounds, 2):
        yield f"{_PAIR} {' '.join(pair)}"
    if len(long) > 1:
        yield f"{_PAIR} {sound(''.join(long))}"
    for word in long:
        if one.kind == "person" and word not in FREQUENT:
            yield from (f"{_SLIP} {sound(word)} {o[:2]}" for o in long if o != word)
    if len(long) >= _SHORT_LEAST:
        yield f"{_WORD} {''.join(word[0] for word in long)}"
    for other in one.also:
        yield f"{_WORD} {sound(other.split()[0])}"
        yield f"{_PAIR} {' '.join(sorted({sound(word) for word in other.split()}))}"


def find_likely(batches: Batches) -> Batches:
    """Tell what each bearer of a block may be."""
    return each(batches, ("block", "profiles"), LIKELY, likely)


def likely(block: str, profiles: list[str]) -> Rows:
    """Return for the bearers of one block whom else they may be."""
    met = [msgspec.json.decode(profile, type=Profile) for profile in profiles]
    met.sort(key=rank, reverse=True)
    pairs = _shorts(block, met) if block.startswith(_WORD) else _pairs(met)
    for child, parent, evidence in pairs:
        if points(evidence) >= ENOUGH:
            facts = (parent.sense, parent.name, round(points(evidence), 2), told(evidence))
            yield block, child.sense, pack(*facts)


def rank(one: Profile) -> tuple[bool, int, int, str]:
    """Return how well known a bearer is; full names go before short ones."""
    full = sum(len(word) > 1 for word in one.words) > 1
    return full, one.articles, len(one.words), one.sense


def _pairs(met: list[Profile]) -> Iterator[tuple[Profile, Profile, list[Evidence]]]:
    """Yield full names that can be written for one another; ``met`` has the best known first."""
    for at, child in enumerate(met):
        for parent in met[: min(at, _LARGE)]:
            if child.name != parent.name and child.kind == parent.kind:
                comparing = compare if child.kind == "person" else compare_bodies
                fit = comparing(child.words, parent.words)
                if fit is not None and (evidence := _fitting(child, parent, fit)):
                    yield child, parent, evidence
            if parent.name in child.also or child.name in parent.also:
                yield child, parent, [Evidence("also", 1.0), *around(child, parent)]


def _fitting(child: Profile, parent: Profile, fit: Alike) -> list[Evidence]:
    near = around(child, parent)
    known = name_points(fit.words, child.kind)
    if points(near) < fit.support(known):
        return []
    if "head" in fit.ways and any(one.name == "role" and one.points < 0 for one in near):
        return []
    if len([word for word in fit.words if len(word) > 1]) == 1 and "initial" in fit.ways:
        known += 1.0
    return [Evidence("name", known), Evidence("+".join(sorted(set(fit.ways))), fit.points), *near]


def _shorts(block: str, met: list[Profile]) -> Iterator[tuple[Profile, Profile, list[Evidence]]]:
    """Yield short names of one word with the full names that they may be short for."""
    full = [one for one in met if rank(one)[0]]
    held = sum(one.articles for one in full)
    by_name: dict[str, int] = {}
    for one in full:
        by_name[one.name] = by_name.get(one.name, 0) + one.articles
    for child in met:
        if sum(len(word) > 1 for word in child.words) != 1:
            continue
        for parent in full[:_LARGE]:
            if child.kind != parent.kind or child is parent:
                continue
            if len(child.words) > 1:
                fit = compare(child.words, parent.words) if child.kind == "person" else None
                yield child, parent, _fitting(child, parent, fit) if fit else []
            elif called := _called(child, parent):
                share = by_name[parent.name] / held
                yield child, parent, _short_evidence(child, parent, called, share)


def _called(child: Profile, parent: Profile) -> str | None:
    """Return how a name of one word can stand for a full name."""
    (word,) = child.words
    if child.name in parent.also:
        return "also" if child.kind == "person" or _supported(child, parent) else None
    if child.kind != "person":
        return None
    if UNNAMED & {word, *parent.words}:
        return None
    if any(sound(word) == sound(other) for other in parent.words):
        return "short"
    letters = "".join(w[0] for w in parent.words if len(w) > 1)
    return "letters" if len(letters) >= _SHORT_LEAST and word == letters else None


def _supported(child: Profile, parent: Profile) -> bool:
    near = [one for one in around(child, parent) if one.name != "days"]
    return points(near) >= _BODY_SUPPORT


def _short_evidence(child: Profile, parent: Profile, called: str, share: float) -> list[Evidence]:
    gap = days_between(child.days, parent.days)
    known = 0.0
    if parent.articles >= _WELL_KNOWN and share >= _NEARLY_ALL:
        known = 3.0
    elif parent.articles >= _KNOWN and share >= _MOSTLY:
        known = 2.0
    if gap is not None and gap > _NEAR_DAYS:
        known /= 2
    if called in ("also", "letters"):
        known += 2.0 if called == "also" else 1.0
    points = name_points(child.words, child.kind) if child.kind == "person" else _BODY_SHORT
    inside = child.words[0] in parent.words[1:-1]
    told = [Evidence("name", points), Evidence(called, _INSIDE if inside else 0.0)]
    return [*told, *([Evidence("known", known)] if known else []), *around(child, parent)]


def choose(batches: Batches) -> Batches:
    """Choose what each bearer is."""
    return each(batches, ("child", "candidates"), CHOSEN, chosen)


def chosen(child: str, candidates: list[str]) -> Rows:
    """Return the best of what a bearer may be, unless a second fits about as well."""
    met = sorted((-score, sense, name, why) for sense, name, score, why in map(unpack, candidates))
    best: dict[str, tuple[float, str, str, str]] = {}
    for one in met:
        best.setdefault(one[1], one)
    first, *others = best.values()
    words = tuple(first[2].split())
    for other in others:
        close = other[0] < first[0] + _MARGIN
        if close and compare(words, tuple(other[2].split())) is None:
            return
        if close and other[2] == first[2] and other[0] == first[0]:
            return
    yield child, first[1], sure(-first[0]), first[3]


STEPS: Final = (
    Step(
        name="name_blocks",
        reads=("senses",),
        runs=Kernel(list_blocks, columns=("profile",)),
        schema=BLOCKS,
        note="the keys under which a name is looked for",
        local=Local(("sense",), {"senses": ("sense",)}),
    ),
    Step(
        name="live_blocks",
        reads=("name_blocks",),
        runs=Select(
            f"""
            SELECT block FROM name_blocks GROUP BY block
            HAVING count(*) > 1 AND (max(short) = 1 OR substring(block, 1, 4) <> '{_WORD}')
            """
        ),
        schema=pa.schema([("block", pa.string())]),
        note="keys under which there is somebody to compare",
        local=Local(("block",), {"name_blocks": ("block",)}),
    ),
    Step(
        name="block_rows",
        reads=("name_blocks", "live_blocks", "senses"),
        runs=Select(
            """
            SELECT b.block, array_sort(array_agg(s.profile)) AS profiles
            FROM live_blocks l JOIN name_blocks b ON b.block = l.block
            JOIN senses s ON s.sense = b.sense
            GROUP BY b.block
            """
        ),
        schema=pa.schema([("block", pa.string()), ("profiles", pa.list_(pa.string()))]),
        note="bearers of names that may be one person",
        local=Local(
            ("block",),
            {
                "name_blocks": ("block",),
                "live_blocks": ("block",),
                "senses": Reach(
                    "SELECT b.block FROM name_blocks__ever b JOIN {changed} c ON c.sense = b.sense"
                ),
            },
        ),
    ),
    Step(
        name="likely",
        reads=("block_rows",),
        runs=Kernel(find_likely, columns=("block", "profiles")),
        schema=LIKELY,
        note="whom else a bearer of a name may be",
        local=Local(("block",), {"block_rows": ("block",)}),
    ),
    Step(
        name="candidates",
        reads=("likely",),
        runs=Select(
            """
            SELECT child, array_sort(array_agg(candidate)) AS candidates FROM likely GROUP BY child
            """
        ),
        schema=pa.schema([("child", pa.string()), ("candidates", pa.list_(pa.string()))]),
        note="all that a bearer of a name may be",
        local=Local(("child",), {"likely": ("child",)}),
    ),
    Step(
        name="chosen",
        reads=("candidates",),
        runs=Kernel(choose, columns=("child", "candidates")),
        schema=CHOSEN,
        note="which of them it is",
        local=Local(("child",), {"candidates": ("child",)}),
    ),
)

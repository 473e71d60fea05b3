"""Statements that share a run of words: the pairs of which variants are made.

1. ``grams``: a few runs of three words of every content, chosen so that two contents with six words
   in a row in common share one (winnowing); short contents as a whole (a kernel).
2. ``met_grams`` and ``met_pairs``: each statement with the first and the last few before it in time
   that have the run too, so that pairs grow with the statements (SQL, a kernel).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Local, Select, Step
from sumber.relations.rows import Rows, each, unpack
from sumber.relations.weights import total

GRAMS: Final = pa.schema([("gram", pa.int64()), ("saying", pa.string())])
PAIRS: Final = pa.schema([("gram", pa.int64()), ("a", pa.string()), ("b", pa.string())])
_GRAM, _WINDOW = 3, 4
_WHOLE = 7
"""Contents of fewer words are looked for as a whole."""
_LEAST_BITS = 38
"""Contents that tell less are said by anybody."""
_BEFORE = 3
_MASK = (1 << 63) - 1


def list_grams(batches: Batches) -> Batches:
    """List the runs of words by which statements are looked for."""
    return each(batches, ("saying", "content"), GRAMS, grams)


def grams(saying: str, content: str) -> Rows:
    """Return the runs of words of one content."""
    words = content.split()
    if total(words) < _LEAST_BITS:
        return []
    return [(gram, saying) for gram in sorted(chosen_grams(words))]


def chosen_grams(words: list[str]) -> set[int]:
    """Return the numbers of the runs that stand for a content: the least of every few in a row."""
    numbers = [_number(word) for word in words]
    if len(words) < _WHOLE:
        return {_mixed(numbers)}
    runs = [_mixed(numbers[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)]
    return {min(runs[i : i + _WINDOW]) for i in range(max(1, len(runs) - _WINDOW + 1))}


def _mixed(numbers: list[int]) -> int:
    mixed = len(numbers)
    for number in numbers:
        mixed = ((mixed ^ number) * 0x9E3779B97F4A7C15) & _MASK
        mixed ^= mixed >> 29
    return mixed


@lru_cache(maxsize=1 << 17)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big") & _MASK


def pair_up(batches: Batches) -> Batches:
    """Pair the statements that share a run of words."""
    return each(batches, ("gram", "sayings"), PAIRS, pairs)


def pairs(gram: int, sayings: list[str]) -> Rows:
    """Return each statement with the first and the last few before it, of other articles."""
    owners = [unpack(saying)[1] for saying in sayings]
    for at, saying in enumerate(sayings):
        for before in sorted({0, *range(max(0, at - _BEFORE), at)} - {at}):
            if owners[before] != owners[at]:
                yield gram, sayings[before], saying


STEPS: Final = (
    Step(
        name="grams",
        reads=("sayings",),
        runs=Kernel(list_grams, columns=("saying", "content")),
        schema=GRAMS,
        note="runs of words by which statements are looked for",
        local=Local(("saying",), {"sayings": ("saying",)}),
    ),
    Step(
        name="met_grams",
        reads=("grams",),
        runs=Select(
            """
            SELECT gram, array_sort(array_agg(saying)) AS sayings FROM grams
            GROUP BY gram HAVING count(*) > 1
            """
        ),
        schema=pa.schema([("gram", pa.int64()), ("sayings", pa.list_(pa.string()))]),
        note="statements that share a run of words",
        local=Local(("gram",), {"grams": ("gram",)}),
    ),
    Step(
        name="met_pairs",
        reads=("met_grams",),
        runs=Kernel(pair_up, columns=("gram", "sayings")),
        schema=PAIRS,
        note="pairs of statements near in time that share a run",
        local=Local(("gram",), {"met_grams": ("gram",)}),
    ),
)
"""The steps up to the pairs that share a run."""

"""How familiar the letters of a name are among the names that the benchmark labels.

The benchmark labels Indonesian public figures and passes over foreign ones, whose names are
spelled otherwise: a model of letters by the two before them (Shannon 1951) tells them apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

SMOOTHING = 0.2
ALPHABET = 30
SHORTEST = 3
STEP = 0.25
EDGES = (-3.0, -2.8, -2.6, -2.4, -2.2, -2.0, -1.8, -1.6)
UNKNOWN = -2.0


def count_letters(words: Iterable[str]) -> Counter[str]:
    """Return how often each three letters follow each other, and each two begin such three."""
    counts: Counter[str] = Counter()
    for word in words:
        if _counts(word):
            for triple in _triples(word):
                counts[triple] += 1
                counts[triple[:2]] += 1
    return counts


def _counts(word: str) -> bool:
    return word.isalpha() and len(word) >= SHORTEST


def _triples(word: str) -> list[str]:
    edged = f"^^{word}$"
    return [edged[at : at + 3] for at in range(len(edged) - 2)]


def letter_features(
    words: Iterable[str], counts: Mapping[str, float], own: Mapping[str, float]
) -> list[str]:
    """Return how familiar the words of a name are; ``own`` is left out of the counts."""
    scores = [_familiar(word, counts, own) for word in words if _counts(word)]
    mean = sum(scores) / len(scores) if scores else UNKNOWN
    worst = min(scores, default=UNKNOWN)
    found = [f"letters{round(mean / STEP)}", f"letters{round(mean / STEP / 2)}wide"]
    found.append(f"strangest{round(worst / STEP)}")
    return found + [f"letters>{edge}" for edge in EDGES if mean > edge]


def _familiar(word: str, counts: Mapping[str, float], own: Mapping[str, float]) -> float:
    """Return the mean log probability of the word's letters."""
    triples = _triples(word)
    total = 0.0
    for triple in triples:
        begun = counts.get(triple[:2], 0.0) - own.get(triple[:2], 0.0)
        seen = counts.get(triple, 0.0) - own.get(triple, 0.0)
        total += math.log((seen + SMOOTHING) / (begun + SMOOTHING * ALPHABET))
    return total / len(triples)

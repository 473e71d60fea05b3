"""Class words by the company they keep in unlabelled articles.

``python -m train.company CORPUS.jsonl.gz … --out FILE`` writes a line a word: the word and the
numbers of a narrow and a wide class. Only words of enough articles are kept; nothing longer than a
word leaves the corpus.

1. Count, for each word, the frequent words in the two places before and behind it.
2. Positive pointwise mutual information, contexts smoothed, and a truncated singular value
   decomposition (Levy, Goldberg and Dagan 2015).
3. Spherical k-means (Dhillon and Modha 2001) into narrow and wide classes, seeded.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from sumber.language.tokens import NUMBER, TITLE, UPPER, tokenise
from sumber.model.company import FILE

LEAST_ARTICLES = 6
CONTEXTS = 2000
PLACES = (-2, -1, 1, 2)
DIMENSIONS = 80
NARROW, WIDE = 512, 64
ROUNDS = 20
SMOOTHING = 0.75
SEED = 7
Vectors = npt.NDArray[np.float32]


def words(text: str) -> list[str]:
    """Return the words of a text as they are counted: ``^budi`` in a sentence, ``#`` numbers."""
    tokens = tokenise(text)
    found: list[str] = []
    first = True
    for low, shape in zip(tokens.lows, tokens.shapes, strict=True):
        capital = shape in (TITLE, UPPER) and not first
        found.append("#" if shape == NUMBER else f"^{low}" if capital else low)
        first = low in '.?!"“”:'
    return found


def vectors(texts: list[list[str]], vocabulary: list[str]) -> Vectors:
    """Return a vector of length one for each word of the vocabulary, the frequent words first."""
    number = {word: n for n, word in enumerate(vocabulary)}
    counts = sum(_counted(texts, number, place) for place in range(len(PLACES)))
    table = counts.tocoo()
    rows = np.asarray(counts.sum(1)).ravel()[table.row]
    columns = np.asarray(counts.sum(0)).ravel() ** SMOOTHING
    share = columns[table.col] / columns.sum()
    told = np.log(table.data / (rows * share))
    kept = told > 0
    shape = (len(vocabulary), len(PLACES) * (CONTEXTS + 1))
    information = csr_matrix((told[kept], (table.row[kept], table.col[kept])), shape=shape)
    left, strengths, _ = svds(information.astype(np.float32), k=DIMENSIONS, random_state=SEED)
    return _of_length_one(left * np.sqrt(strengths))


def _counted(texts: list[list[str]], number: dict[str, int], place: int) -> Any:
    """Count the words that stand in one place beside each word of the vocabulary."""
    away = PLACES[place]
    rows, columns = [], []
    for text in texts:
        known = np.array([number.get(word, -1) for word in text])
        beside = np.where((known < 0) | (known >= CONTEXTS), CONTEXTS, known)
        own = known[-away:] if away < 0 else known[:-away]
        other = beside[:away] if away < 0 else beside[away:]
        rows.append(own[own >= 0])
        columns.append(other[own >= 0] + place * (CONTEXTS + 1))
    places = (np.concatenate(rows), np.concatenate(columns))
    shape = (len(number), len(PLACES) * (CONTEXTS + 1))
    return csr_matrix((np.ones(len(places[0]), dtype=np.float32), places), shape=shape)


def classes(points: Vectors, count: int) -> npt.NDArray[np.int64]:
    """Return the class of each point, of ``count`` classes about directions."""
    chance = np.random.default_rng(SEED)
    centres = points[chance.choice(len(points), count, replace=False)]
    for _ in range(ROUNDS):
        nearest = np.argmax(points @ centres.T, axis=1)
        for n in range(count):
            inside = points[nearest == n]
            centres[n] = inside.sum(0) if len(inside) else points[chance.integers(len(points))]
        centres = _of_length_one(centres)
    return np.asarray(np.argmax(points @ centres.T, axis=1))


def _of_length_one(points: Any) -> Vectors:
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(points / np.maximum(lengths, 1e-9), dtype=np.float32)


def _texts(paths: list[Path]) -> Iterator[list[str]]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield [sys.intern(word) for word in words(json.loads(line)["text"])]


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m train.company", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    texts = list(_texts(options.corpus))
    articles = Counter(word for text in texts for word in set(text))
    often = Counter(word for text in texts for word in text)
    known = [w for w in often if articles[w] >= LEAST_ARTICLES and not any(map(str.isspace, w))]
    vocabulary = sorted(known, key=lambda word: (-often[word], word))
    points = vectors(texts, vocabulary)
    narrow, wide = classes(points, NARROW), classes(points, WIDE)
    lines = sorted(f"{w} {n} {m}" for w, n, m in zip(vocabulary, narrow, wide, strict=True))
    header = (
        "# Words and the numbers of their narrow and wide class.\n# Written by train/company.py.\n"
    )
    options.out.write_text(header + "\n".join(lines) + "\n", "utf-8")
    print(f"{options.out}: {options.out.stat().st_size:,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

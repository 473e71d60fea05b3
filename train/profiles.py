"""Profile capitalised words: how often each stands where persons, places and bodies are named.

``python -m train.profiles CORPUS.jsonl.gz … --out FILE`` counts over unlabelled articles and
writes a line a word: the word and three digits from 0 to 4, the shares of its capitalised uses in
the seat of a person (behind a rank or *kata*, before *mengatakan* or an age), of a place (behind
*di*, *Kabupaten*), of a body (behind *PT*, *Dinas*), and a fourth for the share of uses in lower
case. Only words of enough articles are kept; nothing longer than a word leaves the corpus.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sumber.language import cues
from sumber.language import lexicon as lex
from sumber.language.tokens import LOWER, NUMBER, TITLE, UPPER, tokenise
from sumber.model.profiles import FILE

LEAST_ARTICLES = 6
STEPS = (0.02, 0.1, 0.3, 0.6)
BEFORE_PLACE = frozenset(
    [
        "di",
        "ke",
        "kabupaten",
        "kota",
        "kecamatan",
        "desa",
        "kelurahan",
        "provinsi",
        "jalan",
        "jl",
        "pulau",
        "kampung",
    ]
)
SPOKEN = frozenset(
    w for w, (f, strong) in cues.FRAMES.items() if f == cues.AFTER and not w.endswith("nya")
)
SPEAKS = frozenset(
    w for w, (f, strong) in cues.FRAMES.items() if f in (cues.BEFORE, cues.ASKING) and strong
)


class Counts:
    """What was counted of every word."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.articles: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()
        self.lower: Counter[str] = Counter()
        self.person: Counter[str] = Counter()
        self.place: Counter[str] = Counter()
        self.body: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count one article."""
        tokens = tokenise(text)
        lows, shapes = tokens.lows, tokens.shapes
        seen = set()
        for at, (low, shape) in enumerate(zip(lows, shapes, strict=True)):
            if shape == LOWER:
                self.lower[low] += 1
            elif shape in (TITLE, UPPER):
                self._count_capital(lows, shapes, at)
                seen.add(low)
        self.articles.update(seen)

    def _count_capital(self, lows: list[str], shapes: list[int], at: int) -> None:
        low = lows[at]
        before = lows[at - 1] if at else ""
        after = lows[at + 1] if at + 1 < len(lows) else ""
        first = at == 0 or before in '."“”?!'
        if first and after not in SPEAKS:
            return
        self.capital[low] += 1
        start = at
        while start and shapes[start - 1] in (TITLE, UPPER) and lows[start - 1] not in lex.TITLES:
            start -= 1
        head = lows[start - 1] if start else ""
        aged = after == "(" and at + 2 < len(lows) and shapes[at + 2] == NUMBER
        if before in lex.TITLES or head in SPOKEN or head in lex.TITLES or after in SPEAKS or aged:
            self.person[low] += 1
        elif before in BEFORE_PLACE or head in BEFORE_PLACE:
            self.place[low] += 1
        elif before in lex.BODIES or (start < at and lows[start] in lex.BODIES):
            self.body[low] += 1

    def lines(self) -> Iterator[str]:
        """Yield a line a word."""
        for word in sorted(self.capital):
            if self.articles[word] < LEAST_ARTICLES or not word[0].isalpha():
                continue
            whole = self.capital[word]
            shares = (
                self.person[word] / whole,
                self.place[word] / whole,
                self.body[word] / whole,
                self.lower[word] / (self.lower[word] + whole),
            )
            yield word + " " + "".join(str(sum(s > step for step in STEPS)) for s in shares)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m train.profiles", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    counts = Counts()
    for path in options.corpus:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.add(json.loads(line)["text"])
    header = (
        "# How capitalised words are used: as person, place, body, and in lower case, 0 to 4.\n"
        "# Written by train/profiles.py.\n"
    )
    options.out.write_text(header + "\n".join(counts.lines()) + "\n", "utf-8")
    print(f"{options.out}: {options.out.stat().st_size:,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How long a search takes: ``python -m bench.searching --corpus FOLDER``.

Five hundred requests of mixed kinds, their words drawn by a seed from the corpus itself: words,
phrases, prefixes, affixes, filters, facets, common words, no words at all, sources by name.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from bench.checking import told
from sumber.corpus import Corpus
from sumber.search import Filters, Index, open_index, search_sources
from sumber.search.words import folded_words

Ask: TypeAlias = Callable[[], Any]


def requests(index: Index, dice: random.Random, count: int) -> Iterator[tuple[str, Ask]]:
    """Yield searches and what kind each is."""
    shelf = index.kept().shelf
    ids = shelf.ids()
    texts = [a.text for a in shelf.articles(dice.sample(ids, min(200, len(ids)))).values()]
    for nth in range(count):
        words = folded_words(dice.choice(texts)) or ["banjir"]
        at = dice.randrange(len(words))
        kinds = _kinds(index, words[at], " ".join(words[at : at + 3]))
        yield kinds[nth % len(kinds)]


def _kinds(index: Index, one: str, run: str) -> list[tuple[str, Ask]]:
    def ask(*words: Any, **options: Any) -> Ask:
        return partial(index.search, *words, **options)

    return [
        ("word", ask(one)),
        ("words", ask(run, what="article")),
        ("phrase", ask(f'"{run}"', what="article")),
        ("prefix", ask(one[:4] + "*")),
        ("affixes", ask(one, affixes=True)),
        ("filters", ask(one, Filters(since="2025", outlet="detik"))),
        ("common", ask("yang", what="article")),
        ("all", ask("")),
        ("source", partial(search_sources, index, one)),
        ("deep", ask(one, what="article", offset=200)),
    ]


def main() -> None:
    """Ask, and print the times by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    asked = parser.parse_args()
    started = time.perf_counter()
    index = open_index(Corpus(asked.corpus))
    print(
        f"{index.kept().searched.articles} articles, {time.perf_counter() - started:.1f} s to open"
    )
    index.search("")
    times: dict[str, list[float]] = {}
    busy: list[float] = []
    for kind, ask in requests(index, random.Random(asked.seed), asked.count):
        started, worked = time.perf_counter(), time.process_time()
        ask()
        busy.append(time.process_time() - worked)
        times.setdefault(kind, []).append(time.perf_counter() - started)
    for kind, seconds in times.items():
        told(kind, seconds)
    told("all", [second for own in times.values() for second in own])
    told("all, time of the processor alone", busy)


if __name__ == "__main__":
    main()

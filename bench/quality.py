"""The quality gate: ``python -m bench.quality [--update]``.

1. Annotate the samples and, where ``../shared`` lies beside the project, its dev and seed sets.
2. Score the facts against gold (:mod:`bench.score`) and print every figure beside its floor.
3. Check what the seed articles must always give (:mod:`bench.seeds`).

Exit 1 where a figure lies below its floor, a span does not hold its text, a seed is wrong, or a
file is not the one that the floors were measured on. ``--update`` pins the files as they are and
raises each floor to a point (a field's to three) below the figure; it never lowers one.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
import tomllib
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from bench.data import HOUSE, GoldSet, gold_sets, predict, read_articles, read_facts
from bench.score import FIELDS, Figures, Tally, add_up, interval, not_verbatim, score_article
from bench.seeds import check_seeds

FLOORS = HOUSE / "quality" / "floors.toml"
MARGIN = 1.0
FIELD_MARGIN = 3.0  # fields are counted on the paired statements, and which those are changes
TELLING = 50  # fewer gold facts than this say too little to hold a floor
HEADLINE = "statement.who"
HEADER = """\
# The least F1, in percent, that each measure must reach, and the files it was measured on.
# `python -m bench.quality --update` raises floors and pins files; lowering one is a decision
# made by hand, with its reason in the commit.
"""


class Floors(msgspec.Struct, frozen=True):
    """What one set must reach: SHA-256 of its files by name, least F1 by measure."""

    sha256: dict[str, str] = {}
    floors: dict[str, float] = {}


Pinned: TypeAlias = Mapping[str, Floors]


class Measured(msgspec.Struct, frozen=True):
    """What one set gave."""

    figures: Tally
    who_interval: tuple[float, float]
    not_verbatim: int
    articles: int


def measure(gold_set: GoldSet) -> Measured:
    """Annotate and score all articles of a set."""
    articles = list(read_articles(*gold_set.articles))
    gold, pred = read_facts(gold_set.gold), predict(articles)
    tallies = [score_article(facts, pred[key]) for key, facts in gold.items()]
    return Measured(
        figures=add_up(tallies),
        who_interval=interval(tallies, HEADLINE),
        not_verbatim=sum(not_verbatim(pred[one.id], one.text) for one in articles),
        articles=len(gold),
    )


def fingerprints(gold_set: GoldSet) -> dict[str, str]:
    """Return the SHA-256 of each file of a set."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in gold_set.files}


def find_faults(floors: Floors, files: Mapping[str, str], measured: Measured) -> Iterator[str]:
    """Yield a sentence for each way in which a set falls short."""
    if files != floors.sha256:
        changed = sorted(dict(files.items() ^ floors.sha256.items()))
        yield f"files changed since the floors were set: {', '.join(changed)}"
    if measured.not_verbatim:
        yield f"{measured.not_verbatim} spans do not hold the text they point at"
    for name, floor in floors.floors.items():
        f1 = measured.figures[name].f1
        if f1 < floor:
            yield f"{name} is {f1:.2f}, below its floor of {floor:.1f}"


def raised(floors: Floors, files: dict[str, str], figures: Tally) -> Floors:
    """Return the floors with the files pinned and no floor lower than before."""
    telling = {name: f.f1 for name, f in figures.items() if f.gold >= TELLING}
    reached = {name: math.floor(10 * (f1 - _margin(name))) / 10 for name, f1 in telling.items()}
    names = [name for name in figures if name in {*reached, *floors.floors}]
    least = {name: max(reached.get(name, 0.0), floors.floors.get(name, 0.0)) for name in names}
    return Floors(sha256=files, floors=least)


def _margin(name: str) -> float:
    return FIELD_MARGIN if name in (*FIELDS, "said_on") else MARGIN


def table(name: str, measured: Measured, floors: Floors) -> Iterator[str]:
    """Yield the lines of a table of one set's figures."""
    low, high = measured.who_interval
    yield f"{name}: {measured.articles} articles, {HEADLINE} F1 95 % {low:.1f}-{high:.1f}"
    yield f"  {'measure':27}{'P':>7}{'R':>7}{'F1':>7}{'floor':>8}{'gold':>8}{'found':>8}"
    for measure_name, figures in measured.figures.items():
        yield f"  {measure_name:27}" + _row(figures, floors.floors.get(measure_name))


def _row(figures: Figures, floor: float | None) -> str:
    rates = f"{figures.precision:7.2f}{figures.recall:7.2f}{figures.f1:7.2f}"
    least = "" if floor is None else f"{floor:.1f}"
    below = " below" if floor is not None and figures.f1 < floor else ""
    return f"{rates}{least:>8}{figures.gold:8}{figures.pred:8}{below}"


def read_floors() -> dict[str, Floors]:
    """Return the floors by the name of their set."""
    return msgspec.convert(tomllib.loads(FLOORS.read_text(encoding="utf-8")), dict[str, Floors])


def write_floors(pinned: Pinned) -> None:
    """Write the floors of all sets."""
    blocks = [HEADER]
    for name, floors in pinned.items():
        hashes = [f'"{file}" = "{value}"' for file, value in floors.sha256.items()]
        least = [f'"{measure}" = {value:.1f}' for measure, value in floors.floors.items()]
        blocks += [f"\n[{name}.sha256]", *hashes, f"\n[{name}.floors]", *least]
    FLOORS.write_text("\n".join(blocks) + "\n", encoding="utf-8")


def main() -> int:
    """Measure every set, print the tables and say whether all floors hold."""
    parser = argparse.ArgumentParser(description="score the facts and compare with the floors")
    parser.add_argument("--update", action="store_true", help="pin the files and raise the floors")
    update = parser.parse_args().update
    pinned, faults = read_floors(), list[str]()
    for gold_set in gold_sets():
        name, files, measured = gold_set.name, fingerprints(gold_set), measure(gold_set)
        if update:
            pinned[name] = raised(pinned.get(name, Floors()), files, measured.figures)
        floors = pinned.get(name, Floors())
        print(*table(name, measured, floors), sep="\n", end="\n\n")
        faults += [f"{name}: {fault}" for fault in find_faults(floors, files, measured)]
        faults += [f"seeds: {fault}" for fault in (check_seeds() if name == "seeds" else [])]
    if update:
        write_floors(pinned)
    print(*faults or ["all floors hold"], sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""Draw misses: ``python -m bench.missed GOLD.jsonl PRED.jsonl [--count 100] [--seed 2026]``.

A miss is a gold statement that no prediction shares enough characters with, or one that has the
wrong source. A line a miss: article, number of the statement in the gold, and what went wrong:
``missed`` (nothing there), ``border`` (too much or too little) or ``who``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.data import Facts, read_facts
from bench.score import pair_statements, same_source


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.missed", description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pred", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    gold, pred = read_facts(options.gold), read_facts(options.pred)
    found = [(key, *miss) for key in sorted(gold) for miss in _misses(gold[key], pred.get(key, {}))]
    drawn = random.Random(options.seed).sample(found, min(options.count, len(found)))
    for article, statement, wrong in sorted(drawn):
        print(json.dumps({"article": article, "statement": statement, "wrong": wrong}))
    print(f"{len(found)} misses, {len(drawn)} drawn", file=sys.stderr)
    return 0


def _misses(gold: Facts, pred: Facts) -> Iterator[tuple[int, str]]:
    wanted, found = gold.get("statements", []), pred.get("statements", [])
    partner = dict(pair_statements(wanted, found))
    for number, statement in enumerate(wanted):
        if number not in partner:
            near = any(_meet(statement, other) for other in found)
            yield number, "border" if near else "missed"
        elif not same_source(statement, found[partner[number]]):
            yield number, "who"


def _meet(one: Facts, other: Facts) -> bool:
    return any(
        a["start"] < b["end"] and b["start"] < a["end"]
        for a in one["contents"]
        for b in other["contents"]
    )


if __name__ == "__main__":
    sys.exit(main())

"""Whether confidence means something: ``python -m bench.reliability GOLD.jsonl PRED.jsonl``.

Predicted statements are sorted into bins by their confidence; of each bin the share is printed
that is right in content and source. Where confidence is calibrated the two agree.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from bench.data import Facts, read_facts
from bench.score import pair_statements, same_source

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.reliability", description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pred", type=Path)
    options = parser.parse_args()
    gold, pred = read_facts(options.gold), read_facts(options.pred)
    judged = [item for key in gold for item in _judged(gold[key], pred.get(key, {}))]
    print("| confidence | statements | mean confidence | right |\n|---|---|---|---|")
    error = 0.0
    for low, high in pairwise(EDGES):
        held = [(sure, right) for sure, right in judged if low <= sure < high]
        if held:
            mean = sum(sure for sure, _ in held) / len(held)
            share = sum(right for _, right in held) / len(held)
            error += abs(mean - share) * len(held) / len(judged)
            print(f"| {low:.2f}-{min(high, 1):.2f} | {len(held)} | {mean:.2f} | {share:.2f} |")
    print(f"\nexpected calibration error {error:.3f} over {len(judged)} statements")
    return 0


def _judged(gold: Facts, pred: Facts) -> Iterator[tuple[float, bool]]:
    """Yield the confidence of each predicted statement, and whether it is right."""
    wanted, found = gold.get("statements", []), pred.get("statements", [])
    partner = {j: i for i, j in pair_statements(wanted, found)}
    for j, statement in enumerate(found):
        right = j in partner and same_source(wanted[partner[j]], statement)
        yield float(statement["confidence"]), right


if __name__ == "__main__":
    sys.exit(main())

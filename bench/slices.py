"""Figures by slice: ``python -m bench.slices GOLD.jsonl PRED.jsonl ARTICLES.jsonl``.

Each gold statement falls into slices by how its attribution names the source (in full, by a short
name, by a description, by a pronoun, by *-nya*, not at all), by the typography of its article
(curly marks, as newspapers set them and print editions keep; straight ones, as portals write;
none), by whether the text kept its line breaks, and by outlet. Printed for each slice: gold
statements, the share found (``overlap``), and the share found with the right source (``who``).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.data import Facts, read_facts
from bench.score import pair_statements, same_source, words

PRONOUNS = frozenset(["dia", "ia", "beliau", "mereka", "pihaknya", "saya", "kami"])
LEAST = 20  # gold statements of an outlet that get a line of their own
CURLY = "“”"


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.slices", description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pred", type=Path)
    parser.add_argument("articles", type=Path)
    options = parser.parse_args()
    gold, pred = read_facts(options.gold), read_facts(options.pred)
    lines = options.articles.read_text("utf-8").split("\n")
    articles = {str(a["id"]): a for a in map(json.loads, filter(str.strip, lines))}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for key in gold:
        for names, found, right in _judged(gold[key], pred.get(key, {}), articles[key]):
            for name in names:
                for n, add in enumerate((1, found, right)):
                    counts[name][n] += add
    _print(counts)
    return 0


def _print(counts: dict[str, list[int]]) -> None:
    print("| slice | statements | overlap | who |\n|---|---|---|---|")
    for name, (count, found, right) in sorted(counts.items()):
        if count >= LEAST or not name.startswith("outlet"):
            print(f"| {name} | {count} | {100 * found / count:.1f} | {100 * right / count:.1f} |")


def _judged(
    gold: Facts, pred: Facts, article: dict[str, Any]
) -> Iterator[tuple[list[str], bool, bool]]:
    """Yield the slices of each gold statement, whether it was found, and with its source."""
    wanted, found = gold.get("statements", []), pred.get("statements", [])
    partner = dict(pair_statements(wanted, found))
    of_article = [_marks(article["text"]), _breaks(article["text"]), _outlet(article)]
    for number, statement in enumerate(wanted):
        mine = found[partner[number]] if number in partner else None
        right = mine is not None and same_source(statement, mine)
        yield [_naming(statement), *of_article], mine is not None, right


def _naming(statement: Facts) -> str:
    """Return how the attribution names the source."""
    speaker, cue = statement["speaker"], statement["cue"]
    if speaker is None:
        if cue is None:
            return "source: floating"
        return "source: -nya" if cue["exact"].lower().endswith("nya") else "source: left out"
    own, full = words(speaker["exact"]), words(statement["who"])
    if own <= PRONOUNS:
        return "source: pronoun"
    if own == full:
        return "source: explicit name"
    return "source: short name" if own <= full else "source: description"


def _marks(text: str) -> str:
    curly = sum(text.count(mark) for mark in CURLY)
    straight = text.count('"')
    if not curly and not straight:
        return "marks: none"
    return "marks: curly (print)" if curly >= straight else "marks: straight (portal)"


def _breaks(text: str) -> str:
    return "lines: kept" if "\n" in text.strip() else "lines: lost"


def _outlet(article: dict[str, Any]) -> str:
    name = (article.get("outlet") or "unknown").lower().removeprefix("www.")
    return f"outlet: {name}"


if __name__ == "__main__":
    sys.exit(main())

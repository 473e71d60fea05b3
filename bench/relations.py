"""Draw variants and merges of people to judge: ``python -m bench.relations variants|people``.

``pick`` writes the articles on which that is done as JSON lines: so many of ``../shared/corpus``
that played no part in writing the rules, all of the one file first.

``variants`` draws statements that are not the first of their utterance, each beside the first one;
``people`` draws persons of two or more articles, half of them among those with more than one name,
and two of the person's appearances, of different articles and, where there are several names, of
different names. Each line on stdout holds ids, offsets and the words: text that may be read but not
published. ``docs/variants-judged.jsonl`` and ``docs/people-judged.jsonl`` keep the judgements
without it; ``--judged`` counts these.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

from bench.data import HOUSE
from sumber.asking.reading import answer
from sumber.corpus.versions import Snapshot, snapshot

CORPORA: Final = HOUSE.parent / "shared" / "corpus"
READ_BEFORE: Final = ("2023-10", "2025-05", "2025-06")
"""Months whose articles were read while the rules were written."""
JUDGED: Final = {
    "variants": HOUSE / "docs" / "variants-judged.jsonl",
    "people": HOUSE / "docs" / "people-judged.jsonl",
}
TABLES: Final = ("variants", "speakers", "people", "statements", "articles")
AROUND: Final = 200

_VARIANTS: Final = """
SELECT v.utterance, f.article AS a, s.contents[1].start AS a_start, s.contents[-1]."end" AS a_end,
       v.article AS b, t.contents[1].start AS b_start, t.contents[-1]."end" AS b_end,
       v.likeness, v.because, exact(x.text, s.who) AS a_who, exact(y.text, t.who) AS b_who,
       cut(x.text, s.contents[1].start, s.contents[-1]."end") AS a_text,
       cut(y.text, t.contents[1].start, t.contents[-1]."end") AS b_text,
       x.published AS a_day, y.published AS b_day
FROM variants v JOIN variants f ON f.utterance = v.utterance AND f.first
JOIN statements s ON s.article = f.article AND s.id = f.statement
JOIN statements t ON t.article = v.article AND t.id = v.statement
JOIN articles x ON x.id = f.article JOIN articles y ON y.id = v.article
WHERE NOT v.first AND v.article <> f.article AND ($any OR v.likeness < 1)
ORDER BY v.utterance, v.article, v.statement
"""

_NAMED: Final = """
SELECT k.person, k.article, min(s.who.start) AS start, max(s.who."end") AS "end",
       arg_min(exact(a.text, s.who), s.nth) AS name, arg_min(k.because, s.nth) AS because,
       arg_max(exact(a.text, s.role), s.nth) AS role,
       arg_max(exact(a.text, s.affiliation), s.nth) AS body,
       any_value(a.published) AS published, any_value(a.outlet) AS outlet,
       any_value(heading(a.title, a.text)) AS title,
       arg_min(cut(a.text, greatest(0, s.who.start - $around), s.who."end" + $around), s.nth)
           AS around
FROM speakers k JOIN statements s ON s.article = k.article AND s.id = k.statement
JOIN articles a ON a.id = k.article JOIN people p ON p.person = k.person
WHERE p.type = 'person' AND p.articles > 1
GROUP BY k.person, k.article
ORDER BY k.person, k.article
"""


def pick(number: int, seed: int) -> list[str]:
    """Return articles as JSON lines that played no part in writing the rules."""
    picked: list[str] = []
    for name in ("real.jsonl.gz", "bench.jsonl.gz"):
        with gzip.open(CORPORA / name, "rt", encoding="utf-8") as lines:
            fresh = [one for one in lines if _month(one) not in READ_BEFORE]
        if picked:
            random.Random(seed).shuffle(fresh)
        picked += fresh
    return picked[:number]


def _month(line: str) -> str:
    return (json.loads(line).get("published") or "")[:7]


def draw_variants(state: Snapshot, seed: int, number: int) -> list[dict[str, Any]]:
    """Return variants with the first statement of each, half of them not word for word."""
    rng = random.Random(seed)
    edited = answer(state, _VARIANTS, {"any": False}, *TABLES).to_pylist()
    every = answer(state, _VARIANTS, {"any": True}, *TABLES).to_pylist()
    drawn = rng.sample(edited, min(len(edited), number // 2))
    seen = {(row["a"], row["a_start"], row["b"], row["b_start"]) for row in drawn}
    rest = [r for r in every if (r["a"], r["a_start"], r["b"], r["b_start"]) not in seen]
    return drawn + rng.sample(rest, min(len(rest), number - len(drawn)))


def draw_people(state: Snapshot, seed: int, number: int) -> list[dict[str, Any]]:
    """Return pairs of appearances of one person, half of them under different names."""
    rng = random.Random(seed)
    persons: dict[str, list[dict[str, Any]]] = {}
    values = {"around": AROUND}
    for row in answer(state, _NAMED, values, *TABLES).to_pylist():
        persons.setdefault(row["person"], []).append(row)
    several = [p for p, met in persons.items() if len({row["name"] for row in met}) > 1]
    drawn = rng.sample(several, min(len(several), number // 2))
    rest = sorted(persons.keys() - set(drawn))
    drawn += rng.sample(rest, min(len(rest), number - len(drawn)))
    return [_pair(rng, persons[person], person in several) for person in drawn]


def _pair(rng: random.Random, met: list[dict[str, Any]], renamed: bool) -> dict[str, Any]:
    pairs = [
        (one, other)
        for at, one in enumerate(met)
        for other in met[at + 1 :]
        if not renamed or one["name"] != other["name"]
    ]
    one, other = rng.choice(pairs)
    return {
        "person": one["person"],
        **{f"a_{key}": value for key, value in one.items() if key != "person"},
        **{f"b_{key}": value for key, value in other.items() if key != "person"},
    }


def count(path: Path) -> str:
    """Return how many of the judged rows are right, and the reasons of the others."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    right = sum(row["right"] for row in rows)
    wrong = Counter(row["reason"] for row in rows if not row["right"])
    return f"{right} of {len(rows)} right ({right / len(rows):.3f}); wrong: {dict(wrong)}"


def main() -> None:
    """Print what was drawn, or the count of what was judged."""
    parser = argparse.ArgumentParser(description="draw variants or merges of people to judge")
    parser.add_argument("what", choices=[*sorted(JUDGED), "pick"])
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--judged", action="store_true", help="count the judgements in docs/")
    options = parser.parse_args()
    if options.what == "pick":
        sys.stdout.writelines(pick(options.number, options.seed))
        return
    if options.judged:
        print(count(JUDGED[options.what]))
        return
    draw = {"variants": draw_variants, "people": draw_people}[options.what]
    for row in draw(snapshot(options.corpus), options.seed, options.number):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()

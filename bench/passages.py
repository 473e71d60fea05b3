"""Draw passages for a reader to judge: ``python -m bench.passages [--seed N] [--number N]``.

All of ``../shared/corpus`` is searched for text reuse, with the regions that the stage finds. Of
the passages a fourth each is drawn from copy, contained and rewrite, an eighth each from quote and
formula; inside a kind each has the same chance. Each line on stdout holds the articles' ids,
outlets and times, the offsets and the words of both sides with what stands around them: text that
may be read but not published.

``docs/passages-judged.jsonl`` keeps the judgements without it; ``--judged`` counts these: ``right``
tells whether the words are one text taken over (of a formula: whether it is one), ``true_kind``
which kind it should bear, null where none.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from bench.data import HOUSE, SHARED, read_articles
from sumber.records import Article, Notes

JUDGED: Final = HOUSE / "docs" / "passages-judged.jsonl"
FILES: Final = tuple(SHARED / "corpus" / f"{name}.jsonl.gz" for name in ("real", "bench"))
SHARES: Final = {"copy": 0.25, "contained": 0.25, "rewrite": 0.25, "quote": 0.125, "formula": 0.125}
TAKEN_OVER: Final = ("copy", "contained", "rewrite")
AROUND: Final = 200
SPANS: Final = ("a_start", "a_end", "b_start", "b_end")


def all_passages(articles: Iterable[Article]) -> list[dict[str, Any]]:
    """Return the passages that the articles share, in a fixed order."""
    import pyarrow as pa

    from sumber.reuse import find_passages
    from sumber.stages.regions import find_regions

    rows, regions = [], []
    for one in articles:
        rows.append({name: getattr(one, name) for name in ("id", "outlet", "published", "text")})
        regions += [
            {"article": one.id, "start": r.span.start, "end": r.span.end, "kind": r.kind}
            for r in find_regions(one, Notes()).regions
        ]
    found = find_passages(pa.Table.from_pylist(rows), pa.Table.from_pylist(regions)).to_pylist()
    return sorted(found, key=lambda row: [row[name] for name in ("a", "b", *SPANS)])


def draw(passages: Iterable[dict[str, Any]], seed: int, number: int) -> list[dict[str, Any]]:
    """Return so many passages, drawn from each kind by its share (``SHARES``)."""
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in passages:
        kinds[one["kind"]].append(one)
    rng = random.Random(seed)
    drawn = []
    for kind, share in SHARES.items():
        drawn += rng.sample(kinds[kind], min(len(kinds[kind]), round(number * share)))
    return drawn


def described(passage: dict[str, Any], articles: dict[str, Article]) -> dict[str, Any]:
    """Return a passage with both articles and the words on both sides."""
    told = {name: passage[name] for name in ("kind", "bits", "origin", "because")}
    for side in "ab":
        article = articles[passage[side]]
        text, start, end = article.text, passage[f"{side}_start"], passage[f"{side}_end"]
        told |= {
            side: article.id,
            f"{side}_outlet": article.outlet,
            f"{side}_published": article.published,
            f"{side}_title": article.title,
            f"{side}_start": start,
            f"{side}_end": end,
            f"{side}_before": text[max(0, start - AROUND) : start],
            f"{side}_exact": text[start:end],
            f"{side}_after": text[end : end + AROUND],
        }
    return told


def count(rows: list[dict[str, Any]]) -> str:
    """Return how many of the judged passages are right, by kind, and how many of the right kind."""
    lines = []
    for kind in SHARES:
        some = [row for row in rows if row["kind"] == kind]
        lines.append(_share(f"{kind} right", [row["right"] for row in some]))
    over = [row["right"] for row in rows if row["kind"] in TAKEN_OVER]
    lines.append(_share("copy, contained and rewrite right", over))
    lines.append(_share("right kind", [row["true_kind"] == row["kind"] for row in rows]))
    reasons = Counter(row["reason"] for row in rows if row["reason"])
    return "\n".join([*lines, f"reasons: {dict(reasons.most_common())}"])


def _share(name: str, right: list[bool]) -> str:
    return f"{name}: {sum(right)} of {len(right)} ({sum(right) / max(1, len(right)):.3f})"


def main() -> None:
    """Print the drawn passages, or the count of the judged ones."""
    parser = argparse.ArgumentParser(description="draw passages to judge")
    parser.add_argument("--seed", type=int, default=2029)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--judged", type=Path, nargs="?", const=JUDGED, help=f"count {JUDGED.name}")
    options = parser.parse_args()
    if options.judged:
        lines = options.judged.read_text(encoding="utf-8").splitlines()
        print(count([json.loads(line) for line in lines]))
        return
    articles = {one.id: one for one in read_articles(*FILES)}
    for one in draw(all_passages(articles.values()), options.seed, options.number):
        print(json.dumps(described(one, articles), ensure_ascii=False))


if __name__ == "__main__":
    main()

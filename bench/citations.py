"""Draw citations for a reader to judge: ``python -m bench.citations [--seed N] [--number N]``.

From ``../shared/corpus/bench.jsonl.gz``, every citation with the same chance. Each line on stdout
holds the article's id, the offsets, source, type and cue, and the words around: text that may be
read but not published. ``docs/citations-judged.jsonl`` keeps the judgements without it;
``--judged`` counts these.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.data import CORPUS, HOUSE, read_articles
from sumber.records import Article, Citation, Notes
from sumber.stages.citations import find_citations
from sumber.stages.regions import find_regions
from sumber.stages.sentences import find_sentences

JUDGED = HOUSE / "docs" / "citations-judged.jsonl"
AROUND = 130


def all_citations() -> Iterator[tuple[Article, Citation]]:
    """Yield every citation of the corpus."""
    for article in read_articles(CORPUS):
        notes = find_sentences(article, find_regions(article, Notes()))
        for citation in find_citations(article, notes).citations:
            yield article, citation


def draw(seed: int, number: int) -> list[tuple[Article, Citation]]:
    """Return so many citations drawn at random, in the order of the corpus."""
    every = list(all_citations())
    chosen = sorted(random.Random(seed).sample(range(len(every)), number))
    return [every[at] for at in chosen]


def described(article: Article, citation: Citation) -> dict[str, Any]:
    """Return a citation with the words around it."""
    text, (start, end) = article.text, (citation.span.start, citation.span.end)
    return {
        "id": article.id,
        "start": start,
        "end": end,
        "source": citation.source,
        "type": citation.type,
        "cue": citation.cue and citation.cue.of(text),
        "because": citation.because[0],
        "before": text[max(0, start - AROUND) : start],
        "exact": text[start:end],
        "after": text[end : end + AROUND // 2],
    }


def count(path: Path) -> str:
    """Return how many of the judged citations are right, and the reasons of the others."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    right = sum(row["right"] for row in rows)
    wrong = Counter(row["reason"] for row in rows if not row["right"])
    share = right / len(rows)
    return f"{right} of {len(rows)} right ({share:.3f}); wrong: {dict(wrong.most_common())}"


def main() -> None:
    """Print the drawn citations, or the count of the judged ones."""
    parser = argparse.ArgumentParser(description="draw citations to judge")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--number", type=int, default=120)
    parser.add_argument("--judged", action="store_true", help="count docs/citations-judged.jsonl")
    options = parser.parse_args()
    if options.judged:
        print(count(JUDGED))
        return
    for article, citation in draw(options.seed, options.number):
        print(json.dumps(described(article, citation), ensure_ascii=False))


if __name__ == "__main__":
    main()

"""How well pages are read, and how fast articles: ``python -m bench.reading``.

1. Read the pages of ``../shared/html`` and compare title, moment of publication and text with
   what is expected there.
2. Read ``../shared/corpus/bench.jsonl.gz`` and print articles a CPU-second and the peak memory.

The text is compared in words: the longest common stretches (``difflib``) and F1 over the words.
"""

from __future__ import annotations

import json
import resource
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from bench.data import CORPUS, SHARED
from sumber.readers import read
from sumber.records import Article

PAGES = SHARED / "html"


class PageScores(NamedTuple):
    """How many of ``pages`` have the right title, day and minute, and how like the texts are."""

    pages: int
    titles: int
    days: int
    minutes: int
    likeness: list[float]
    word_f1: list[float]


def score_pages(folder: Path = PAGES) -> PageScores:
    """Read the pages of ``folder`` and compare them with its ``expected.json``."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    read_pages = [next(iter(read(folder / page["file"]))) for page in expected]
    pairs = [
        (found if isinstance(found, Article) else Article(id="", text=""), page)
        for found, page in zip(read_pages, expected, strict=True)
    ]
    return PageScores(
        pages=len(pairs),
        titles=sum(found.title == page["title"] for found, page in pairs),
        days=sum((found.published or "")[:10] == page["published"][:10] for found, page in pairs),
        minutes=sum(
            _minute(found.published) == _minute(page["published"]) for found, page in pairs
        ),
        likeness=[_likeness(found.text.split(), page["text"].split()) for found, page in pairs],
        word_f1=[_word_f1(found.text.split(), page["text"].split()) for found, page in pairs],
    )


def _minute(moment: str | None) -> tuple[str, str] | None:
    return (moment[:16], moment[19:]) if moment else None


def _likeness(ours: list[str], theirs: list[str]) -> float:
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def _word_f1(ours: list[str], theirs: list[str]) -> float:
    common = sum((Counter(ours) & Counter(theirs)).values())
    return 2 * common / max(1, len(ours) + len(theirs))


def main() -> None:
    """Print both measurements."""
    began = time.process_time()
    pages = score_pages()
    taken = time.process_time() - began
    print(f"pages {pages.pages}: titles {pages.titles}, days {pages.days}, minutes {pages.minutes}")
    for name, values in (("likeness", pages.likeness), ("word F1", pages.word_f1)):
        print(f"text {name}: mean {mean(values):.3f}, median {median(values):.3f}")
    print(f"{pages.pages / taken:.0f} pages a CPU-second, imports included")
    began = time.process_time()
    count = sum(isinstance(item, Article) for item in read(CORPUS))
    taken = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"articles {count:,}: {count / taken:,.0f} a CPU-second, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()

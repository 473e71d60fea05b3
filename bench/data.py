"""Where the measured articles lie, and how they are read.

``samples/`` belongs to the project. ``../shared`` holds hand-annotated news that may be measured
on but not published; it is absent on most machines, and what needs it is then left out.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from sumber.export.interchange import as_interchange
from sumber.records import Article
from sumber.stages import annotate

Facts: TypeAlias = dict[str, Any]
"""One article's facts in the interchange form."""

HOUSE = Path(__file__).resolve().parent.parent
SHARED = HOUSE.parent / "shared"
CORPUS = SHARED / "corpus" / "bench.jsonl.gz"


class GoldSet(msgspec.Struct, frozen=True):
    """Articles and the facts that careful readers found in them."""

    name: str
    articles: tuple[Path, ...]
    gold: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """All files of the set, in a fixed order."""
        return (*self.articles, self.gold)


def gold_sets() -> list[GoldSet]:
    """Return the samples and, where ``../shared`` lies beside the project, its sets."""
    samples = HOUSE / "samples"
    found = [
        GoldSet("samples", tuple(sorted(samples.glob("articles/*.jsonl"))), samples / "gold.jsonl")
    ]
    shared = [SHARED / "gold" / name for name in ("dev", "seeds")]
    found += [
        GoldSet(folder.name, (folder / "articles.jsonl",), folder / "gold.jsonl")
        for folder in shared
        if folder.is_dir()
    ]
    return found


def read_articles(*paths: Path) -> Iterator[Article]:
    """Yield the articles of JSON-lines files (``.gz`` too), in order."""
    decoder = msgspec.json.Decoder(Article)
    for path in paths:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
            yield from map(decoder.decode, filter(bytes.strip, lines))


def read_facts(path: Path) -> dict[str, Facts]:
    """Return the facts in a JSON-lines file by the id of their article."""
    lines = filter(bytes.strip, path.read_bytes().splitlines())
    facts: list[Facts] = [msgspec.json.decode(line) for line in lines]
    return {str(one["article"]["id"]): one for one in facts}


def predict(articles: list[Article]) -> dict[str, Facts]:
    """Run the stages over the articles and return the facts by article id."""
    return {article.id: as_interchange(article, annotate(article)) for article in articles}

"""Invented articles, and what a corpus of them holds."""

from __future__ import annotations

from typing import Any

import msgspec

from sumber.corpus import Corpus
from sumber.corpus.schema import TABLES
from sumber.records import Article, Failure

SIMPLE = "tests.corpus.annotators:simple"
UNRULY = "tests.corpus.annotators:unruly"
JOINT = "tests.corpus.annotators:joint"


def made(number: int, text: str = "", outlet: str | None = "Kabar Pagi") -> Article:
    """Return an invented article with two quotations, a name, a date and a cited outlet."""
    return Article(
        id=f"a{number:04}",
        path=f"kabar/{number % 7}.jsonl",
        outlet=outlet,
        title=f"Panen ke-{number}",
        published="2024-02-01",
        text=text
        or f'😀 Rani Melati, 2024-01-{number % 28 + 1:02}: "Panen ke-{number} é\u0301lok." '
        f'Ia menambahkan "lumbung {number % 5} penuh" (Kabar Sore).',
    )


def broken(number: int) -> Failure:
    """Return an invented failure."""
    return Failure(
        path="kabar/rusak.jsonl",
        position=f"line {number}",
        reason="not-json",
        message="This line is no JSON.",
        next_step="Repair it.",
    )


def contents(corpus: Corpus) -> dict[str, Any]:
    """Return all that a corpus holds but the time of adding, in a fixed order."""
    held = {}
    for table in TABLES:
        rows = corpus.table(table).to_pylist()
        for row in rows:
            row.pop("added_at", None), row.pop("met_at", None)
        held[table] = sorted(rows, key=msgspec.json.encode)
    return held

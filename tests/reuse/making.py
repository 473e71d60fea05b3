"""Invented articles for the tests of reuse: words of made-up syllables, the same for a seed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from sumber.corpus.schema import TABLES
from sumber.plan.graph import ordered
from sumber.plan.steps import Kernel
from sumber.plan.tables import DECISIONS, PASSAGES
from sumber.reuse.steps import STEPS

SYLLABLES = [c + v + e for c in "bdgjklmnprst" for v in "aiueo" for e in ("", "n", "ng")]
Row = dict[str, str | None]


class Writer:
    """Writes sentences that no other sentence shares a word run with, as far as chance allows."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def words(self, count: int) -> list[str]:
        """Return words of two to four syllables."""
        pick = self._random
        return ["".join(pick.choices(SYLLABLES, k=pick.randint(2, 4))) for _ in range(count)]

    def sentence(self, count: int = 14) -> str:
        """Return one sentence."""
        return " ".join(self.words(count)).capitalize() + "."

    def body(self, sentences: int = 8) -> str:
        """Return some sentences."""
        return " ".join(self.sentence() for _ in range(sentences))


def article(name: str, text: str, outlet: str | None = "a.example", day: int | None = 1) -> Row:
    """Return an article of January to March 2026; ``day`` counts from 0."""
    month, rest = divmod(day or 0, 28)
    published = None if day is None else f"2026-{month + 1:02}-{rest + 1:02}T08:00:00"
    return {"id": name, "outlet": outlet, "published": published, "text": text}


def table(rows: Iterable[Row]) -> Any:
    """Return articles as the table that reuse reads."""
    held = [
        {**row, "text_sha256": hashlib.sha256((row["text"] or "").encode()).hexdigest()}
        for row in rows
    ]
    names = ("id", "outlet", "published", "text", "text_sha256")
    return pa.table({name: pa.array([row[name] for row in held], pa.string()) for name in names})


def related(name: str, start: int, end: int) -> Any:
    """Return a table of regions with one related headline."""
    row = {"article": name, "start": start, "end": end, "kind": "related"}
    return pa.Table.from_pylist([row], pa.schema([TABLES["regions"].field(key) for key in row]))


def by_steps(articles: Any, decisions: Any = None, regions: Any = None) -> Any:
    """Run the steps over the articles on a bare DuckDB; return the connection with all tables."""
    connection = duckdb.connect()
    connection.register("articles", articles)
    held = DECISIONS.empty_table() if decisions is None else decisions
    connection.register("decisions", held)
    connection.register("regions", TABLES["regions"].empty_table() if regions is None else regions)
    for step in ordered(STEPS, ("articles", "decisions", "regions")):
        if isinstance(step.runs, Kernel):
            columns = ", ".join(step.runs.columns) or "*"
            rows = connection.sql(f"SELECT {columns} FROM {step.reads[0]}").to_arrow_table()
            made = list(step.runs.run(iter(rows.to_batches(max_chunksize=7))))
            connection.register(step.name, pa.Table.from_batches(made, step.schema))
        else:
            kind = "TABLE" if step.runs.stored else "VIEW"
            connection.execute(f"CREATE {kind} {step.name} AS {step.runs.sql}")
    return connection


def in_order(passages: Any) -> list[dict[str, Any]]:
    """Return passages as rows in the order of all their columns but the last ones."""
    names = PASSAGES.names[:7]
    rows: list[dict[str, Any]] = passages.to_pylist()
    return sorted(rows, key=lambda row: [row[name] for name in names])


def exact(passage: dict[str, Any], rows: Iterable[Row]) -> tuple[str, str]:
    """Return the characters of a passage on both sides."""
    texts = {row["id"]: row["text"] or "" for row in rows}
    a = texts[passage["a"]][passage["a_start"] : passage["a_end"]]
    return a, texts[passage["b"]][passage["b_start"] : passage["b_end"]]

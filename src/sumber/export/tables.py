"""Statements as flat rows, one a statement, for CSV, Parquet and tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sumber.records import Article, Notes, Span, Statement

STATEMENT_COLUMNS: tuple[str, ...] = (
    "who", "kind", "quote", "speaker", "role", "affiliation", "cue", "addressee", "occasion",
    "who_type", "said_on", "cited", "outlet", "published", "title", "url", "path", "article",
    "statement", "start", "end", "confidence", "because",
)  # fmt: skip
_SPANS = ("cue", "speaker", "role", "affiliation", "addressee", "occasion")
_KINDS = {"start": "int32", "end": "int32", "confidence": "float64"}
_LISTS = ("cited", "because")


def statement_rows(article: Article, notes: Notes) -> Iterator[dict[str, Any]]:
    """Yield a row a statement, its words read off the text.

    ``who`` is the source's full name, else the words of the attribution. ``start`` and ``end``
    (code points) hold all parts of the content, which ``quote`` joins by `` … ``; ``cited`` names
    the publishers and documents that the article has the statement from.
    """
    text = article.text
    for statement in notes.statements:
        yield {
            "who": _words(text, statement.who or statement.speaker),
            "kind": statement.kind,
            "quote": " … ".join(span.of(text) for span in statement.contents),
            **{name: _words(text, getattr(statement, name)) for name in _SPANS},
            "who_type": statement.who_type,
            "said_on": statement.said_on,
            "cited": cited_by(notes, statement),
            "outlet": article.outlet,
            "published": article.published,
            "title": article.title,
            "url": article.url,
            "path": article.path,
            "article": article.id,
            "statement": statement.id,
            "start": statement.contents[0].start if statement.contents else None,
            "end": statement.contents[-1].end if statement.contents else None,
            "confidence": round(statement.confidence, 3),
            "because": list(statement.because),
        }


def cited_by(notes: Notes, statement: Statement) -> list[str]:
    """Name the publishers and documents that the article has a statement from, each once."""
    names = (c.source for c in notes.citations if statement.id in c.statements)
    return list(dict.fromkeys(names))


def statement_schema() -> Any:
    """Return the Arrow schema of the rows."""
    import pyarrow as pa

    def kind(name: str) -> Any:
        if name in _LISTS:
            return pa.list_(pa.string())
        return getattr(pa, _KINDS.get(name, "string"))()

    return pa.schema([(name, kind(name)) for name in STATEMENT_COLUMNS])


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(text)

"""Hits as flat rows, for JSON, CSV and Parquet."""

from __future__ import annotations

from typing import Any, Final

from sumber.records import Span
from sumber.references import jump_link
from sumber.search.results import Hit, Snippet, SourceCount

HIT_COLUMNS: Final = (
    "what", "article", "outlet", "published", "title", "url", "link", "who", "role", "affiliation",
    "kind", "quote", "said_on", "statement", "source", "standing", "start", "end", "score",
    "snippets",
)  # fmt: skip
"""``start``, ``end`` and all spans of ``snippets`` are code points of the article's text."""
SOURCE_COLUMNS: Final = ("name", "statements", "citations", "first", "last")


def hit_row(hit: Hit) -> dict[str, Any]:
    """Return a hit as one row; columns that do not apply are ``None``."""
    article, statement, citation = hit.article, hit.statement, hit.citation
    span = _span(hit)
    row: dict[str, Any] = {
        **dict.fromkeys(HIT_COLUMNS),
        "what": hit.what,
        "article": article.id,
        "outlet": article.outlet,
        "published": article.published,
        "title": article.title,
        "url": article.url,
        "link": jump_link(article, span),
        "start": span.start if span else None,
        "end": span.end if span else None,
        "score": round(hit.score, 3),
        "snippets": [_snippet(article.text, snippet) for snippet in hit.snippets],
    }
    if statement is not None:
        row |= {
            "who": _exact(article.text, statement.who or statement.speaker),
            "role": _exact(article.text, statement.role),
            "affiliation": _exact(article.text, statement.affiliation),
            "kind": statement.kind,
            "quote": " … ".join(content.of(article.text) for content in statement.contents),
            "said_on": statement.said_on,
            "statement": statement.id,
        }
    if citation is not None:
        row |= {
            "source": citation.source,
            "kind": citation.type,
            "standing": citation.standing,
            "quote": citation.span.of(article.text),
        }
    return row


def source_row(source: SourceCount) -> dict[str, Any]:
    """Return a source as one row."""
    return {name: getattr(source, name) for name in SOURCE_COLUMNS}


def hit_schema() -> Any:
    """Return the Arrow schema of the rows of hits."""
    import pyarrow as pa

    mark = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("exact", pa.string())])
    snippet = pa.struct([*mark, ("marks", pa.list_(mark))])
    kinds = {"start": pa.int64(), "end": pa.int64(), "score": pa.float64()}
    kinds["snippets"] = pa.list_(snippet)
    return pa.schema([(name, kinds.get(name, pa.string())) for name in HIT_COLUMNS])


def source_schema() -> Any:
    """Return the Arrow schema of the rows of sources."""
    import pyarrow as pa

    counts = {"statements": pa.int64(), "citations": pa.int64()}
    return pa.schema([(name, counts.get(name, pa.string())) for name in SOURCE_COLUMNS])


def _span(hit: Hit) -> Span | None:
    """Return the characters that a hit stands for: all of a statement, else the first mark."""
    if hit.statement is not None and hit.statement.contents:
        return Span(hit.statement.contents[0].start, hit.statement.contents[-1].end)
    if hit.citation is not None:
        return hit.citation.span
    return hit.snippets[0].marks[0] if hit.snippets and hit.snippets[0].marks else None


def _snippet(text: str, snippet: Snippet) -> dict[str, Any]:
    marks = [_with_exact(text, mark) for mark in snippet.marks]
    return {**_with_exact(text, snippet.span), "marks": marks}


def _with_exact(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "exact": span.of(text)}


def _exact(text: str, span: Span | None) -> str | None:
    return span.of(text) if span is not None else None

"""The JSON form of one article's facts: an object per article, every span with its exact text."""

from __future__ import annotations

import hashlib
from typing import Any

from sumber.inferred import Inferred, infer_outlet, infer_published
from sumber.records import Article, Citation, Notes, Span, Statement

SPAN_FIELDS = ("cue", "speaker", "role", "affiliation", "addressee", "occasion")


def text_hash(text: str) -> str:
    """Return the SHA-256 of the text in UTF-8 (lone surrogates kept), in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def as_interchange(article: Article, notes: Notes) -> dict[str, Any]:
    """Return the interchange object of one annotated article."""
    text = article.text
    return {
        "article": {
            "id": article.id,
            "path": article.path,
            "url": article.url,
            "outlet": article.outlet,
            "title": article.title,
            "published": article.published,
            "text_sha256": text_hash(text),
            "inferred": {
                "outlet": _inferred(text, infer_outlet(article, notes)),
                "published": _inferred(text, infer_published(article, notes)),
            },
        },
        "regions": [
            {"kind": r.kind, **span(text, r.span), "because": r.because} for r in notes.regions
        ],
        "dates": [
            {
                **span(text, d.span),
                "value": d.value,
                "precision": d.precision,
                "because": d.because,
                "contradicts": d.contradicts,
            }
            for d in notes.dates
        ],
        "statements": [_statement(text, s) for s in notes.statements],
        "citations": [_citation(text, c) for c in notes.citations],
    }


def _inferred(text: str, found: Inferred | None) -> dict[str, Any] | None:
    if found is None:
        return None
    where = {} if found.span is None else span(text, found.span)
    return {"value": found.value, "because": found.because, **where}


def span(text: str, where: Span) -> dict[str, Any]:
    """Return a span with its exact characters."""
    return {"start": where.start, "end": where.end, "exact": where.of(text)}


def _maybe(text: str, where: Span | None) -> dict[str, Any] | None:
    return None if where is None else span(text, where)


def _statement(text: str, statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "kind": statement.kind,
        "contents": [span(text, content) for content in statement.contents],
        **{field: _maybe(text, getattr(statement, field)) for field in SPAN_FIELDS},
        "who": None if statement.who is None else statement.who.of(text),
        "who_at": _maybe(text, statement.who),
        "who_type": statement.who_type,
        "said_on": statement.said_on,
        "confidence": round(statement.confidence, 3),
        "because": list(statement.because),
    }


def _citation(text: str, citation: Citation) -> dict[str, Any]:
    return {
        **span(text, citation.span),
        "source": citation.source,
        "known": citation.known,
        "type": citation.type,
        "cue": _maybe(text, citation.cue),
        "statements": list(citation.statements),
        "standing": citation.standing,
        "sentences": [span(text, sentence) for sentence in citation.sentences],
        "taken_from": _maybe(text, citation.taken_from),
        "confidence": round(citation.confidence, 3),
        "because": list(citation.because),
    }

"""The JSON form of BBC R&D's Citron: one document an article, for its trainer and its scorer.

Citron knows ``text``, ``quotes`` (``cue``, ``sources``, ``contents``, ``coreferences``,
``confidence``, ``id``) and ``coreference_groups``; a span is ``{"start", "end", "text"}`` in code
points. ``sources`` are the words of the attribution, ``coreferences`` the fullest name where that
stands elsewhere. A quotation without a cue of its own gets an empty span there, since Citron's
reader needs one. ``article`` and each quote's ``sumber`` hold what Citron has no word for; it
passes over them.

Source of the form: ``docs/data_format.md`` of bbc/citron.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sumber.errors import ReadError
from sumber.export.interchange import as_interchange
from sumber.export.parsing import parse_interchange
from sumber.records import Article, Notes, Span, Statement
from sumber.stages.marks import DOUBLE

_OURS = ("kind", "who_type", "role", "affiliation", "addressee", "occasion", "said_on", "because")


def as_citron(article: Article, notes: Notes) -> dict[str, Any]:
    """Return the Citron document of one annotated article."""
    whole = as_interchange(article, notes)
    return {
        "text": article.text,
        "quotes": [
            _quote(article.text, statement, found)
            for statement, found in zip(notes.statements, whole["statements"], strict=True)
        ],
        "coreference_groups": _groups(article.text, notes),
        "article": whole["article"],
        "sumber": {name: whole[name] for name in ("regions", "dates", "citations")},
    }


def _quote(text: str, statement: Statement, found: Mapping[str, Any]) -> dict[str, Any]:
    who = statement.who
    elsewhere = who is not None and who != statement.speaker
    return {
        "id": statement.id,
        "cue": _span(text, statement.cue or _no_cue(text, statement)),
        "sources": [_span(text, statement.speaker)] if statement.speaker else [],
        "contents": [_span(text, content) for content in statement.contents],
        "coreferences": [_span(text, who)] if who and elsewhere else [],
        "confidence": statement.confidence,
        "sumber": {
            **{name: found[name] for name in _OURS},
            "who_at": found["who_at"],
        },
    }


def _no_cue(text: str, statement: Statement) -> Span:
    """Return an empty span at the content; never at 0, where Citron would take the whole text."""
    at = min(max(1, statement.contents[0].start), max(1, len(text) - 1))
    return Span(at, at)


def _span(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _groups(text: str, notes: Notes) -> list[list[dict[str, Any]]]:
    """Return the words that name one source, a group a source, in the order of the text."""
    groups: dict[Span, set[Span]] = {}
    for statement in notes.statements:
        if statement.who and statement.speaker and statement.who != statement.speaker:
            groups.setdefault(statement.who, {statement.who}).add(statement.speaker)
    return [[_span(text, span) for span in sorted(group)] for _, group in sorted(groups.items())]


def from_citron(document: Mapping[str, Any], name: str) -> tuple[Article, Notes]:
    """Return the article and facts of a Citron document, sumber's own or another's.

    ``name`` is the id of an article whose document does not say it. Raises ``ReadError``.
    """
    try:
        text = document["text"]
        statements = [_statement(text, quote, n) for n, quote in enumerate(document["quotes"], 1)]
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ReadError(f"This is no Citron document: {error!r}.") from error
    return parse_interchange(
        {
            "article": {"id": name, **(document.get("article") or {})},
            "statements": statements,
            **(document.get("sumber") or {}),
        },
        text,
    )


def _statement(text: str, quote: Mapping[str, Any], number: int) -> dict[str, Any]:
    ours = quote.get("sumber") or {}
    contents = [_exact(span) for span in quote["contents"]]
    sources, others = quote.get("sources") or [], quote.get("coreferences") or []
    named = [_exact(span) for span in [*others, *sources]]
    cue = quote.get("cue")
    return {
        "kind": _kind(text, contents),
        "who_at": named[0] if named else None,
        **ours,
        "id": quote.get("id") or f"s{number}",
        "contents": contents,
        "cue": _exact(cue) if cue and cue["start"] < cue["end"] else None,
        "speaker": _exact(sources[0]) if sources else None,
        "confidence": float(quote.get("confidence", 1.0)),
    }


def _exact(span: Mapping[str, Any]) -> dict[str, Any]:
    return {"start": span["start"], "end": span["end"], "exact": span["text"]}


def _kind(text: str, contents: list[dict[str, Any]]) -> str:
    """Tell direct from indirect by the marks around the contents, where nobody says it."""
    marked = (DOUBLE.search(text, max(0, c["start"] - 1), c["start"] + 1) for c in contents)
    return "direct" if all(marked) else "indirect"

"""Articles with their facts as Label Studio tasks, each with a prediction for people to correct.

A region of the text carries a label: the kind of a statement on each part of its content, the name
of a part (cue, speaker …), of a citation's type, of a date, of a region. Relations bind them: from
the first part of a content to its further parts (``continues``) and to its cue, speaker, name,
role, affiliation, addressee and occasion; from a citation to the statements that it ``covers`` and
to the source that it is ``taken from``. What a text cannot show (whose kind it is, the day) stands
in fields of the region. ``meta.sumber`` keeps the rest, so that nothing is lost on the way back.

Positions are code points, as Label Studio counts. The interface is ``labelstudio.xml``
(:func:`interface`).

Source of the form: Label Studio's guides "Task format" and "Import pre-annotated data".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from sumber import __version__
from sumber.export.interchange import as_interchange
from sumber.records import Article, Citation, Notes, Span, Statement

Result = dict[str, Any]
PARTS: Final = ("cue", "speaker", "name", "role", "affiliation", "addressee", "occasion")
"""The labels of a statement's parts; ``name`` is the fullest name, the record's ``who``."""
KNOWN: Final = ("id", "path", "url", "outlet", "title", "published")


def interface() -> str:
    """Return the labelling interface, to be pasted into a project's settings."""
    return Path(__file__).with_name("labelstudio.xml").read_text(encoding="utf-8")


def as_task(article: Article, notes: Notes) -> dict[str, Any]:
    """Return the task of one annotated article."""
    whole = as_interchange(article, notes)
    results = [*_statements(article.text, notes), *_citations(article.text, notes)]
    results += _others(article.text, whole)
    return {
        "data": {"text": article.text, **{name: whole["article"][name] for name in KNOWN}},
        "predictions": [
            {
                "model_version": f"sumber {__version__}",
                "score": _score(notes),
                "result": list(_once(results)),
            }
        ],
    }


def _score(notes: Notes) -> float:
    """Return the mean confidence of the statements: low ones are worth reading first."""
    sure = [statement.confidence for statement in notes.statements]
    return sum(sure) / len(sure) if sure else 1.0


def _once(results: Iterable[Result]) -> Iterator[Result]:
    """Leave out a region that two facts share: the second would cover the first."""
    seen = set()
    for result in results:
        key = (result.get("id"), result["type"], result.get("from_name"))
        if result["type"] == "relation" or key not in seen:
            seen.add(key)
            yield result


def _statements(text: str, notes: Notes) -> Iterator[Result]:
    for number, statement in enumerate(notes.statements):
        first = _content(number, 0)
        for nth, span in enumerate(statement.contents):
            more = {"score": statement.confidence} if nth == 0 else {}
            meta = {"sumber": _kept(statement)} if nth == 0 else {}
            yield _region(
                "statement", statement.kind, text, span, _content(number, nth), meta, **more
            )
            if nth:
                yield _relation(first, _content(number, nth), "continues")
        where = text, statement.contents[0], first
        yield _field("who_type", "choices", *where, [statement.who_type])
        if statement.said_on:
            yield _field("said_on", "textarea", *where, [statement.said_on])
        yield from _parts(text, statement, first)


def _parts(text: str, statement: Statement, first: str) -> Iterator[Result]:
    for label in PARTS:
        span: Span | None = getattr(statement, "who" if label == "name" else label)
        if span is not None:
            own = f"{label}-{span.start}-{span.end}"
            yield _region("part", label, text, span, own, {})
            yield _relation(first, own, label)


def _kept(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "confidence": statement.confidence,
        "because": list(statement.because),
    }


def _citations(text: str, notes: Notes) -> Iterator[Result]:
    numbers = {statement.id: n for n, statement in enumerate(notes.statements)}
    names = {c.span: f"citation-{n}" for n, c in reversed(list(enumerate(notes.citations)))}
    for number, citation in enumerate(notes.citations):
        own = f"citation-{number}"
        meta = {"sumber": _kept_of(citation)}
        yield _region("citation", citation.type, text, citation.span, own, meta)
        yield _field("source", "textarea", text, citation.span, own, [citation.source])
        if citation.cue is not None:
            cue = f"cue-{citation.cue.start}-{citation.cue.end}"
            yield _region("part", "cue", text, citation.cue, cue, {})
            yield _relation(own, cue, "cue")
        for name in citation.statements:
            if name in numbers:
                yield _relation(own, _content(numbers[name], 0), "covers")
        if citation.taken_from in names:
            yield _relation(own, names[citation.taken_from], "taken from")


def _kept_of(citation: Citation) -> dict[str, Any]:
    taken = citation.taken_from
    return {
        "known": citation.known,
        "standing": citation.standing,
        "sentences": [[span.start, span.end] for span in citation.sentences],
        "taken_from": [taken.start, taken.end] if taken else None,
        "statements": list(citation.statements),
        "confidence": citation.confidence,
        "because": list(citation.because),
    }


def _others(text: str, whole: dict[str, Any]) -> Iterator[Result]:
    for number, date in enumerate(whole["dates"]):
        span, own = Span(date["start"], date["end"]), f"date-{number}"
        kept = {name: date[name] for name in ("precision", "because", "contradicts")}
        yield _region("date", "date", text, span, own, {"sumber": kept})
        yield _field("value", "textarea", text, span, own, [date["value"]])
    for number, region in enumerate(whole["regions"]):
        span, own = Span(region["start"], region["end"]), f"region-{number}"
        kept = {"because": region["because"]}
        yield _region("region", region["kind"], text, span, own, {"sumber": kept})


def _content(number: int, nth: int) -> str:
    return f"statement-{number}-{nth}"


def _region(
    control: str, label: str, text: str, span: Span, own: str, meta: dict[str, Any], **more: Any
) -> Result:
    value = {"start": span.start, "end": span.end, "text": span.of(text), "labels": [label]}
    result = {"id": own, "from_name": control, "to_name": "text", "type": "labels", "value": value}
    return {**result, **({"meta": meta} if meta else {}), **more}


def _field(control: str, kind: str, text: str, span: Span, own: str, values: list[str]) -> Result:
    given = {"choices" if kind == "choices" else "text": values}
    value = {"start": span.start, "end": span.end, **given}
    return {"id": own, "from_name": control, "to_name": "text", "type": kind, "value": value}


def _relation(start: str, end: str, label: str) -> Result:
    return {
        "from_id": start,
        "to_id": end,
        "type": "relation",
        "direction": "right",
        "labels": [label],
    }

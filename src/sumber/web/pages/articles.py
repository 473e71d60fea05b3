"""One article with its facts, and two side by side."""

from __future__ import annotations

from typing import Any

from sumber.export.interchange import as_interchange
from sumber.inferred import infer_outlet, infer_published
from sumber.web.answers import Page, Table
from sumber.web.keys import encode
from sumber.web.marking import numbered, paragraphs_of
from sumber.web.questions import articles as ask
from sumber.web.visits import Visit


def article(visit: Visit) -> Page:
    """Show the text of an article with its facts marked, each with its card beside it."""
    held, notes = visit.reading.annotated(visit.key)
    row = visit.reading.one(ask.ARTICLE, article=visit.key) or {}
    questions = (ask.STATEMENTS, ask.CITATIONS, ask.SHARED, ask.CHAIN)
    tables = [visit.ask(question, article=visit.key) for question in questions]
    named = {table.name: table for table in tables}
    people = {s["statement"]: s["person"] for s in named["statements"].rows}
    return Page(
        name="article",
        title=row["heading"],
        path=f"/article/{encode(visit.key)}",
        facts=as_interchange(held, notes),
        tables=named,
        shown={
            "article": held,
            "row": row,
            "paragraphs": paragraphs_of(held, notes, people, visit.say),
            "inferred": (infer_outlet(held, notes), infer_published(held, notes)),
        },
        main="statements",
    )


def compare(visit: Visit) -> Page:
    """Show two articles side by side with the passages that they share."""
    names = [visit.params.text("a", 1000), visit.params.text("b", 1000)]
    given = {"a": names[0] or "", "b": names[1] or ""}
    if None in names or given["a"] == given["b"]:
        return _asked(visit, given)
    a, b = min(given.values()), max(given.values())
    passages = visit.ask(ask.PASSAGES, a=a, b=b)
    sides = [_side(visit, name, "a" if name == a else "b", passages) for name in given.values()]
    return Page(
        name="compare",
        title=visit.say("web.compare.title"),
        path="/compare",
        query=given,
        facts={"articles": [side["row"] for side in sides]},
        tables={"passages": passages},
        shown={"given": given, "sides": sides, "passages": passages.rows},
        main="passages",
    )


def _asked(visit: Visit, given: dict[str, str]) -> Page:
    """Show the form that asks for two articles."""
    return Page(
        name="compare",
        title=visit.say("web.compare.title"),
        path="/compare",
        query=given,
        tables={"passages": visit.ask(ask.PASSAGES, a=None, b=None)},
        shown={"given": given, "sides": [], "passages": []},
        main="passages",
    )


def _side(visit: Visit, name: str, letter: str, passages: Table) -> dict[str, Any]:
    held, _ = visit.reading.annotated(name)
    spans = [
        (row[f"{letter}_start"], row[f"{letter}_end"], row["kind"], n)
        for n, row in enumerate(passages.rows, 1)
    ]
    return {
        "article": held,
        "row": visit.reading.one(ask.ARTICLE, article=name),
        "paragraphs": numbered(held.text, spans),
        "side": letter,
    }

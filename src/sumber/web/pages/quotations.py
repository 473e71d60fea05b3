"""One statement: its words in their place, its other wordings, and how to cite it."""

from __future__ import annotations

from typing import Any

from sumber.records import Article, Span
from sumber.references import Reference, reference
from sumber.web.answers import Page
from sumber.web.keys import encode
from sumber.web.marking import context_of
from sumber.web.pages.checks import references_of
from sumber.web.pages.found import not_here
from sumber.web.pages.wordings import wordings_of
from sumber.web.questions import articles
from sumber.web.questions import quotations as ask
from sumber.web.visits import Visit


def quotation(visit: Visit) -> Page:
    """Show a statement of an article, named by its id in the parameter ``s``."""
    name = visit.params.text("s") or ""
    found = visit.reading.one(ask.STATEMENT, article=visit.key, statement=name)
    if found is None:
        raise not_here()
    held, notes = visit.reading.annotated(visit.key)
    own = {"article": visit.key, "statement": name}
    tables = [
        visit.ask(ask.VARIANTS, **own),
        visit.ask(articles.CHAIN, article=visit.key),
        visit.ask(ask.NEXT_TO, person=found["person"], article=visit.key),
    ]
    named = {table.name: table for table in tables}
    return Page(
        name="quotation",
        title=found["quote"],
        path=f"/quotation/{encode(visit.key)}",
        query={"s": name},
        facts={"statement": found},
        tables=named,
        shown={
            "statement": found,
            "article": held,
            "references": references_of(_reference(held, found), visit.say),
            "context": context_of(held.text, notes, name),
            "wordings": wordings_of(named["variants"].rows),
        },
        main="variants",
    )


def _reference(article: Article, row: dict[str, Any]) -> Reference:
    span = Span(row["start"], row["end"])
    return reference(article, span, who=row["who"], indirect=row["kind"] == "indirect")

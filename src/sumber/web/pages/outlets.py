"""Outlets, and the sources that articles cite."""

from __future__ import annotations

from typing import Any, get_args

from sumber.records import CitationKind
from sumber.web.answers import Moved, Page, Table
from sumber.web.keys import encode
from sumber.web.pages.found import not_here
from sumber.web.pictures.times import bars_of
from sumber.web.questions import outlets as ask
from sumber.web.visits import Visit


def outlets(visit: Visit) -> Page:
    """List the outlets of the corpus, those with most articles first."""
    name = visit.params.text("name")
    table = visit.ask_page(ask.OUTLETS, name=name)
    return Page(
        name="outlets",
        title=visit.say("web.nav.outlets"),
        path="/outlets",
        query={"name": name or ""},
        tables={"outlets": table},
        shown={"name": name},
        main="outlets",
    )


def outlet(visit: Visit) -> Page:
    """Show one outlet: how much is its own, from whom it has the rest, and how late."""
    found = visit.reading.one(ask.OUTLET, outlet=visit.key)
    if found is None:
        raise not_here()
    questions = (
        ask.SHARES, ask.DELAYS, ask.STANDINGS, ask.CITES, ask.TAKEN, ask.QUOTES,
        ask.BOILERPLATE, ask.DAYS,
    )  # fmt: skip
    tables = [visit.ask(question, outlet=visit.key) for question in questions]
    tables.append(visit.ask_page(ask.ARTICLES, outlet=visit.key))
    named = {table.name: table for table in tables}
    return Page(
        name="outlet",
        title=visit.key,
        path=f"/outlet/{encode(visit.key)}",
        facts={"outlet": found},
        tables=named,
        shown={
            "outlet": found,
            "shares": _shares(named["shares"]),
            "bars": bars_of(named["days"].rows),
        },
        main="articles",
    )


def sources(visit: Visit) -> Page:
    """List the sources that articles cite, the most cited first."""
    name = visit.params.text("name")
    kind = visit.params.choice("type", get_args(CitationKind))
    table = visit.ask_page(ask.SOURCES, name=name, type=kind)
    return Page(
        name="sources",
        title=visit.say("web.nav.sources"),
        path="/sources",
        query={"name": name or "", "type": kind or ""},
        tables={"sources": table},
        shown={"name": name, "type": kind, "types": get_args(CitationKind)},
        main="sources",
    )


def source(visit: Visit) -> Page:
    """Show who cites one source, and for what."""
    found = visit.reading.one(ask.SOURCE, key=visit.key)
    if found is None:
        named = visit.reading.one(ask.NAMED, name=visit.key)
        raise not_here() if named is None else Moved(f"/source/{encode(named['key'])}")
    tables = [visit.ask(ask.CITED_BY, key=visit.key), visit.ask_page(ask.CITATIONS, key=visit.key)]
    return Page(
        name="source",
        title=found["source"],
        path=f"/source/{encode(visit.key)}",
        facts={"source": found},
        tables={table.name: table for table in tables},
        shown={"source": found, "own": visit.reading.one(ask.OWN, name=found["source"])},
        main="citations",
    )


def _shares(table: Table) -> list[dict[str, Any]]:
    """Return the shares in a fixed order, each with its part of the whole."""
    counts = {row["share"]: row["articles"] for row in table.rows}
    whole = sum(counts.values()) or 1
    order = ("own", "wire", "second-hand", "copied")
    return [
        {"share": name, "articles": counts.get(name, 0), "part": counts.get(name, 0) / whole}
        for name in order
    ]

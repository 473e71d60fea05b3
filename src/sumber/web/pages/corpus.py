"""The first page, and the state of the corpus with its gaps."""

from __future__ import annotations

from sumber.web.answers import Page
from sumber.web.questions import corpus as ask
from sumber.web.questions import stories
from sumber.web.visits import Visit


def home(visit: Visit) -> Page:
    """Show where to begin: search, check, and what is newest and most quoted."""
    reading = visit.reading
    tables = [
        reading.ask(stories.STORIES, page=1, size=6),
        visit.ask(ask.QUOTED),
        visit.ask(ask.CITED),
        reading.ask(ask.NEWEST, page=1, size=8),
    ]
    return Page(
        name="home",
        title="sumber",
        path="/",
        tables={table.name: table for table in tables},
        main="articles",
    )


def health(visit: Visit) -> Page:
    """Show what the corpus holds, what could not be read, and which gaps weaken answers."""
    reason = visit.params.text("reason")
    tables = [
        visit.ask(ask.GAPS),
        visit.ask(ask.YEARS),
        visit.ask(ask.REASONS),
        visit.ask_page(ask.FAILURES, reason=reason),
        visit.reading.ask(ask.UNDATED, page=1),
        visit.reading.ask(ask.WITHOUT_OUTLET, page=1),
        visit.reading.ask(ask.UNATTRIBUTED, page=1),
    ]
    counts = {row["what"]: row["n"] for row in tables[0].rows}
    return Page(
        name="corpus",
        title=visit.say("web.nav.corpus"),
        path="/corpus",
        query={"reason": reason or ""},
        facts={"counts": counts},
        tables={table.name: table for table in tables},
        shown={"counts": counts, "reason": reason},
        main="failures",
    )

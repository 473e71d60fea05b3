"""Stories: the articles on one event, who was first and who has it from whom."""

from __future__ import annotations

from sumber.web.answers import Moved, Page
from sumber.web.keys import encode
from sumber.web.pages.found import not_here
from sumber.web.pictures.graph import provenance
from sumber.web.pictures.lanes import timeline
from sumber.web.questions import stories as ask
from sumber.web.visits import Visit


def stories(visit: Visit) -> Page:
    """List the stories that more than one article tells, the newest first."""
    return Page(
        name="stories",
        title=visit.say("web.nav.stories"),
        path="/stories",
        tables={"stories": visit.ask_page(ask.STORIES)},
        main="stories",
    )


def story(visit: Visit) -> Page:
    """Show one story: its articles in time by outlet, and the graph of who has it from whom."""
    questions = (ask.MEMBERS, ask.LINKS, ask.SPEAKERS, ask.SHARED)
    tables = [visit.ask(question, story=visit.key) for question in questions]
    named = {table.name: table for table in tables}
    members = named["articles"].rows
    if not members:
        raise _elsewhere(visit)
    return Page(
        name="story",
        title=members[0]["heading"],
        path=f"/story/{encode(visit.key)}",
        facts={"story": visit.key},
        tables=named,
        shown={
            "lanes": timeline(members),
            "graph": provenance(members, named["links"].rows),
        },
        main="articles",
    )


def _elsewhere(visit: Visit) -> Exception:
    found = visit.reading.one(ask.FALLBACK, article=visit.key)
    if found is not None and found["story"] is not None and found["story"] != visit.key:
        return Moved(f"/story/{encode(found['story'])}")
    return not_here()

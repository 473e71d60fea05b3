"""The sources of statements: their list, and the portrait of each."""

from __future__ import annotations

from typing import get_args

from sumber.records import SourceKind
from sumber.web.answers import Moved, Page
from sumber.web.keys import encode
from sumber.web.pages.found import not_here
from sumber.web.pictures.times import bars_of
from sumber.web.questions import people as ask
from sumber.web.visits import Visit


def people(visit: Visit) -> Page:
    """List who was quoted, the most quoted first, by a part of the name and by type."""
    name = visit.params.text("name")
    kind = visit.params.choice("type", get_args(SourceKind))
    table = visit.ask_page(ask.PEOPLE, name=name, type=kind)
    return Page(
        name="people",
        title=visit.say("web.nav.people"),
        path="/people",
        query={"name": name or "", "type": kind or ""},
        tables={"people": table},
        shown={"name": name, "type": kind, "types": get_args(SourceKind)},
        main="people",
    )


def person(visit: Visit) -> Page:
    """Show what one source said, when, in which role, and which outlets quote it."""
    found = visit.reading.one(ask.PERSON, person=visit.key)
    if found is None:
        raise _elsewhere(visit)
    only = visit.params.day("day")
    own = {"person": visit.key}
    tables = [
        visit.ask_page(ask.SAID, **own, only=only),
        *(visit.ask(question, **own) for question in (ask.DAYS, ask.ROLES, ask.NAMES)),
        *(visit.ask(question, **own) for question in (ask.OUTLETS, ask.BESIDE)),
    ]
    named = {table.name: table for table in tables}
    return Page(
        name="person",
        title=found["name"],
        path=f"/person/{encode(visit.key)}",
        query={"day": only or ""},
        facts={"person": found},
        tables=named,
        shown={"person": found, "only": only, "bars": bars_of(named["days"].rows)},
        main="statements",
    )


def _elsewhere(visit: Visit) -> Exception:
    """Return the address of the person whom a name means, else that there is none."""
    named = visit.reading.one(ask.NAMED, name=visit.key)
    if named is not None:
        return Moved(f"/person/{encode(named['person'])}")
    return not_here()

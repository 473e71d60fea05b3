"""The pages, each a function that takes a visit and returns what the page is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sumber.messages import Say
from sumber.web.answers import Page
from sumber.web.pages.articles import article, compare
from sumber.web.pages.checks import checking
from sumber.web.pages.corpus import health, home
from sumber.web.pages.outlets import outlet, outlets, source, sources
from sumber.web.pages.people import people, person
from sumber.web.pages.quotations import quotation
from sumber.web.pages.search import search
from sumber.web.pages.stories import stories, story
from sumber.web.visits import Visit

PAGES: Final[dict[str, Callable[[Visit], Page]]] = {
    "home": home,
    "search": search,
    "check": checking,
    "people": people,
    "outlets": outlets,
    "sources": sources,
    "stories": stories,
    "compare": compare,
    "corpus": health,
}
"""The pages at fixed addresses."""

KEYED: Final[dict[str, Callable[[Visit], Page]]] = {
    "article": article,
    "quotation": quotation,
    "person": person,
    "outlet": outlet,
    "source": source,
    "story": story,
}
"""The pages of one thing each, by its key."""


def refused(status: int, told: str, say: Say) -> Page:
    """Return the page that says why there is no answer, and what to do."""
    known = f"web.refused.{status}"
    title = say(known) if known in say else say("web.refused.500")
    return Page(
        name="refused",
        title=title,
        path="/",
        status=status,
        facts={"status": status, "told": told},
        shown={"status": status, "told": told},
    )

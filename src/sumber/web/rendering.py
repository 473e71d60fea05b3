"""Pages as HTML: the templates, and the few functions that they call.

Everything that a template writes is escaped, and text that could command the display (control
characters, marks that reorder what is read) is shown as symbols, once and for all places.
"""

from __future__ import annotations

import hashlib
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sumber.messages import Say
from sumber.references import safe_url
from sumber.references.writing import day_in_words
from sumber.render.safe import visible
from sumber.web import keys
from sumber.web.answers import Page
from sumber.web.desk import Reading
from sumber.web.twins import link
from sumber.web.visits import Theme

_HERE: Final = Path(__file__).parent
TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def static_files() -> dict[str, bytes]:
    """Return the style sheet, the script and the sign, by their names."""
    return {path.name: path.read_bytes() for path in sorted((_HERE / "static").iterdir())}


@cache
def stamp() -> str:
    """Return a short hash of the static files, so that a browser keeps them for good."""
    whole = hashlib.sha256(b"".join(static_files().values()))
    return whole.hexdigest()[:12]


def html_of(page: Page, reading: Reading | None, say: Say, theme: Theme) -> str:
    """Return the page as HTML."""
    template = _environment().get_template(f"{page.name}.html")
    return template.render(
        page=page, t=page.tables, reading=reading, say=say, theme=theme, **page.shown
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {
        "link": link,
        "stamp": stamp(),
        "day": day,
        "days": days,
        "outward": safe_url,
        "at": at,
    }
    environment.filters["by_month"] = by_month
    return environment


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def at(kind: str, name: str, **query: str) -> str:
    """Return the address of the page of one thing: ``at("person", id)``."""
    return link(f"/{kind}/{keys.encode(name)}", query)


def day(value: str | None, say: Say) -> str:
    """Write an ISO day, month or year as the language does: *14 Mei 2024*."""
    return day_in_words(value, say) or value or say("show.undated")


def days(first: str, last: str, say: Say) -> str:
    """Write two ISO days as a span: *17–22 Oktober 2025*, *2 Juni – 22 Oktober 2025*."""
    a, b = day(first, say), day(last, say)
    if first[:4] != last[:4] or len(first) < 7 or len(last) < 7:
        return f"{a} – {b}"
    if first[:7] == last[:7] and len(first) >= 10 and len(last) >= 10:
        return f"{int(first[8:10])}–{b}"
    return f"{a.removesuffix(f' {first[:4]}')} – {b}"


class Month(NamedTuple):
    """Rows of one month by their articles; ``month`` is ``None`` for what has no date."""

    month: str | None
    articles: list[list[dict[str, Any]]]


def by_month(rows: list[dict[str, Any]]) -> list[Month]:
    """Group rows that are in the order of their ``day`` by its month, and by their articles."""
    grouped = groupby(rows, key=lambda row: row["day"][:7] if row["day"] else None)
    return [
        Month(month, [list(same) for _, same in groupby(own, key=itemgetter("article"))])
        for month, own in grouped
    ]

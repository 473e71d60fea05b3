"""Search over statements, articles and citations, with filters and facets."""

from __future__ import annotations

from typing import Any, Final, cast, get_args

from markupsafe import Markup

from sumber.records import Span
from sumber.render.safe import visible
from sumber.search import Facet, Filters, Hit, What, search_sources
from sumber.search.index import DEEPEST, MOST_HITS
from sumber.search.rows import HIT_COLUMNS, hit_row, source_row
from sumber.web.answers import Page, Table
from sumber.web.visits import Visit

WHATS: Final = ("statement", "article", "citation", "source")
FACETS: Final[tuple[Facet, ...]] = get_args(Facet)
NAMED: Final = ("source", "role", "body", "outlet")
SIZE: Final = 20
"""Hits that are shown at a time."""
LAST: Final = DEEPEST // SIZE
MOST: Final = MOST_HITS
"""Hits that the CSV twin holds."""


def search(visit: Visit) -> Page:
    """Show what has the words asked for, the best first, and by what it can be narrowed down."""
    asked = _asked(visit)
    if asked["in"] == "source":
        return _sources(visit, asked)
    what: What = cast(What, asked["in"] or "statement")
    found = visit.desk.index.search(
        asked["q"],
        _filters(asked),
        what=what,
        limit=MOST if visit.whole else SIZE,
        offset=0 if visit.whole else SIZE * (min(visit.params.page(), LAST) - 1),
        affixes=bool(asked["forms"]),
        newest=bool(asked["newest"]),
    )
    rows = [hit_row(hit) for hit in found.hits]
    hits = [
        {**row, "heading": _heading(hit), "snippets": _marked(hit)}
        for row, hit in zip(rows, found.hits, strict=True)
    ]
    return _page(
        visit,
        asked,
        _table(asked, rows, found.total, found.offset),
        {"found": found.total, "facets": found.facets, "words": found.words},
        hits,
    )


def _sources(visit: Visit, asked: dict[str, str]) -> Page:
    """Show who speaks and what is cited, by name."""
    found = search_sources(visit.desk.index, asked["q"], _filters(asked), limit=MOST)
    rows = [source_row(source) for source in found]
    size = MOST if visit.whole else 2 * SIZE
    shown = _table(asked, rows[:size], len(rows), 0)
    return _page(visit, asked, shown, {"found": len(rows), "facets": {}, "words": []}, rows[:size])


def _page(
    visit: Visit,
    asked: dict[str, str],
    table: Table,
    facts: dict[str, Any],
    hits: list[dict[str, Any]],
) -> Page:
    return Page(
        name="search",
        title=asked["q"] or visit.say("web.nav.search"),
        path="/search",
        query=asked,
        facts=facts,
        tables={"hits": table},
        shown={
            "what": asked["in"] or "statement",
            "asked": asked,
            "found": table,
            "facets": facts["facets"],
            "hits": hits,
            "chosen": [(name, asked[f"is_{name}"]) for name in FACETS if asked[f"is_{name}"]],
            "is_open": any(asked[name] for name in (*NAMED, "since", "until")),
        },
        main="hits",
    )


def _asked(visit: Visit) -> dict[str, str]:
    """Return what is asked as it stands in the address, empty where nothing is given."""
    params = visit.params
    what = params.choice("in", WHATS) or "statement"
    asked = {"q": params.text("q") or "", "in": "" if what == "statement" else what}
    asked |= {name: "1" if params.text(name) else "" for name in ("forms", "newest")}
    asked |= {name: params.text(name) or "" for name in NAMED}
    asked |= {name: params.day(name) or "" for name in ("since", "until")}
    return asked | {f"is_{name}": params.text(f"is_{name}") or "" for name in FACETS}


def _filters(asked: dict[str, str]) -> Filters:
    named = {name: asked[name] or None for name in (*NAMED, "since", "until")}
    exactly = tuple((name, asked[f"is_{name}"]) for name in FACETS if asked[f"is_{name}"])
    return Filters(**named, exactly=exactly)


def _heading(hit: Hit) -> str:
    """Return the title, or the beginning of the text where there is none."""
    return hit.article.title or hit.article.text.strip().split("\n", 1)[0][:110]


def _marked(hit: Hit) -> list[Markup]:
    """Return the sentences of a hit with the words that were looked for marked."""
    safe = visible(hit.article.text)
    return [_with_marks(safe, snippet.span, snippet.marks) for snippet in hit.snippets]


def _with_marks(safe: str, span: Span, marks: tuple[Span, ...]) -> Markup:
    html, at = Markup(""), span.start
    for mark in sorted(marks):
        if mark.start < at or mark.end > span.end:
            continue
        html += Markup("{}<mark>{}</mark>").format(
            safe[at : mark.start], safe[mark.start : mark.end]
        )
        at = mark.end
    return html + Markup.escape(safe[at : span.end])


def _table(asked: dict[str, str], rows: list[dict[str, Any]], total: int, skipped: int) -> Table:
    values = {name: value for name, value in asked.items() if value and name != "q"}
    return Table(
        name="hits",
        query=asked["q"],
        values=values,
        columns=list(rows[0] if rows else HIT_COLUMNS),
        rows=rows,
        total=total,
        skipped=skipped,
        engine="search",
    )

"""Search over statements, articles and citations, with filters and facets."""

from __future__ import annotations

from typing import Any, Final, cast, get_args

from markupsafe import Markup

from sumber.records import Span
from sumber.render.safe import visible
from sumber.search import Facet, Filters, Hit, Results, What
from sumber.web.answers import Page, Table
from sumber.web.visits import Visit

WHATS: Final[tuple[What, ...]] = ("statement", "article", "citation")
FACETS: Final[tuple[Facet, ...]] = get_args(Facet)
NAMED: Final = ("source", "role", "body", "outlet")
SIZE: Final = 20
"""Hits that are shown at a time."""
MOST_PAGES: Final = 10_000 // SIZE


def search(visit: Visit) -> Page:
    """Show what has the words asked for, the best first, and by what it can be narrowed down."""
    params = visit.params
    query = params.text("q") or ""
    what: What = cast(What, params.choice("in", WHATS) or "statement")
    kept = _kept(visit)
    affixes, newest = params.text("forms") is not None, params.text("newest") is not None
    skipped = SIZE * (min(params.page(), MOST_PAGES) - 1)
    exactly = tuple((name, kept[f"is_{name}"]) for name in FACETS if kept[f"is_{name}"])
    filters = Filters(
        **{name: kept[name] or None for name in (*NAMED, "since", "until")}, exactly=exactly
    )
    found = visit.desk.index.search(
        query,
        filters,
        what=what,
        limit=SIZE,
        offset=skipped,
        affixes=affixes,
        newest=newest,
    )
    rows = [_row(hit) for hit in found.hits]
    asked = {
        "q": query,
        "in": what if what != "statement" else "",
        "forms": "1" if affixes else "",
        "newest": "1" if newest else "",
        **kept,
    }
    return Page(
        name="search",
        title=query or visit.say("web.nav.search"),
        path="/search",
        query=asked,
        facts={"found": found.total, "facets": found.facets, "words": found.words},
        tables={"hits": _table(query, asked, found, rows)},
        shown={
            "query": query,
            "what": what,
            "asked": asked,
            "found": found,
            "hits": [
                {**row, "snippets": _marked(hit)} for row, hit in zip(rows, found.hits, strict=True)
            ],
            "chosen": [(name, value) for name, value in exactly],
            "is_open": any(kept[name] for name in (*NAMED, "since", "until")),
        },
        main="hits",
    )


def _kept(visit: Visit) -> dict[str, str]:
    """Return the filters as they stand in the address, empty where none is given."""
    kept = {name: visit.params.text(name) or "" for name in NAMED}
    kept |= {name: visit.params.day(name) or "" for name in ("since", "until")}
    return kept | {f"is_{name}": visit.params.text(f"is_{name}") or "" for name in FACETS}


def _row(hit: Hit) -> dict[str, Any]:
    """Return a hit as a flat row."""
    text, said = hit.article.text, hit.statement
    who = (said.who or said.speaker) if said else None
    kind = said.kind if said else hit.citation.type if hit.citation else None
    return {
        "article": hit.article.id,
        "statement": said.id if said else None,
        "heading": hit.article.title or text.strip().split("\n", 1)[0][:110],
        "outlet": hit.article.outlet,
        "published": hit.article.published,
        "url": hit.article.url,
        "kind": kind,
        "who": who.of(text) if who else hit.citation.source if hit.citation else None,
        "said_on": said.said_on if said else None,
        "standing": hit.citation.standing if hit.citation else None,
        "words": " … ".join(snippet.span.of(text) for snippet in hit.snippets),
        "score": round(hit.score, 3),
    }


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


def _table(query: str, asked: dict[str, str], found: Results, rows: list[dict[str, Any]]) -> Table:
    values = {name: value for name, value in asked.items() if value and name != "q"}
    columns = list(rows[0]) if rows else ["article", "statement", "heading", "outlet", "published"]
    return Table(
        name="hits",
        query=query,
        values=values,
        columns=columns,
        rows=rows,
        total=found.total,
        skipped=found.offset,
        engine="search",
    )

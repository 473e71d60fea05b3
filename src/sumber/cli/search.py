"""``sumber search``: articles, statements, citations or sources by their words."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, get_args

from cyclopts import App, Parameter

from sumber.cli.complaints import Mistake, at_least_one
from sumber.cli.progress import meter, share
from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format

if TYPE_CHECKING:
    from sumber.search import Facet, Filters, Index, Results, SearchOptions

Wanted: TypeAlias = Literal["statement", "article", "citation", "source"]

_SOURCES_SHOWN = ("name", "statements", "citations", "first_seen", "last_seen")


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def search(
        query: Annotated[list[str] | None, Parameter(help=say("search.query"))] = None,
        *,
        what: Annotated[Wanted, Parameter(help=say("search.what"))] = "statement",
        source: Annotated[str | None, Parameter(help=say("help.source"))] = None,
        role: Annotated[str | None, Parameter(help=say("search.role"))] = None,
        body: Annotated[str | None, Parameter(help=say("search.body"))] = None,
        outlet: Annotated[str | None, Parameter(help=say("help.outlet"))] = None,
        since: Annotated[str | None, Parameter(help=say("help.since"))] = None,
        until: Annotated[str | None, Parameter(help=say("help.until"))] = None,
        facet: Annotated[list[str] | None, Parameter(help=say("search.facet"))] = None,
        affixes: Annotated[bool, Parameter(help=say("search.affixes"), negative="")] = False,
        newest: Annotated[bool, Parameter(help=say("search.newest"), negative="")] = False,
        limit: Annotated[int, Parameter(help=say("search.limit"))] = 20,
        offset: Annotated[int, Parameter(help=say("search.offset"))] = 0,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        from sumber.search import Filters

        at_least_one(say, limit=limit)
        form, words = choose_format(format, say), " ".join(query or ())
        exactly = tuple(_pair(value, say) for value in facet or ())
        filters = Filters(
            source=source, role=role, body=body, outlet=outlet,
            since=since, until=until, exactly=exactly,
        )  # fmt: skip
        index = opened(corpus_folder(corpus), say)
        if what == "source":
            _sources(index, words, filters, limit, form, say)
        else:
            options: SearchOptions = {"what": what, "limit": limit, "offset": offset}
            options |= {"affixes": affixes, "newest": newest, "facets": form == "table"}
            _write(index, index.search(words, filters, **options), form, say)

    app.command(search, help=say("search.help"))


def opened(folder: Path, say: Say) -> "Index":
    """Return the search index of a corpus, brought on with its progress told on stderr."""
    from sumber.corpus import Corpus
    from sumber.search import open_index

    with meter(say, after=1.0) as shown:
        index = open_index(
            Corpus(folder), lambda done, whole: shown.tell(done, 0, share(done, whole))
        )
        index.kept()
    return index


def _write(index: "Index", found: "Results", form: Format, say: Say) -> None:
    from sumber.search.rows import HIT_COLUMNS, hit_row, hit_schema

    if form != "table":
        schema = hit_schema() if form == "parquet" else None
        put(map(hit_row, found.hits), form, HIT_COLUMNS, schema)
        return
    from sumber.cli.console import aside, screen
    from sumber.render.hits import print_hits

    if found.total:
        print_hits(screen(), found, say)
    else:
        aside().print(_nothing(index, say))


def _sources(
    index: "Index", words: str, filters: "Filters", limit: int, form: Format, say: Say
) -> None:
    from sumber.search import search_sources
    from sumber.search.rows import SOURCE_COLUMNS, source_row, source_schema

    rows: Iterable[dict[str, object]] = map(
        source_row, search_sources(index, words, filters, limit=limit)
    )
    if form != "table":
        put(rows, form, SOURCE_COLUMNS, source_schema() if form == "parquet" else None)
        return
    from sumber.cli.console import aside, screen
    from sumber.render.tables import print_table

    seen = ({**row, "first_seen": row["first"], "last_seen": row["last"]} for row in rows)
    if not print_table(screen(), _SOURCES_SHOWN, seen, say):
        aside().print(_nothing(index, say))


def _nothing(index: "Index", say: Say) -> str:
    searched = index.kept().searched
    return say(
        "search.none",
        articles=searched.articles,
        outlets=searched.outlets,
        first=searched.first or "?",
        last=searched.last or "?",
    )


def _pair(value: str, say: Say) -> tuple["Facet", str]:
    from sumber.search import Facet

    name, _, wanted = value.partition("=")
    for facet in get_args(Facet):
        if facet == name and wanted:
            return facet, wanted
    raise Mistake(say("search.no_facet", value=value))

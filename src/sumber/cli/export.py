"""``sumber export``: a corpus, or what a question finds in it, in the forms of other programs."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from cyclopts import App, Parameter

from sumber.cli.complaints import Mistake, at_least_one
from sumber.cli.quotes import day
from sumber.cli.streams import corpus_folder
from sumber.messages import Say
from sumber.records import StatementKind

if TYPE_CHECKING:
    from sumber.corpus.versions import Snapshot

ExportFormat: TypeAlias = Literal[
    "jsonl", "csv", "parquet", "duckdb", "jsonld", "citron", "labelstudio", "claimreview", "html"
]
ROWS = ("csv", "parquet")
TABLED = ("csv", "parquet", "jsonl")
BINARY = ("parquet", "duckdb")
ALL = "all"


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def export(
        *,
        format: Annotated[ExportFormat, Parameter(help=say("help.export_format"))] = "jsonl",  # noqa: A002
        to: Annotated[Path | None, Parameter(help=say("help.to"))] = None,
        table: Annotated[str | None, Parameter(help=say("help.table"))] = None,
        source: Annotated[str | None, Parameter(help=say("help.source"))] = None,
        words: Annotated[str | None, Parameter(help=say("help.words"))] = None,
        outlet: Annotated[str | None, Parameter(help=say("help.outlet"))] = None,
        since: Annotated[str | None, Parameter(help=say("help.since"))] = None,
        until: Annotated[str | None, Parameter(help=say("help.until"))] = None,
        kind: Annotated[StatementKind | None, Parameter(help=say("help.kind"))] = None,
        limit: Annotated[int | None, Parameter(help=say("help.limit"))] = None,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
    ) -> None:
        at_least_one(say, limit=limit)
        given = {
            "source": source,
            "words": words,
            "outlet": outlet,
            "since": day(since, "--since", say),
            "until": day(until, "--until", say),
            "kind": kind,
            "limit": limit,
        }
        filters = {name: value for name, value in given.items() if value is not None}
        _check(format, to, table, filters, say)
        _export(corpus_folder(corpus), format, table, filters, to, say)

    app.command(export, help=say("help.export"))


def _check(
    form: ExportFormat, to: Path | None, table: str | None, filters: dict[str, Any], say: Say
) -> None:
    """Refuse what cannot be meant, before anything is read."""
    if table is not None:
        from sumber.export.views import NAMES

        if table not in (*NAMES, ALL):
            raise Mistake(say("export.no_table", table=table, names=", ".join((*NAMES, ALL))))
        if form not in TABLED:
            raise Mistake(say("export.tabled", forms=", ".join(TABLED)))
        if filters and table != "quotes":
            raise Mistake(say("export.filtered", table=table))
    if to is None and (form == "duckdb" or table == ALL):
        raise Mistake(say("export.needs_to"))
    if to is None and form in BINARY and sys.stdout.isatty():
        raise Mistake(say("error.parquet"))


def _export(
    folder: Path,
    form: ExportFormat,
    table: str | None,
    filters: dict[str, Any],
    to: Path | None,
    say: Say,
) -> None:
    from sumber.corpus import Corpus

    state = Corpus(folder).snapshot()
    if form == "duckdb":
        _database(state, filters, to)
    elif table == ALL:
        _tables(state, form, to)
    elif form == "citron" and to is not None:
        _citron_files(state, filters, to)
    else:
        _stream(state, form, table, filters, to, say)
    if to is not None:
        print(say("export.done", path=to), file=sys.stderr)


def _database(state: "Snapshot", filters: dict[str, Any], to: Path | None) -> None:
    from sumber.export.database import write_answer, write_database
    from sumber.export.files import fresh_path

    assert to is not None
    with fresh_path(to) as part:
        if filters:
            write_answer(state, filters, part, datetime.now(UTC))
        else:
            write_database(state, part, datetime.now(UTC))


def _tables(state: "Snapshot", form: Any, to: Path | None) -> None:
    """Write every table as a file of a folder."""
    from sumber.export.files import fresh_file
    from sumber.export.rows import rows_of_table, write_rows
    from sumber.export.views import NAMES

    assert to is not None
    to.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        with fresh_file(to / f"{name}.{form}") as out, rows_of_table(state, name) as rows:
            write_rows(rows, form, out)


def _citron_files(state: "Snapshot", filters: dict[str, Any], to: Path) -> None:
    from sumber.export.choosing import chosen
    from sumber.export.documents import write_citron_files

    write_citron_files(chosen(state, filters), to)


def _stream(
    state: "Snapshot",
    form: Any,
    table: str | None,
    filters: dict[str, Any],
    to: Path | None,
    say: Say,
) -> None:
    if to is None:
        _write(state, form, table, filters, sys.stdout.buffer, say)
        sys.stdout.buffer.flush()
        return
    from sumber.export.files import fresh_file

    with fresh_file(to) as out:
        _write(state, form, table, filters, out, say)


def _write(
    state: "Snapshot", form: Any, table: str | None, filters: dict[str, Any], out: Any, say: Say
) -> None:
    from sumber.export.choosing import chosen
    from sumber.export.documents import write_documents
    from sumber.export.finding import write_finding
    from sumber.export.jsonld_related import related_nodes
    from sumber.export.rows import rows_of_quotes, rows_of_table, write_rows

    if form == "html":
        write_finding(state, filters, say, datetime.now(UTC), out)
    elif form in ROWS or table is not None:
        whole = table is not None and table != "quotes"
        opened = rows_of_table(state, str(table)) if whole else rows_of_quotes(state, filters)
        with opened as rows:
            write_rows(rows, form, out)
    else:
        related = related_nodes(state) if form == "jsonld" and not filters else ()
        write_documents(chosen(state, filters), form, out, related)

"""``sumber quotes``: statements of a corpus that fit the filters."""

import re
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from sumber.cli.complaints import Mistake, at_least_one
from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format, rows_of
from sumber.records import StatementKind

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def quotes(
        *,
        source: Annotated[str | None, Parameter(help=say("help.source"))] = None,
        words: Annotated[str | None, Parameter(help=say("help.words"))] = None,
        outlet: Annotated[str | None, Parameter(help=say("help.outlet"))] = None,
        since: Annotated[str | None, Parameter(help=say("help.since"))] = None,
        until: Annotated[str | None, Parameter(help=say("help.until"))] = None,
        kind: Annotated[StatementKind | None, Parameter(help=say("help.kind"))] = None,
        limit: Annotated[int | None, Parameter(help=say("help.limit"))] = None,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        from sumber.corpus import Corpus

        at_least_one(say, limit=limit)
        form = choose_format(format, say)
        found = Corpus(corpus_folder(corpus)).quotes(
            source=source,
            words=words,
            outlet=outlet,
            since=day(since, "--since", say),
            until=day(until, "--until", say),
            kind=kind,
            limit=limit,
        )
        _write(found, form, say)

    app.command(quotes, help=say("help.quotes"))


def day(value: str | None, option: str, say: Say) -> str | None:
    """Return the value of an option that takes a day, a month or a year; refuse any other."""
    if value is not None and not _DAY.fullmatch(value):
        raise Mistake(say("error.day", option=option, value=value))
    return value


def _write(found: Any, form: Format, say: Say) -> None:
    if form != "table":
        put(rows_of(found), form, found.schema.names, found.schema)
        return
    from sumber.cli.console import aside, screen
    from sumber.render.statements import print_statements

    if not print_statements(screen(), rows_of(found), say, with_article=True):
        aside().print(say("table.none"))

"""``sumber boilerplate``: what outlets put into many articles, and what a person decided on it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format, rows_of

SHOWN = ("key", "outlet", "articles", "first_seen", "last_seen", "decision", "exact")


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def boilerplate(
        *,
        approve: Annotated[
            list[str] | None,
            Parameter(help=say("boilerplate.approve"), allow_leading_hyphen=True),
        ] = None,
        reject: Annotated[
            list[str] | None,
            Parameter(help=say("boilerplate.reject"), allow_leading_hyphen=True),
        ] = None,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        form, folder = choose_format(format, say), corpus_folder(corpus)
        if approve or reject:
            _decide(folder, approve or (), reject or (), say)
            return
        _list(folder, form, say)

    app.command(boilerplate, help=say("boilerplate.help"))


def _decide(folder: Path, approve: Sequence[str], reject: Sequence[str], say: Say) -> None:
    from sumber.copies import decide_boilerplate

    for key in approve:
        decide_boilerplate(folder, key, "approved")
    for key in reject:
        decide_boilerplate(folder, key, "rejected")
    told = say("boilerplate.decided", n=len(approve) + len(reject))
    print(f"sumber: {told}", file=sys.stderr)


def _list(folder: Path, form: Format, say: Say) -> None:
    from sumber.corpus import Corpus

    found = Corpus(folder).boilerplate()
    if form != "table":
        put(rows_of(found), form, found.schema.names, found.schema)
        return
    from sumber.cli.console import aside, screen
    from sumber.render.tables import print_table

    rows = (
        {**row, "decision": row["decision"] and say(f"boilerplate.{row['decision']}")}
        for row in rows_of(found)
    )
    if not print_table(screen(), SHOWN, rows, say):
        aside().print(say("table.none"))

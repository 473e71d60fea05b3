"""``sumber annotate``: facts of files or standard input, without a corpus."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Literal, TypeAlias, cast

from cyclopts import App, Parameter

from sumber.cli.articles import annotated, put_documents, put_facts, read_paths
from sumber.cli.complaints import at_least_one
from sumber.cli.failures import Tally
from sumber.cli.progress import meter, share
from sumber.cli.streams import choose_format
from sumber.messages import Say
from sumber.output import Format
from sumber.records import Article, Notes

AnnotateFormat: TypeAlias = Literal[
    "table", "jsonl", "json", "csv", "parquet", "jsonld", "citron", "labelstudio"
]
EXCHANGED = ("jsonld", "citron", "labelstudio")
"""The forms of other programs; the rest are those of every command."""
PATIENCE = 2.0
"""Seconds before progress is shown."""


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def annotate(
        paths: Annotated[list[str], Parameter(help=say("help.paths"), allow_leading_hyphen=True)],
        *,
        format: Annotated[  # noqa: A002
            AnnotateFormat | None, Parameter(help=say("help.annotate_format"))
        ] = None,
        column: Annotated[list[str] | None, Parameter(help=say("help.column"))] = None,
        workers: Annotated[int, Parameter(help=say("help.annotate_workers"))] = 1,
    ) -> int:
        at_least_one(say, workers=workers)
        exchanged = format if format in EXCHANGED else None
        form = "jsonl" if exchanged else choose_format(cast("Format | None", format), say)
        tally = Tally()
        from sumber.readers import Consumed, total_bytes

        consumed = Consumed()
        items = read_paths(paths, column or (), say, consumed)
        found, total = annotated(items, tally, workers), total_bytes(paths)
        if form != "table" or not sys.stdout.isatty():  # there what is printed shows how far it is
            found = _with_progress(found, tally, lambda: share(consumed.bytes, total), say)
        if exchanged:
            put_documents(found, exchanged)
        else:
            _print(found, say) if form == "table" else put_facts(found, form)
        return tally.report(say)

    app.command(annotate, help=say("help.annotate"))


def _print(found: Iterable[tuple[Article, Notes]], say: Say) -> None:
    from sumber.cli.console import screen
    from sumber.render.statements import print_findings

    console = screen()
    for article, notes in found:
        print_findings(console, article, notes, say)


def _with_progress(
    found: Iterator[tuple[Article, Notes]],
    tally: Tally,
    how_far: Callable[[], float | None],
    say: Say,
) -> Iterator[tuple[Article, Notes]]:
    with meter(say, after=PATIENCE) as shown:
        for pair in found:
            yield pair
            shown.tell(tally.done, tally.failed, how_far())

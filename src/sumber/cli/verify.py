"""``sumber verify``: check every stored fact against its text."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format

MISMATCH = 4
COLUMNS = ("article", "table", "nth", "reason", "message")


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def verify(
        *,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> int:
        import msgspec

        from sumber.corpus import Corpus
        from sumber.verify import verify as mismatches

        form, folder = choose_format(format, say), corpus_folder(corpus)
        count = 0

        def counted() -> Iterator[dict[str, Any]]:
            nonlocal count
            for count, mismatch in enumerate(mismatches(Corpus(folder)), 1):  # noqa: B007
                yield msgspec.structs.asdict(mismatch)

        _write(counted(), form, say)
        told = say("verify.mismatches", n=count) if count else say("verify.clean", folder=folder)
        print(f"sumber: {told}", file=sys.stderr)
        return MISMATCH if count else 0

    app.command(verify, help=say("help.verify"))


def _write(rows: Iterator[dict[str, Any]], form: Format, say: Say) -> None:
    if form == "table":
        from sumber.cli.console import screen
        from sumber.render.tables import print_table

        print_table(screen(), COLUMNS, rows, say)
    else:
        put(rows, form, COLUMNS, _schema() if form == "parquet" else None)


def _schema() -> Any:
    import pyarrow as pa

    whole = pa.int64()
    return pa.schema([(name, whole if name == "nth" else pa.string()) for name in COLUMNS])

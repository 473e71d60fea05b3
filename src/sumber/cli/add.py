"""``sumber add``: read, annotate and keep articles in a corpus."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from sumber.cli.articles import check_words, named_columns
from sumber.cli.complaints import at_least_one
from sumber.cli.failures import Tally
from sumber.cli.progress import Meter, meter, share
from sumber.cli.streams import corpus_folder
from sumber.messages import Say

if TYPE_CHECKING:
    from sumber.corpus import AddReport, Progress


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def add(
        paths: Annotated[list[str], Parameter(help=say("help.paths"), allow_leading_hyphen=True)],
        *,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        column: Annotated[list[str] | None, Parameter(help=say("help.column"))] = None,
        workers: Annotated[int | None, Parameter(help=say("help.workers"))] = None,
        batch: Annotated[int, Parameter(help=say("help.batch"))] = 1000,
    ) -> int:
        from sumber.corpus import Corpus

        at_least_one(say, workers=workers, batch=batch)
        check_words(paths, say)
        folder, tally = corpus_folder(corpus), Tally()
        with meter(say) as shown:
            report = Corpus(folder).add(
                paths,
                stdin=sys.stdin.buffer,
                workers=workers,
                columns=named_columns(column or (), say),
                batch=batch,
                on_progress=lambda now: _show(shown, now),
                on_failure=tally.add,
            )
        tally.done = report.added + report.unchanged
        _tell(report, folder, say)
        return 130 if report.interrupted else tally.report(say)

    app.command(add, help=say("help.add"))


def _show(shown: Meter, now: "Progress") -> None:
    shown.tell(now.articles, now.failures, share(now.bytes_read, now.bytes_total))


def _tell(report: "AddReport", folder: Path, say: Say) -> None:
    key = "add.interrupted" if report.interrupted else "add.done"
    told = say(
        key,
        added=report.added,
        unchanged=report.unchanged,
        failed=report.failed,
        seconds=say.number(report.seconds, 1),
        folder=folder,
    )
    print(f"sumber: {told}", file=sys.stderr)

"""``sumber correct``: facts that a person corrected in Label Studio, taken into a corpus."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from sumber.cli.articles import check_words
from sumber.cli.complaints import Mistake
from sumber.cli.failures import Tally
from sumber.cli.opening import opened
from sumber.cli.streams import corpus_folder
from sumber.messages import Say


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def correct(
        paths: Annotated[
            list[str] | None, Parameter(help=say("correct.paths"), allow_leading_hyphen=True)
        ] = None,
        *,
        withdraw: Annotated[
            list[str] | None,
            Parameter(help=say("correct.withdraw"), consume_multiple=True, negative=""),
        ] = None,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
    ) -> int:
        from sumber.corpus import Corpus

        folder = corpus_folder(corpus)
        if bool(paths) == bool(withdraw):
            raise Mistake(say("correct.one_only"))
        if withdraw:
            count = Corpus(folder).withdraw(withdraw)
            print(f"sumber: {say('correct.withdrawn', n=count, folder=folder)}", file=sys.stderr)
            return 0
        check_words(paths or [], say)
        return _take(Corpus(folder), paths or [], say)

    app.command(correct, help=say("correct.help"))


def _take(held: Any, paths: Iterable[str], say: Say) -> int:
    tally = Tally()
    report = held.correct(_read(paths, tally))
    for failure in report.failures:
        tally.add(failure)
    tally.done = report.corrected + report.unchanged
    told = say(
        "correct.done",
        n=report.corrected,
        same=say.number(report.unchanged),
        unread=say.number(report.unread),
        folder=held.folder,
    )
    print(f"sumber: {told}", file=sys.stderr)
    return tally.report(say)


def _read(paths: Iterable[str], tally: Tally) -> Iterator[Any]:
    from sumber.export.importing import read_corrections

    for stream, name in opened(paths, tally):
        yield from read_corrections(stream, name)

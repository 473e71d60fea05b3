"""``sumber remove``: take articles and their facts out of a corpus."""

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from sumber.cli.streams import corpus_folder
from sumber.messages import Say


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def remove(
        ids: Annotated[list[str], Parameter(help=say("help.ids"))],
        *,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
    ) -> None:
        from sumber.corpus import Corpus

        folder = corpus_folder(corpus)
        removed = Corpus(folder).remove(ids)
        print(f"sumber: {say('remove.done', n=removed, folder=folder)}", file=sys.stderr)

    app.command(remove, help=say("help.remove"))

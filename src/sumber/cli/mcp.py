"""``sumber mcp``: answers for assistants over the Model Context Protocol."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from sumber.cli.complaints import Mistake
from sumber.cli.streams import corpus_folder
from sumber.messages import Say


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def mcp(
        *,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
    ) -> None:
        from sumber.corpus import Corpus

        held = Corpus(corpus_folder(corpus))
        held.snapshot()
        try:
            from sumber.mcp import build_server
        except ImportError as error:
            raise Mistake(say("mcp.absent")) from error
        build_server(held).run("stdio")

    app.command(mcp, help=say("mcp.help"))

"""``sumber serve``: the corpus as a page in the browser, on this machine alone."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from sumber.cli.streams import corpus_folder
from sumber.messages import Say


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def serve(
        *,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        port: Annotated[int, Parameter(help=say("serve.port"))] = 0,
        open: Annotated[bool, Parameter(help=say("serve.open"), negative="")] = False,  # noqa: A002
    ) -> None:
        from sumber.cli.search import opened
        from sumber.web.serving import serve as run

        opened(corpus_folder(corpus), say)

        def tell(address: str) -> None:
            print(say("serve.ready", address=address), flush=True)

        run(
            corpus_folder(corpus),
            port=port,
            language=say.language,
            open_browser=open,
            on_ready=tell,
        )

    app.command(serve, help=say("help.serve"))

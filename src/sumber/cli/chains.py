"""``sumber chains``: from whom an article has it, and who has it from there."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format, rows_of

if TYPE_CHECKING:
    from sumber.corpus import Corpus


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def chains(
        article: Annotated[str, Parameter(help=say("chains.article"))],
        *,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        from sumber.corpus import Corpus

        form, held = choose_format(format, say), Corpus(corpus_folder(corpus))
        if form == "table":
            _print(held, article, say)
        else:
            found = held.chains(article)
            put(rows_of(found), form, found.schema.names, found.schema)

    app.command(chains, help=say("chains.help"))


def _print(held: "Corpus", name: str, say: Say) -> None:
    from sumber.cli.console import aside, screen
    from sumber.render.chains import print_chains

    rows = list(rows_of(held.chains(name)))
    article, _ = held.article(name)
    print_chains(screen(), article, rows, say)
    if not rows:
        searched = say.number(held.articles().num_rows)
        aside().print(say("chains.none", articles=searched))

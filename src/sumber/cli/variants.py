"""``sumber variants``: one utterance in several articles, and where its words changed."""

from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from sumber.cli.complaints import at_least_one
from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format, rows_of


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def variants(
        words: Annotated[str | None, Parameter(help=say("variants.words"))] = None,
        *,
        article: Annotated[str | None, Parameter(help=say("variants.article"))] = None,
        limit: Annotated[int | None, Parameter(help=say("variants.limit"))] = None,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        from sumber.corpus import Corpus

        at_least_one(say, limit=limit)
        form, held = choose_format(format, say), Corpus(corpus_folder(corpus))
        found = held.variants(words, article=article, limit=limit)
        if form == "table":
            _print(found, held.articles().num_rows, say)
        else:
            put(rows_of(found), form, found.schema.names, found.schema)

    app.command(variants, help=say("variants.help"))


def _print(found: Any, articles: int, say: Say) -> None:
    from sumber.cli.console import aside, screen
    from sumber.render.variants import print_variants

    if not print_variants(screen(), rows_of(found), say):
        aside().print(say("variants.none", articles=say.number(articles)))

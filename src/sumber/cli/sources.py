"""``sumber sources``: whom and what the articles have their news from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format, rows_of

CITED = ("source", "type", "articles", "citations")
CITATIONS = ("source", "type", "cue", "exact", "statements")


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def sources(
        article: Annotated[str | None, Parameter(help=say("help.sources_article"))] = None,
        *,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        from sumber.corpus import Corpus

        form = choose_format(format, say)
        found = Corpus(corpus_folder(corpus)).sources(article)
        if form != "table":
            put(rows_of(found), form, found.schema.names, found.schema)
            return
        from sumber.cli.console import aside, screen
        from sumber.render.tables import print_table

        columns = CITED if article is None else CITATIONS
        if not print_table(screen(), columns, _in_words(found, say), say):
            aside().print(say("table.none"))

    app.command(sources, help=say("help.sources"))


def _in_words(found: Any, say: Say) -> Iterator[dict[str, Any]]:
    for row in rows_of(found):
        kinds = row["types"] if "types" in row else [row["type"]]
        yield {**row, "type": [say(f"citation.{kind}") for kind in kinds]}

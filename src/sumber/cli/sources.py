"""``sumber sources``: whom and what the articles have their news from."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format, rows_of

if TYPE_CHECKING:
    from sumber.corpus import Corpus

CITED = ("source", "type", "articles", "second_hand", "citations")


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
        held = Corpus(corpus_folder(corpus))
        if form != "table":
            found = held.sources(article)
            put(rows_of(found), form, found.schema.names, found.schema)
        elif article is None:
            _print_all(held, say)
        else:
            _print_chain(held, article, say)

    app.command(sources, help=say("help.sources"))


def _print_all(held: "Corpus", say: Say) -> None:
    """Print the sources of a corpus; where there are none, what was searched."""
    from sumber.cli.console import aside, screen
    from sumber.render.tables import print_table

    if not print_table(screen(), CITED, _in_words(held.sources(), say), say):
        dates = [row["published"][:10] for row in rows_of(held.articles()) if row["published"]]
        first, last = (min(dates), max(dates)) if dates else ("?", "?")
        count = say.number(held.articles().num_rows)
        aside().print(say("sources.none", articles=count, first=first, last=last))


def _print_chain(held: "Corpus", name: str, say: Say) -> None:
    """Print the tree of an article's sources; where it names none, what was searched."""
    from sumber.cli.console import aside, screen
    from sumber.render.sources import print_chain

    article, notes = held.article(name)
    print_chain(screen(), article, notes, say)
    if not notes.citations:
        characters = say.number(len(article.text))
        aside().print(say("sources.none_article", characters=characters))


def _in_words(found: Any, say: Say) -> Iterator[dict[str, Any]]:
    for row in rows_of(found):
        yield {**row, "type": [say(f"citation.{kind}") for kind in row["types"]]}

"""``sumber stories``: articles on one event."""

from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from sumber.cli.complaints import at_least_one
from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format, rows_of

STORIES = ("title", "articles", "outlets", "first_seen", "last_seen", "story")
STORY = ("published", "outlet", "title", "article")


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def stories(
        article: Annotated[str | None, Parameter(help=say("stories.article"))] = None,
        *,
        limit: Annotated[int | None, Parameter(help=say("stories.limit"))] = None,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        from sumber.corpus import Corpus

        at_least_one(say, limit=limit)
        form, held = choose_format(format, say), Corpus(corpus_folder(corpus))
        found = held.stories(article, limit=limit)
        if form == "table":
            _print(found, article, held.articles().num_rows, say)
        else:
            put(rows_of(found), form, found.schema.names, found.schema)

    app.command(stories, help=say("stories.help"))


def _print(found: Any, article: str | None, articles: int, say: Say) -> None:
    from sumber.cli.console import aside, screen
    from sumber.render.tables import print_table

    columns = STORIES if article is None else STORY
    if not print_table(screen(), columns, rows_of(found), say):
        aside().print(say("stories.none", articles=say.number(articles)))

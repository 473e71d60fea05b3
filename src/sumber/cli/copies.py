"""``sumber copies``: the passages that articles share, and who had them first."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format, rows_of
from sumber.records import PassageKind

SHOWN = ("kind", "a", "b", "characters", "first", "passage")
LONGEST = 60
"""Characters of a passage that a table shows."""


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def copies(
        article: Annotated[str | None, Parameter(help=say("copies.article"))] = None,
        *,
        kind: Annotated[PassageKind | None, Parameter(help=say("copies.kind"))] = None,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        from sumber import copies as asked
        from sumber.corpus import Corpus

        form = choose_format(format, say)
        held = Corpus(corpus_folder(corpus))
        found = held.copies(article, kind=kind)
        if form == "table":
            _print(found, held.articles().num_rows, say)
        else:
            put(rows_of(found), form, found.schema.names, found.schema)
        if asked.is_stale(held.snapshot()):
            print(f"sumber: {say('copies.stale')}", file=sys.stderr)

    app.command(copies, help=say("copies.help"))


def _print(found: Any, articles: int, say: Say) -> None:
    from sumber.cli.console import aside, screen
    from sumber.render.tables import print_table

    if not print_table(screen(), SHOWN, _in_words(found, say), say):
        aside().print(say("copies.none", articles=say.number(articles)))


def _in_words(found: Any, say: Say) -> Iterator[dict[str, Any]]:
    for row in rows_of(found):
        words = " ".join(row["a_exact"].split())
        yield {
            "kind": say(f"passage.{row['kind']}"),
            "a": _named(row, "a"),
            "b": _named(row, "b"),
            "characters": row["a_end"] - row["a_start"],
            "first": row["from"] or say("copies.unknown"),
            "passage": words if len(words) <= LONGEST else f"{words[: LONGEST - 2]} …",
        }


def _named(row: dict[str, Any], side: str) -> str:
    known = (row[f"{side}_outlet"], (row[f"{side}_published"] or "")[:10], row[side])
    return " · ".join(part for part in known if part)

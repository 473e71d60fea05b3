"""``sumber people``: who speaks, under which names; and decisions about who is who."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from sumber.cli.complaints import Mistake, at_least_one
from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format, rows_of

if TYPE_CHECKING:
    from sumber.corpus import Corpus

SHOWN = ("person", "type", "articles", "statements", "outlets", "first_seen", "last_seen")


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def people(
        name: Annotated[str | None, Parameter(help=say("people.name"))] = None,
        *,
        merge: Annotated[
            list[str] | None,
            Parameter(help=say("people.merge"), consume_multiple=True, negative=""),
        ] = None,
        split: Annotated[
            list[str] | None,
            Parameter(help=say("people.split"), consume_multiple=True, negative=""),
        ] = None,
        limit: Annotated[int | None, Parameter(help=say("people.limit"))] = None,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        from sumber.corpus import Corpus

        at_least_one(say, limit=limit)
        form, held = choose_format(format, say), Corpus(corpus_folder(corpus))
        if merge is not None or split is not None:
            _decide(held, name, merge, split, say)
            return
        found = held.people(name, limit=limit)
        if form == "table":
            _print(held, found, name, say)
        else:
            put(rows_of(found), form, found.schema.names, found.schema)

    app.command(people, help=say("people.help"))


def _decide(
    held: "Corpus", name: str | None, merge: list[str] | None, split: list[str] | None, say: Say
) -> None:
    """Keep a person's decision in the corpus."""
    if name is not None or (merge is not None and split is not None):
        raise Mistake(say("people.one_only"))
    if merge is not None:
        if len(merge) != 2:
            raise Mistake(say("people.two"))
        held.merge_people(*merge)
    elif split is not None:
        if len(split) < 2:
            raise Mistake(say("people.articles"))
        held.split_people(split[0], split[1:])
    print(f"sumber: {say('people.decided')}", file=sys.stderr)


def _print(held: "Corpus", found: Any, name: str | None, say: Say) -> None:
    from sumber.cli.console import aside, screen
    from sumber.render.people import print_person
    from sumber.render.tables import print_table

    rows = list(_in_words(found, say))
    if name is not None and len(rows) == 1:
        print_person(screen(), rows[0], say)
    elif not print_table(screen(), SHOWN, rows, say):
        searched = say.number(held.articles().num_rows)
        aside().print(say("people.none", articles=searched))


def _in_words(found: Any, say: Say) -> Iterator[dict[str, Any]]:
    for row in rows_of(found):
        yield {**row, "type": say(f"people.type.{row['type']}")}

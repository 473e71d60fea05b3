"""Utterances on a terminal: the first wording, then each other one with its changes marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sumber.messages import Say
from sumber.render.details import DOT
from sumber.render.safe import one_line, visible

ADDED, LEFT_OUT = "bold green", "strike red"


def print_variants(console: Console, rows: Iterable[Mapping[str, Any]], say: Say) -> int:
    """Print utterances, each with its wordings and who carries them; return how many there were.

    Words that a wording lacks stand in ``[-…-]``, those that are its own in ``{+…+}``. The rows are
    those of :func:`sumber.asking.variants.variants`, in their order.
    """
    count = 0
    for _, members in groupby(rows, key=itemgetter("utterance")):
        _print_utterance(console, list(members), say)
        count += 1
    return count


def _print_utterance(console: Console, rows: list[Mapping[str, Any]], say: Say) -> None:
    first = rows[0]
    console.print(Text(one_line(first["who"] or say("show.nobody")), style="bold"))
    wordings: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        wordings.setdefault(row["wording"], []).append(row)
    for number, (_, same) in enumerate(sorted(wordings.items()), 1):
        text = Text.assemble(f"{number}. ", _marked(same[0], first))
        console.print(Padding(text, (0, 0, 0, 2)))
        for row in same:
            console.print(Padding(Text(_carrier(row, say), style="dim"), (0, 0, 0, 5)))
    console.print()


def _carrier(row: Mapping[str, Any], say: Say) -> str:
    known = (row["outlet"], row["published"] or say("show.undated"), row["article"])
    parts = [one_line(part) for part in known if part]
    if row["because"].startswith("guess"):
        parts.append(say("variants.guess"))
    elif row["likeness"] < 1:
        parts.append(say("variants.likeness", value=say.number(row["likeness"], 2)))
    return DOT.join(parts)


def _marked(row: Mapping[str, Any], first: Mapping[str, Any]) -> Text:
    quote, before = (visible(one["quote"]).replace("\n", " ") for one in (row, first))
    text, at = Text(), 0
    if row["because"].startswith("guess"):
        return Text(quote)
    for change in row["changes"]:
        text.append(quote[at : change["start"]])
        gone = before[change["first_start"] : change["first_end"]]
        own = quote[change["start"] : change["end"]]
        text.append(f"[-{gone}-]" if gone else "", LEFT_OUT)
        text.append(f"{{+{own}+}}" if own else " ", ADDED if own else None)
        at = change["end"]
    text.append(quote[at:])
    return text

"""One person on a terminal: names, roles, bodies, and why the names are held for one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sumber.messages import Say
from sumber.render.details import DOT
from sumber.render.safe import one_line

REASONS = 8
"""How many reasons are shown; every other form holds all."""


def print_person(console: Console, row: Mapping[str, Any], say: Say) -> None:
    """Print what the corpus knows of one person; ``row`` is one of :func:`asking.people.people`."""
    console.print(Text(one_line(row["name"]), style="bold"))
    console.print(Text(DOT.join((row["person"], row["type"])), style="dim", overflow="fold"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, told in _facts(row, say):
        if told:
            table.add_row(Text(say(f"people.{name}")), Text(told))
    console.print(table)


def _facts(row: Mapping[str, Any], say: Say) -> list[tuple[str, str]]:
    reasons = row["because"][:REASONS]
    more = len(row["because"]) - len(reasons)
    counts = (
        say(f"people.n.{name}", n=row[name]) for name in ("articles", "statements", "outlets")
    )
    days = " – ".join(dict.fromkeys(filter(None, (row["first_seen"], row["last_seen"]))))
    return [
        ("names", _listed(row["names"])),
        ("roles", _listed(row["roles"])),
        ("bodies", _listed(row["bodies"])),
        ("counts", DOT.join(counts)),
        ("days", days),
        ("score", say.number(row["score"], 2)),
        ("because", "\n".join([*reasons, *([say("people.more", n=more)] if more else [])])),
    ]


def _listed(words: list[str]) -> str:
    return "; ".join(map(one_line, words))

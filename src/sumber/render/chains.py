"""Who has it from whom, as trees on a terminal: up to the origins, and down to who has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from sumber.messages import Say
from sumber.records import Article
from sumber.render.details import DOT, heading
from sumber.render.safe import one_line

Row = Mapping[str, Any]


def print_chains(console: Console, article: Article, rows: Iterable[Row], say: Say) -> None:
    """Print the links of an article; the rows are those of :func:`sumber.asking.chains.chains`."""
    held = list(rows)
    where = DOT.join(filter(None, (article.outlet, article.published, article.id)))
    console.print(Text(heading(article), style="bold"))
    console.print(Text(one_line(where), style="dim", overflow="fold"))
    for direction, own in (("up", "article"), ("down", "origin")):
        near: dict[str, list[Row]] = {}
        for row in held:
            if row["direction"] == direction:
                near.setdefault(row[own], []).append(row)
        if near:
            tree = Tree(Text(say(f"chains.{direction}")), guide_style="dim")
            _grow(tree, article.id, near, direction, say, {article.id})
            console.print(tree)


def _grow(
    tree: Tree, name: str, near: dict[str, list[Row]], direction: str, say: Say, seen: set[str]
) -> None:
    for row in near.get(name, []):
        branch = tree.add(_label(row, direction, say))
        end = row["origin"] if direction == "up" else row["article"]
        if end is not None and end not in seen:
            _grow(branch, end, near, direction, say, seen | {end})


def _label(row: Row, direction: str, say: Say) -> Text:
    side = "origin_" if direction == "up" else ""
    end = row["origin"] if direction == "up" else row["article"]
    title = row[f"{side}title"] or row["source"] or ""
    known = (row[f"{side}outlet"], (row[f"{side}published"] or "")[:10], end)
    first_hand = direction == "up" and row["first_hand"]
    parts = [
        *(one_line(part) for part in known if part),
        say(f"standing.{row['standing']}") if row["standing"] else "",
        say(f"chains.{row['evidence']}"),
        say("chains.first_hand") if first_hand else "",
        say("show.confidence", value=say.number(row["confidence"], 2)),
    ]
    return Text.assemble((one_line(title), "bold"), "\n", DOT.join(filter(None, parts)))

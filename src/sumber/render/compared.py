"""Two articles side by side on a terminal, with marks that need no colour.

``⟦1 …⟧`` stands in both, the same number on both sides; ``~…~`` inside it is changed; what bears
no mark is the article's own. Passages that keep their order stand beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from sumber.compared import Compared, Mark, Part, Shared
from sumber.messages import Say
from sumber.records import Article
from sumber.render import details
from sumber.render.safe import visible

STYLES: Final[dict[Mark, str]] = {"copied": "green", "changed": "bold yellow", "own": ""}
GAP: Final = 2
MAIN: Final = ("copy", "contained", "rewrite", "quote", "formula", "boilerplate")


def print_compared(console: Console, found: Compared, say: Say) -> None:
    """Print both articles in two columns, a legend, and the verdict in one line."""
    console.print(Group(_columns(found, say), Text(), _legend(say)))
    console.print(Text(verdict(found, say)), soft_wrap=True)


def verdict(found: Compared, say: Say) -> str:
    """Say in one line what the two articles have of each other."""
    kinds = {one.kind: one for one in sorted(found.shared, key=_weight)}
    main = next((kinds[kind] for kind in MAIN if kind in kinds), None)
    if main is None:
        return say("diff.nothing", a=found.a.id, b=found.b.id)
    told = say(
        "diff.verdict",
        a=found.a.id,
        b=found.b.id,
        a_share=say.number(100 * found.share("a")),
        b_share=say.number(100 * found.share("b")),
        kind=say(f"passage.{main.kind}"),
    )
    if main.origin is None:
        return f"{told} {say('diff.no_origin')}"
    return f"{told} {say('diff.origin', origin=main.origin, because=main.because)}"


def _weight(one: Shared) -> int:
    return one.a.end - one.a.start


def _columns(found: Compared, say: Say) -> RenderableType:
    grid = Table.grid(padding=(0, GAP, 0, 0), expand=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(_heading(found.a), _heading(found.b))
    grid.add_row("", "")
    sides = (found.a.text, found.a_parts), (found.b.text, found.b_parts)
    edges = zip(*(_edges(parts, _in_order(found)) for _, parts in sides), strict=True)
    before = (0, 0)
    for until in (*edges, (len(found.a_parts), len(found.b_parts))):
        row = [
            _shown(text, parts[start:end])
            for (text, parts), start, end in zip(sides, before, until, strict=True)
        ]
        if any(row):
            grid.add_row(*row)
        before = until
    return grid


def _heading(article: Article) -> Text:
    return Text(details.heading(article), style="bold")


def _in_order(found: Compared) -> list[int]:
    """Return the numbers of the longest passages that come in one order on both sides."""
    shown = [
        (one.a, one.b, number)
        for number, one in enumerate(found.shared, 1)
        if all(
            any(part.passage == number for part in parts)
            for parts in (found.a_parts, found.b_parts)
        )
    ]
    chain: list[tuple[int, int, list[int]]] = []  # characters, end in b, numbers
    for a, b, number in shown:
        best = max((c for c in chain if c[1] <= b.start), default=(0, 0, list[int]()))
        chain.append((best[0] + a.end - a.start, b.end, [*best[2], number]))
    return max(chain, default=(0, 0, list[int]()))[2]


def _edges(parts: Sequence[Part], numbers: Iterable[int]) -> list[int]:
    """Return before which parts a new row begins: at each passage, and behind it."""
    edges: list[int] = []
    for number in numbers:
        places = [at for at, part in enumerate(parts) if part.passage == number]
        edges += [places[0], places[-1] + 1]
    return edges


def _shown(text: str, parts: Sequence[Part]) -> Text:
    shown, safe = Text(), visible(text)
    for at, part in enumerate(parts):
        opens = part.passage and (at == 0 or parts[at - 1].passage != part.passage)
        closes = part.passage and (at == len(parts) - 1 or parts[at + 1].passage != part.passage)
        words = safe[part.span.start : part.span.end]
        if opens:
            shown.append(f"⟦{part.passage} ", STYLES["copied"])
        shown.append(_struck(words) if part.mark == "changed" else words, STYLES[part.mark])
        if closes:
            shown.append("⟧", STYLES["copied"])
    shown.rstrip()
    return shown


def _struck(words: str) -> str:
    """Return words between marks, the blanks around them outside."""
    core = words.strip()
    before = words[: words.index(core)]
    return f"{before}~{core}~{words[len(before) + len(core) :]}"


def _legend(say: Say) -> Text:
    legend = Text()
    for sign, mark in (("⟦1 …⟧", "copied"), ("~…~", "changed"), ("…", "own")):
        style = STYLES[mark]  # type: ignore[index]
        legend.append(sign, style).append(f" {say(f'diff.{mark}')}   ")
    legend.rstrip()
    return legend

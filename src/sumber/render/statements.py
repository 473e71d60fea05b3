"""Statements as a table on a terminal, a row at a time, so that any number streams through.

Wide, each field has its column; narrow, the small fields stand under the quotation, so that the
quotation always keeps most of the line. Nothing is cut off: long words fold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sumber.export.tables import statement_rows
from sumber.messages import Say
from sumber.records import Article, Notes
from sumber.render import details
from sumber.render.article import STYLES
from sumber.render.details import DOT
from sumber.render.safe import one_line

WIDE_FROM = 120
_WHO = 24
_DATE = 10
_CUE = 14
_KIND = 14


def print_findings(console: Console, article: Article, notes: Notes, say: Say) -> None:
    """Print one article's heading, its statements as a table and the sources that it cites."""
    console.rule(Text(details.heading(article), style="bold"), align="left", style="dim")
    for line in details.whereabouts(article):
        console.print(Text(line, style="dim", overflow="fold"))
    console.print()
    if not print_statements(console, statement_rows(article, notes), say, with_article=False):
        console.print(Text(say("show.nothing")))
    cited = dict.fromkeys(
        f"{one_line(c.source)} ({say(f'citation.{c.type}')})" for c in notes.citations
    )
    if cited:
        console.print(Text(say("table.cited", names=", ".join(cited)), style="dim"))
    console.print()


def print_statements(
    console: Console, rows: Iterable[Mapping[str, Any]], say: Say, *, with_article: bool
) -> int:
    """Print statement rows under one header and return how many there were.

    ``with_article`` adds from which article and outlet each one is.
    """
    wide = console.width >= WIDE_FROM
    grid, line = (_wide_grid, _wide_line) if wide else (_narrow_grid, _narrow_line)
    titles = ["who", "kind", "quote", "cue", "said_on", "origin"] if wide else _NARROW
    if wide and with_article:
        titles = [*titles, "article"]
    count = 0
    for count, row in enumerate(rows, 1):
        if count == 1:
            _print_header(console, grid(console.width, with_article), titles, say)
        table = grid(console.width, with_article)
        table.add_row(*line(row, say, with_article))
        console.print(table)
        console.print()
    return count


_NARROW = ["who", "quote", "said_on"]


def _print_header(console: Console, table: Table, titles: list[str], say: Say) -> None:
    table.add_row(*(Text(say(f"table.{title}"), style="bold") for title in titles))
    console.print(table)
    console.rule(style="dim")


def _columns(*widths: int | None) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for width in widths:
        table.add_column(width=width, ratio=None if width else 1, overflow="fold")
    return table


def _narrow_grid(width: int, with_article: bool) -> Table:
    return _columns(min(_WHO, width // 4), None, _DATE)


def _wide_grid(width: int, with_article: bool) -> Table:
    rest = max(_CUE, min(30, width // 9))
    return _columns(_WHO, _KIND, None, _CUE, _DATE, rest, *([rest] if with_article else []))


def _narrow_line(row: Mapping[str, Any], say: Say, with_article: bool) -> list[Text]:
    quote = _quote(row)
    small = [say(f"kind.{row['kind']}"), _get(row, "cue")]
    if origin := _origin(row):
        small.append(say("show.from", name=origin))
    if with_article:
        small += [_get(row, "outlet"), _get(row, "article")]
    quote.append("\n" + DOT.join(part for part in small if part), "dim")
    return [_who(row, say), quote, _day(row, say, with_article)]


def _wide_line(row: Mapping[str, Any], say: Say, with_article: bool) -> list[Text]:
    kind = Text(say(f"kind.{row['kind']}"), style=STYLES.get(row["kind"], ""))
    day, cue, origin = _day(row, say, with_article), Text(_get(row, "cue")), Text(_origin(row))
    line = [_who(row, say), kind, _quote(row), cue, day, origin]
    if with_article:
        line.append(Text("\n".join(filter(None, (_get(row, "outlet"), _get(row, "article"))))))
    return line


def _day(row: Mapping[str, Any], say: Say, with_article: bool) -> Text:
    """Return the day on which it was said, else, told as such, the one of publication."""
    published = _get(row, "published")[:_DATE]
    if row.get("said_on") or not (with_article and published):
        return Text(_get(row, "said_on"))
    return Text(f"{say('table.published')}\n{published}", style="dim")


def _who(row: Mapping[str, Any], say: Say) -> Text:
    who = Text(_get(row, "who") or _get(row, "speaker") or say("show.nobody"), style="bold")
    role, body = _get(row, "role"), _get(row, "affiliation")
    standing = role if body.lower() in role.lower() else ", ".join(filter(None, (role, body)))
    return who.append(f"\n{standing}", "not bold dim") if standing else who


def _quote(row: Mapping[str, Any]) -> Text:
    quote = Text(style=STYLES.get(row["kind"], ""))
    words = _get(row, "quote")
    return quote.append(f"“{words}”" if row["kind"] == "direct" else words)


def _origin(row: Mapping[str, Any]) -> str:
    return ", ".join(map(one_line, row.get("cited") or ()))


def _get(row: Mapping[str, Any], name: str) -> str:
    return one_line(str(row.get(name) or ""))

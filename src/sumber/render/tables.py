"""Rows of any kind as a table on a terminal: all of each value, folded where it is long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sumber.messages import Say
from sumber.render.safe import one_line


def print_table(
    console: Console, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], say: Say
) -> int:
    """Print the named columns of the rows, numbers to the right; return how many rows there were.

    The headings are the texts ``table.NAME``. Nothing is printed where there is no row.
    """
    held = list(rows)
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name in columns:
        is_number = bool(held) and all(isinstance(row[name], int | None) for row in held)
        justify = "right" if is_number else "left"
        table.add_column(say(f"table.{name}"), overflow="fold", justify=justify)  # type: ignore[arg-type]
    for row in held:
        table.add_row(*(Text(_shown(row[name], say)) for name in columns))
    if held:
        console.print(table)
    return len(held)


def _shown(value: Any, say: Say) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_shown(item, say) for item in value)
    return say.number(value) if isinstance(value, int) else one_line(str(value))

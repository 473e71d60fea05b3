"""Which column of a table, or key of a JSON object, holds which field of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sumber.errors import UsageError
from sumber.language import load

_DATA = load("columns")
NAMES: dict[str, list[str]] = _DATA["columns"]
"""The usual names of each field, the likeliest first."""
EMPTY_WORDS = frozenset(_DATA["empty"]["words"])
"""What stands in a cell that holds nothing, in lower case."""

_SIGNS = re.compile(r"[^a-z0-9]+")

Columns = Mapping[str, str]
"""Field of an article → column that holds it."""


def check_named(named: Mapping[str, str] | None) -> Columns:
    """Return the columns that a caller named; raise ``UsageError`` for a field that is none."""
    for field in named or {}:
        if field not in NAMES:
            raise UsageError(
                f"An article has no field {field!r}; the fields are {', '.join(NAMES)}."
            )
    return dict(named or {})


def choose_columns(available: Iterable[str], named: Columns) -> dict[str, str]:
    """Return the column of each field that has one: as named, otherwise as guessed.

    A named column that is not available is left out; :func:`missing_columns` tells.
    """
    available = list(available)
    chosen = {field: column for field, column in named.items() if column in available}
    usual: dict[str, str] = {}
    for column in available:
        if column not in named.values():
            usual.setdefault(_usual(column), column)
    for field, names in NAMES.items():
        guess = next((usual[name] for name in names if name in usual), None)
        if field not in named and guess is not None:
            chosen[field] = guess
    return chosen


def missing_columns(available: Iterable[str], named: Columns) -> list[str]:
    """Return the named columns that are not available."""
    there = set(available)
    return [column for column in named.values() if column not in there]


def require_columns(available: Iterable[str], named: Columns) -> None:
    """Raise ``UsageError`` if a named column is not available."""
    there = list(available)
    if missing := missing_columns(there, named):
        raise UsageError(
            f"There is no column named {', '.join(missing)}; there are: {show_columns(there)}."
        )


def show_columns(available: Iterable[str]) -> str:
    """Return the first columns in words."""
    there = [str(column)[:40] for column in available]
    return ", ".join(there[:20]) + (" …" if len(there) > 20 else "") if there else "none"


def _usual(column: str) -> str:
    kept = _SIGNS.sub("_", column.lower()).strip("_")
    return f"_{kept}" if column.startswith("_") and kept == "id" else kept

"""What a page is made of: tables with the queries that made them, and a few values beside them."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import msgspec

SIZE: Final = 40
"""Rows that a long table shows at a time."""


class Moved(Exception):  # noqa: N818 - reads as what happened
    """What was asked for has its page at another address."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Question(NamedTuple):
    """A named query over the tables that the desk holds; values are bound under their names."""

    name: str
    sql: str


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a question: its rows, the query and the values that made it.

    ``total`` counts all rows; ``rows`` are those from ``skipped`` on that are shown. ``engine``
    says what ran the query: ``sql``, ``search`` (the search index) or ``check``.
    """

    name: str
    query: str
    values: dict[str, Any]
    columns: list[str]
    rows: list[dict[str, Any]]
    total: int
    skipped: int = 0
    engine: str = "sql"

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def pages(self) -> int:
        """How many pages of ``SIZE`` rows the table has."""
        return max(1, -(-self.total // SIZE))

    @property
    def page(self) -> int:
        """Which of them is shown, from 1."""
        return self.skipped // SIZE + 1


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page: the template that shows it, its heading, its permanent address and its contents.

    ``path`` is the address without suffix and query, ``query`` the parameters that belong to it.
    ``facts`` goes into the JSON twin as it is; ``shown`` serves the HTML alone. ``main`` is the
    table that the CSV twin holds where none is named.
    """

    name: str
    title: str
    path: str
    query: dict[str, str] = {}
    facts: dict[str, Any] = {}
    tables: dict[str, Table] = {}
    shown: dict[str, Any] = {}
    main: str = ""
    status: int = 200

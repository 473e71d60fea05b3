"""Which articles came or went since the state before, and with them which rows of the corpus.

The rows of an article never change without its row in ``articles``: so a table of facts has changed
where its articles have. Other tables (``decisions``) have changed where they lie in other files.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import pyarrow as pa

from sumber.corpus.schema import OWNERS
from sumber.engines import Engine
from sumber.plan.levels import files_in
from sumber.plan.parts import SAME
from sumber.plan.working import Ran, Working

HELD: Final = "articles held"
"""The name under which the articles of a state are noted, beside its steps."""
FILES: Final = "files.json"
ID: Final = pa.schema([("id", pa.string())])
_PINS: Final = ("text_sha256", "added_at")
_MOST: Final = 3
"""Where more than one of so many articles are new, all is made anew."""
Tables = Mapping[str, tuple[Sequence[str], Any]]


def arrived(engine: Engine, working: Working, tables: Tables) -> dict[str, str]:
    """Return for each table of the corpus the name of its changed rows.

    It is ``SAME`` where nothing changed, and the table is left out where that is not known.
    """
    here = working.note(HELD)
    if here is None:
        here = working.write(HELD, lambda: _hold(engine, tables, working))
    before = working.old(HELD)
    if before is None:
        return {}
    (now,), (then,) = working.folders(here), working.folders(before)
    found = {
        name: SAME
        for name in tables
        if name not in OWNERS and _files(now, name) == _files(then, name)
    }
    count = _count_changed(engine, now, then, tables["articles"][1])
    if count is None:
        return found
    for name in OWNERS.keys() & tables.keys():
        found[name] = f"{name}__changed" if count else SAME
        if name != "articles":
            engine.view(f"{name}__changed", _owned(name))
    return found


def _owned(name: str) -> str:
    return f'SELECT id AS "{OWNERS[name][0]}" FROM articles__changed'


def _hold(engine: Engine, tables: Tables, working: Working) -> Ran:
    started = time.monotonic()
    into = working.folder(HELD)
    schema = _schema(tables["articles"][1])
    listed = ", ".join(schema.names)
    rows = engine.select(f"SELECT {listed} FROM articles", schema, into)
    files = {name: sorted(Path(one).name for one in held) for name, (held, _) in tables.items()}
    (into / FILES).write_bytes(msgspec.json.encode(files))
    seconds = round(time.monotonic() - started, 3)
    return Ran(signature="", rows=rows, seconds=seconds, folders=(into.name,))


def _schema(articles: Any) -> Any:
    return pa.schema([articles.field(name) for name in ("id", *_PINS)])


def _files(folder: Path, name: str) -> list[str] | None:
    held: dict[str, list[str]] = msgspec.json.decode((folder / FILES).read_bytes())
    return held.get(name)


def _count_changed(engine: Engine, here: Path, before: Path, articles: Any) -> int | None:
    """Hold the ids of articles that came, went or changed; return how many, ``None``: too many."""
    schema = _schema(articles)
    engine.show("articles__here", files_in(here), schema)
    engine.show("articles__before", files_in(before), schema)
    same = " AND ".join(f"h.{name} IS NOT DISTINCT FROM b.{name}" for name in _PINS)
    sql = f"""
        SELECT coalesce(h.id, b.id) AS id
        FROM articles__here h FULL OUTER JOIN articles__before b ON b.id = h.id
        WHERE h.id IS NULL OR b.id IS NULL OR NOT ({same})
    """
    count = engine.hold("articles__changed", sql, ID)
    every = engine.count("SELECT count(*) FROM articles__here")
    return None if count * _MOST > every else count

"""Passages as rows: the compiled answer with ids, kinds and origins.

The origin of most passages rests on the time alone and is told for all at once; those with an
article that names another outlet go through :func:`sumber.reuse.origin.origin` one by one.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sumber.plan.tables import PASSAGES
from sumber.reuse.kinds import CONTAINED, NAMES, REWRITE
from sumber.reuse.origin import DATED, PART, TIMED, Told, moment, name_of, origin, told_by

UNKNOWN_TIME: Final = np.int64(-(1 << 60))
EXACT: Final = len("2026-01-31T12:00:00")
MINUTES_A_DAY: Final = 24 * 60
FIRST_DAY: Final = date(1970, 1, 1).toordinal()


class Articles(NamedTuple):
    """Columns of articles: ids, outlets, days or times of publication.

    ``namings``: what stands around words that may name an outlet, by the article's place.
    """

    ids: Any
    outlets: Any
    published: Any
    namings: dict[int, str]


class Order(NamedTuple):
    """For each passage which article had it first (-1, 1, 0), how sure that is, and why."""

    sides: Any
    confidence: Any
    because: Any


def rows_of(found: Any, bits: Any, pairs: Any, articles: Articles) -> Any:
    """Return the table of passages.

    ``found`` and ``bits`` as :func:`sumber.reuse.pairing.compare` gives them, ``pairs`` the places
    of both articles of each pair, whose ids must be in order.
    """
    both = pairs[found[:, 0]]
    first = orders(found, both, articles)
    a, b = (articles.ids.take(pa.array(both[:, side])) for side in (0, 1))
    sources = pc.if_else(pa.array(first.sides < 0), a, b)
    known = pa.array(first.sides != 0)
    kinds = pa.DictionaryArray.from_arrays(found[:, 5].astype(np.int8), list(NAMES))
    columns = [a, b, *(pa.array(found[:, at].astype(np.int32)) for at in (1, 2, 3, 4))]
    columns += [kinds.cast(pa.string()), pa.array(bits), pc.if_else(known, sources, None)]
    columns += [pa.array(first.confidence, from_pandas=True), pa.array(first.because, pa.string())]
    typed = zip(columns, PASSAGES.types, strict=True)
    return pa.table([column.cast(kind) for column, kind in typed], PASSAGES)


def orders(found: Any, both: Any, articles: Articles) -> Order:
    """Return who had each passage first."""
    plain = found[:, 5] <= REWRITE
    some = np.unique(both[plain])
    minutes, days = np.full((2, len(articles.ids)), UNKNOWN_TIME, np.int64)
    minutes[some], days[some] = moments(articles.published.take(pa.array(some)))
    order = _by_time(found, both, plain, minutes, days)
    naming = np.zeros(len(articles.ids), np.bool_)
    naming[list(articles.namings)] = True
    involved = np.flatnonzero(plain & (naming[both[:, 0]] | naming[both[:, 1]]))
    facts = _facts(np.unique(both[involved]), articles)
    for at in involved.tolist():
        a, b = (facts[row] for row in both[at].tolist())
        one = origin(NAMES[found[at, 5]], a, b, (int(found[at, 7]), 0))
        order.sides[at], order.because[at] = one.side, one.because
        order.confidence[at] = np.nan if one.confidence is None else one.confidence
    return order


def moments(published: Any) -> tuple[Any, Any]:
    """Return the minutes and the days of ISO dates, ``UNKNOWN_TIME`` where there is none.

    Those to the second and without a zone, the most, are read together.
    """
    exact = pc.equal(pc.utf8_length(published), EXACT)
    some = pc.if_else(exact, published, None)
    seconds = pc.strptime(some, format="%Y-%m-%dT%H:%M:%S", unit="s", error_is_null=True)
    known = seconds.is_valid().to_numpy(zero_copy_only=False)
    minutes = seconds.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False) // 60
    days = minutes // MINUTES_A_DAY + FIRST_DAY
    for at in np.flatnonzero(~known).tolist():
        minute, day = moment(published[at].as_py())
        minutes[at] = UNKNOWN_TIME if minute is None else minute
        days[at] = UNKNOWN_TIME if day is None else day
    return minutes, days


def _by_time(found: Any, both: Any, plain: Any, minutes: Any, days: Any) -> Order:
    """Return the order that the times tell, or else that one text is a part of the other."""
    at_a, at_b = minutes[both[:, 0]], minutes[both[:, 1]]
    on_a, on_b = days[both[:, 0]], days[both[:, 1]]
    timed = plain & (at_a != UNKNOWN_TIME) & (at_b != UNKNOWN_TIME)
    dated = plain & ~timed & (on_a != UNKNOWN_TIME) & (on_b != UNKNOWN_TIME)
    sides = np.where(timed, np.sign(at_a - at_b), np.where(dated, np.sign(on_a - on_b), 0))
    part = plain & (sides == 0) & (found[:, 5] == CONTAINED) & (found[:, 7] != 0)
    told_by_time = sides != 0
    sides = np.where(part, -np.sign(found[:, 7]), sides)
    confidence = np.where(part, PART, np.where(timed, TIMED, DATED))
    confidence[sides == 0] = np.nan
    because = np.full(sides.size, None, object)
    because[part], because[told_by_time] = "part", "time"
    return Order(sides.astype(np.int8), confidence, because)


def _facts(rows: Any, articles: Articles) -> dict[int, Told]:
    """Return what each of some articles tells of where it comes from."""
    outlets, published = (
        column.take(pa.array(rows)).to_pylist() for column in (articles.outlets, articles.published)
    )
    names = {outlet: name_of(outlet) for outlet in set(outlets)}
    return {
        row: told_by(names[outlet], day, articles.namings.get(row))
        for row, outlet, day in zip(rows.tolist(), outlets, published, strict=True)
    }

"""Sums are kept in a table that grows while they are asked for."""

from __future__ import annotations

import numpy as np

from sumber.model.sums import FIRST, Sums


def test_more_bundles_than_the_table_had_room_for() -> None:
    names = [f"a{at}" for at in range(2 * FIRST)]
    weights = np.arange(2 * FIRST + 1, dtype=np.float32)[:, None]
    sums = Sums({name: row for row, name in enumerate(names, start=1)}, weights)
    found = sums.of([((name,), ("a0",)) for name in names])
    assert found[:, 0].tolist() == [row + 1.0 for row in range(1, 2 * FIRST + 1)]

"""Passages as rows: the compiled answer with ids, kinds and origins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from sumber.plan.tables import PASSAGES
from sumber.reuse.kinds import NAMES
from sumber.reuse.origin import Told, origin


def rows_of(
    found: Any, bits: Any, ids: Callable[[int], tuple[str, str]], told: Callable[[int, int], Told]
) -> Any:
    """Return the table of passages.

    ``found`` and ``bits`` as :func:`sumber.reuse.pairing.compare` gives them; ``ids`` gives those
    of a pair, ``told`` what one side of it (0 or 1) tells of itself. Ids must be in order already.
    """
    columns: dict[str, list[Any]] = {name: [] for name in PASSAGES.names}
    for (pair, a_start, a_end, b_start, b_end, kind, _, size), weight in zip(
        found.tolist(), bits.tolist(), strict=True
    ):
        a, b = ids(pair)
        first = origin(NAMES[kind], told(pair, 0), told(pair, 1), (size, 0))
        source = (None, b, a)[first.side]
        row = (a, b, a_start, a_end, b_start, b_end, NAMES[kind], weight, source)
        for name, value in zip(columns, (*row, first.confidence, first.because), strict=True):
            columns[name].append(value)
    return pa.table(columns, PASSAGES)

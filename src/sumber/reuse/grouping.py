"""Equal keys brought together: by parts that fit a core's cache, then inside each part.

What is cut into parts keeps its order inside them, and so do the members of a group.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sumber.reuse.compiling import Int, compiled, lean


@compiled
def cut_by(keys: Any, shift: Int, parts: Int) -> tuple[Any, Any]:
    """Return the order of the keys by ``key >> shift``, and where each of the parts begins."""
    begins = np.zeros(parts + 1, np.int64)
    for key in keys:
        begins[(key >> shift) + 1] += 1
    for part in range(parts):
        begins[part + 1] += begins[part]
    put, order = begins.copy(), np.empty(keys.size, np.int64)
    for at in range(keys.size):
        part = keys[at] >> shift
        order[put[part]] = at
        put[part] += 1
    return order, begins


@compiled
def grouped(keys: Any, least: Int) -> tuple[Any, Any]:
    """Return the order that brings equal keys together, and where each group ends in it.

    Groups of fewer than ``least`` members are left out; the groups stand as they are first met.
    """
    size = 16
    while size < 2 * keys.size:
        size *= 2
    slots, own = np.full(size, -1, np.int32), np.empty(keys.size, np.int32)
    leaders, counts = np.empty(keys.size, np.int64), np.zeros(keys.size, np.int64)
    groups = 0
    for at in range(keys.size):
        mixed = np.uint64(keys[at]) * np.uint64(0x9E3779B97F4A7C15)
        slot = np.int64(mixed >> np.uint64(20)) & (size - 1)
        while slots[slot] >= 0 and leaders[slots[slot]] != keys[at]:
            slot = (slot + 1) & (size - 1)
        if slots[slot] < 0:
            slots[slot], leaders[groups], groups = groups, keys[at], groups + 1
        own[at] = slots[slot]
        counts[own[at]] += 1
    order, ends = ordered(own, counts[:groups], least)
    return order, ends


@compiled
def ordered(own: Any, counts: Any, least: Int) -> tuple[Any, Any]:
    """Return the order by group and where each ends; ``own`` is the group of each member."""
    put, ends = np.full(counts.size, -1, np.int64), np.empty(counts.size, np.int64)
    total = kept = 0
    for group in range(counts.size):
        if counts[group] >= least:
            put[group], total = total, total + counts[group]
            ends[kept], kept = total, kept + 1
    order = np.empty(total, np.int64)
    for at in range(own.size):
        if put[own[at]] >= 0:
            order[put[own[at]]] = at
            put[own[at]] += 1
    return order, ends[:kept].copy()


@lean
def take(rows: Any, order: Any, taken: Any) -> None:
    """Fill ``taken`` with the columns of some rows, as many as it has, the last ones."""
    skipped = rows.shape[1] - taken.shape[1]
    for at in range(order.size):
        for column in range(taken.shape[1]):
            taken[at, column] = rows[order[at], skipped + column]


def taken(rows: Any, order: Any, columns: int) -> Any:
    """Return so many of the last columns of some rows, in this order."""
    found = np.empty((order.size, columns), rows.dtype)
    take(rows, order, found)
    return found

"""Words that tell the registers of set texts: law, courts, forecasts, who said it where.

A word may belong to several. The lists are data (``language/laws.toml``, ``language/forms.toml``).
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.language import load
from sumber.reuse.compiling import Int, lean
from sumber.reuse.rarity import numbers_of, slotted

COURT, STATUTE, TELLING, CITING, FORECAST, REPORTING, WEEKDAY, MONTH = 1, 2, 4, 8, 16, 32, 64, 128
SLOTS: Final = 1 << 10

_LAWS: Final = load("laws")
_FORMS: Final = load("forms")
_LISTS: Final = {
    COURT: _LAWS["court"],
    STATUTE: _LAWS["statute"],
    TELLING: _LAWS["telling"],
    CITING: _LAWS["citing"],
    FORECAST: _FORMS["forecast"],
    REPORTING: _FORMS["reporting"],
    WEEKDAY: _FORMS["weekdays"],
    MONTH: _FORMS["months"],
}


def _table() -> Any:
    """Return a table with open addressing: in each slot a word's number and its registers."""
    table = np.zeros((SLOTS, 2), np.int32)
    for register, words in _LISTS.items():
        for number in numbers_of(words).tolist():
            slot = (number >> 1) % SLOTS
            while table[slot, 0] not in (0, number):
                slot = (slot + 1) % SLOTS
            table[slot] = number, table[slot, 1] | register
    return table


@lean
def registers_of(number: Int, table: Any) -> Int:
    """Return the registers of the word with this number, as bits; 0 for most."""
    slot = (number >> 1) & (SLOTS - 1)
    while table[slot, 0]:
        if table[slot, 0] == number:
            return np.int64(table[slot, 1])
        slot = (slot + 1) & (SLOTS - 1)
    return np.int64(0)


REGISTERS: Final = _table()
"""The table that :func:`registers_of` reads."""

LAWS: Final = slotted(numbers_of(_LAWS["words"]))
"""The words in which articles of law are named; they count like names."""

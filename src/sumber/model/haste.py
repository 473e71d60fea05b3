"""Whether the compiled functions (:mod:`sumber.model.kernels`) are loaded.

numba takes a moment to load and, the first time, some seconds to compile: one article is done
before that, many are not.
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

HASTEN_AFTER: Final = 64
"""Articles after which compiled functions are worth loading."""
_compiled: ModuleType | None = None
_met = 0


def compiled() -> ModuleType | None:
    """Return the compiled functions, where they are loaded."""
    return _compiled


def meet(articles: int) -> None:
    """Count the articles of this process; after some, load the compiled functions."""
    global _met
    _met += articles
    if _met > HASTEN_AFTER:
        hasten()


def hasten() -> None:
    """Use compiled functions from now on."""
    global _compiled
    if _compiled is None:
        from sumber.model import kernels

        _compiled = kernels

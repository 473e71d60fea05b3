"""The stages: articles to facts, each a pure ``(Article, Notes) -> Notes``.

:mod:`sumber.stages.order` has them in the order in which they run. It is read when one of its names
is asked for: who needs one stage alone loads neither the others nor the models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sumber.stages.order import (
        PREPARING,
        STAGES,
        Finder,
        Open,
        Stage,
        annotate,
        annotate_together,
        stages,
    )

__all__ = [
    "PREPARING",
    "STAGES",
    "Finder",
    "Open",
    "Stage",
    "annotate",
    "annotate_together",
    "stages",
]


def __getattr__(name: str) -> Any:
    """Load the names of the order on first use."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("sumber.stages.order"), name)

"""Who is who, who said the same, who has it from whom, and what belongs to one story.

:data:`STEPS` is read when it is asked for: a process that runs one kernel loads that one alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sumber.relations.steps import STEPS

__all__ = ["STEPS"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name != "STEPS":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("sumber.relations.steps").STEPS

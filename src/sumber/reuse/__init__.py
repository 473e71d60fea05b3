"""Text reuse: which articles share words, exactly which, of what kind, and who had them first.

:func:`find_passages` does it in this process; :data:`STEPS` are the same rules for an engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sumber.reuse.finding import find_passages
    from sumber.reuse.steps import STEPS

__all__ = ["STEPS", "find_passages"]
_HOMES = {"find_passages": "sumber.reuse.finding", "STEPS": "sumber.reuse.steps"}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

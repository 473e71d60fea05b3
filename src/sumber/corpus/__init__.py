"""A corpus: a folder of open tables that holds articles and every fact found in them.

In the order in which data flows: ``schema`` (what the tables hold), ``rows`` (records to rows and
back), ``versions`` (which state of the tables a reader sees), ``store`` (writing, whole or not at
all), ``worker`` and ``annotating`` (the stages on all cores), ``adding`` (``sumber add``),
``reading`` (articles with their facts, streamed) and ``corpus`` (the class that ties them).

Importing this package is light; the tables' engines are loaded when a name is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sumber.corpus.adding import AddReport, Progress
    from sumber.corpus.corpus import Corpus, Health

__all__ = ["AddReport", "Corpus", "Health", "Progress"]

_HOMES = {
    "AddReport": "sumber.corpus.adding",
    "Corpus": "sumber.corpus.corpus",
    "Health": "sumber.corpus.corpus",
    "Progress": "sumber.corpus.adding",
}


def __getattr__(name: str) -> Any:
    """Load the public names on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

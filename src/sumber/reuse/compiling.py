"""Functions compiled to machine code, and kept compiled between runs.

numba keeps what it compiled until the function's own file changes. Ours call each other across
files, and hold lists of words as constants, so here all are compiled anew when any file of this
package or one of those lists changes.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeAlias

from numba import njit

Int: TypeAlias = Any
"""In compiled code a whole number of 64 bits."""

Float: TypeAlias = Any
"""In compiled code a number of 64 bits."""

Bool: TypeAlias = Any
"""In compiled code true or false."""

LISTS: Final = ("forms", "laws")


def _stamp() -> tuple[float, int]:
    """Return what numba takes for the time and size of the source: a hash of all sources."""
    found = blake2b(digest_size=12)
    here = Path(__file__).parent
    lists = (here.parent / "language" / f"{name}.toml" for name in LISTS)
    for file in (*sorted(here.glob("*.py")), *lists):
        found.update(file.read_bytes())
    digest = found.digest()
    return float(int.from_bytes(digest[:6])), int.from_bytes(digest[6:])


STAMP: Final = _stamp()


def compiled(function: Callable[..., Any]) -> Any:
    """Compile a function at its first call, free of the interpreter's lock."""
    return _kept(njit(nogil=True)(function))


def lean(function: Callable[..., Any]) -> Any:
    """Compile a function that makes no array and gives none back, nor calls one that does.

    Else numba counts who holds an array at every call in a loop, with a write that all cores wait
    for; that took more than half of the time. Here nothing is counted.
    """
    options: Any = {"nogil": True, "_nrt": False}
    return _kept(njit(**options)(function))


def inlined(function: Callable[..., Any]) -> Any:
    """Put a function that gives back parts of arrays into those lean ones that call it."""
    options: Any = {"nogil": True, "_nrt": False, "inline": "always"}
    return njit(**options)(function)


def _kept(dispatcher: Any) -> Any:
    with suppress(RuntimeError):  # no folder can be written: compiled anew in every run
        dispatcher.enable_caching()
        held: Any = getattr(dispatcher._cache, "_cache_file", None)
        if hasattr(held, "_source_stamp"):
            held._source_stamp = STAMP
    return dispatcher

"""The company that words keep, counted over unlabelled articles (``train.company``).

Words that stand between the same words belong to one class: *mengatakan* and *membeberkan*,
*Budi* and *Siti*. So a tagger knows something of words that it was not trained on. A word that
stands capitalised inside a sentence is another word, written ``^budi``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sumber.language.tokens import TITLE, UPPER

FILE: Final = Path(__file__).parent / "company.txt"
NONE: Final = ("k=", "K=")


def _read() -> dict[str, tuple[str, str]]:
    """Return for each known word the atoms of its narrow and its wide class."""
    if not FILE.is_file():
        return {}
    lines = (line.split(" ") for line in FILE.read_text("utf-8").splitlines() if line[:2] != "# ")
    return {word: (f"k={narrow}", f"K={wide}") for word, narrow, wide in lines}


_CLASSES: Final = _read()


def company(low: str, shape: int) -> tuple[str, str]:
    """Return the atoms of a word's narrow and wide class; ``NONE`` of an unknown word.

    ``low`` is the word in lower case, ``shape`` tells how it is written.
    """
    if shape in (TITLE, UPPER):
        found = _CLASSES.get(f"^{low}")
        if found is not None:
            return found
    return _CLASSES.get(low, NONE)

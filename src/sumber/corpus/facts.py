"""The kinds of facts that a corpus keeps, each in a table of its own."""

from __future__ import annotations

from typing import Any, Final

from sumber.records import Citation, Mention, Notes, Quotation, Region, Statement, When

FACTS: Final[dict[str, Any]] = {
    "regions": Region,
    "quotations": Quotation,
    "dates": When,
    "mentions": Mention,
    "statements": Statement,
    "citations": Citation,
}
"""The tables of facts, named as the fields of ``Notes``, and the record that each row holds."""


def kept(notes: Notes) -> Notes:
    """Return the notes with those facts alone that a corpus keeps."""
    return Notes(**{name: getattr(notes, name) for name in FACTS})

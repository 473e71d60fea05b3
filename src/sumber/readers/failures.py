"""Why something could not be read, in words a person can act on: one entry per reason.

Readers raise :class:`Unreadable` with one of these fixed words; :func:`failure` turns it into the
record that a run hands out, with the place it happened at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sumber.errors import ReadError
from sumber.records import Failure


class Reason(NamedTuple):
    """What happened and what to do next; ``{detail}`` in the message is filled by the reader."""

    message: str
    next_step: str


REASONS: dict[str, Reason] = {
    # the file as a whole
    "empty": Reason("There is nothing in it.", "Check whether the download or copy was complete."),
    "empty-folder": Reason(
        "There is no file in this folder.", "Check that it is the right folder."
    ),
    "unreadable": Reason(
        "The operating system does not let it be read: {detail}.",
        "Check that the file still exists and that you may read it.",
    ),
    "unknown-format": Reason(
        "Its suffix and first bytes belong to no format that sumber reads.",
        "Give it a known suffix (.txt .html .jsonl .csv .parquet .warc .xml .zip) if it is one.",
    ),
    "binary": Reason("It holds binary data, not text.", "Convert it to text, or leave it out."),
    "bad-encoding": Reason(
        "Its bytes are not valid in UTF-8, UTF-16 or Windows-1252{detail}.",
        "Save it as UTF-8.",
    ),
    "mixed-encoding": Reason(
        "Part of it is UTF-8 and part is not, so some letters would come out wrong.",
        "Repair the bytes that are not UTF-8 and save it as UTF-8.",
    ),
    "truncated": Reason(
        "The compressed data ends or breaks in the middle; what came before was read.",
        "Fetch the file again.",
    ),
    "bomb": Reason(
        "It unpacks to far more than its size allows ({detail}); reading stopped there.",
        "Unpack it yourself if you trust it, and read the unpacked files.",
    ),
    "nested-archive": Reason(
        "It is an archive inside an archive.", "Unpack it and read the inner archive by itself."
    ),
    "encrypted": Reason("It is locked with a password.", "Unpack it with its password first."),
    "broken": Reason("It is damaged from here on: {detail}.", "Fetch or export the file again."),
    # records inside a file
    "broken-record": Reason("This record is damaged: {detail}.", "Fetch or export the file again."),
    "too-long": Reason(
        "It is longer than sumber takes ({detail}).",
        "An article of that size is mostly a dump of something else: split it, or leave it out.",
    ),
    "invalid-json": Reason("This is not valid JSON: {detail}.", "Repair the line or export again."),
    "not-an-object": Reason(
        "This JSON value is {detail}, not an object with fields.",
        'Write each article as an object: {{"text": "..."}}.',
    ),
    "bad-row": Reason(
        "This row does not have the columns of the header ({detail}).",
        "Put quote marks around values that hold the separator or line breaks.",
    ),
    "no-text-column": Reason(
        "No column looks like the text of an article; there are: {detail}.",
        "Name the column that holds the text.",
    ),
    "unknown-column": Reason(
        "A column that was named is not there: {detail}.", "Check the name against the file."
    ),
    "no-text": Reason("The article has no text.", "Nothing to do if it really is empty."),
    "not-text": Reason(
        "The text of the article is {detail}, not a string.", "Write the text as one string."
    ),
    "bad-id": Reason(
        "The id of the article is {detail}, neither a string nor a number.",
        "Write the id as a string, or leave it out.",
    ),
    "null-bytes": Reason(
        "The text holds null characters (U+0000), the mark of a broken copy.",
        "Fetch or export the article again.",
    ),
    "lone-surrogate": Reason(
        "The text holds half of a character (a lone surrogate), which no UTF-8 file can hold.",
        "Export the article again, or put U+FFFD in place of the half.",
    ),
    "bad-date": Reason(
        'The date of publication "{detail}" is no date; the article was read without one.',
        "Write dates as YYYY-MM-DD or day first, such as 31/05/2025 or 31 Mei 2025.",
    ),
    "duplicate-id": Reason(
        'An article with the id "{detail}" and another text came before; this one is left out.',
        "Give each article its own id.",
    ),
    "no-article": Reason(
        "No article could be found in it{detail}.", "Check that it is the page of an article."
    ),
    "too-deep": Reason(
        "Its elements are nested too deep to be a page of news.",
        "Open the page in a browser and save it again.",
    ),
}


class Unreadable(ReadError):  # noqa: N818 - reads as what happened
    """Something could not be read, for one of the :data:`REASONS`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(REASONS[reason].message.format(detail=detail.rstrip(".")))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Place:
    """Where articles come from: a file, or an entry of an archive."""

    path: str
    entry: str | None = None

    @property
    def full(self) -> str:
        """The path of an article read here: that of the file, with the entry behind it."""
        return self.path if self.entry is None else f"{self.path}/{self.entry}"

    def position(self, inside: str | None) -> str | None:
        """Name a position in this place, such as ``entry a.jsonl, line 3``."""
        parts = [f"entry {self.entry}" if self.entry else None, inside]
        return ", ".join(part for part in parts if part) or None


def failure(error: Unreadable, place: Place, position: str | None = None) -> Failure:
    """Return the record of an error that happened at ``position`` of ``place``."""
    return Failure(
        path=place.path,
        position=place.position(position),
        reason=error.reason,
        message=str(error),
        next_step=REASONS[error.reason].next_step.format(),
    )

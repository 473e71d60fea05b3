"""The tables that `sumber relate` adds to a corpus.

Like the tables of facts they hold ids and spans, no copied text: ``start`` and ``end`` are code
points in ``articles.text``, half-open. Days are ISO 8601.
"""

from __future__ import annotations

from typing import Any, Final

import pyarrow as pa

PASSAGES: Final = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("a_start", pa.int32()),
        ("a_end", pa.int32()),
        ("b_start", pa.int32()),
        ("b_end", pa.int32()),
        ("kind", pa.string()),
        ("bits", pa.float64()),
        ("origin", pa.string()),
        ("confidence", pa.float64()),
        ("because", pa.string()),
    ]
)
"""Characters that two articles share (``a`` < ``b``). ``kind``: copy, contained, rewrite, quote,
formula, boilerplate. ``bits``: how rare the shared words are. ``origin``: the id of the article
that had them first, null where unknown; ``because`` names the evidence for it."""

BOILERPLATE: Final = pa.schema(
    [
        ("key", pa.int64()),
        ("outlet", pa.string()),
        ("article", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("articles", pa.int64()),
        ("first_seen", pa.string()),
        ("last_seen", pa.string()),
        ("decision", pa.string()),
    ]
)
"""What an outlet puts into many of its articles: one example of each (``article``, ``start``,
``end``), in how many it stands, and a person's decision (approved, rejected or null)."""

PEOPLE: Final = pa.schema(
    [
        ("person", pa.string()),
        ("article", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("type", pa.string()),
        ("articles", pa.int64()),
        ("statements", pa.int64()),
        ("outlets", pa.int64()),
        ("first_seen", pa.string()),
        ("last_seen", pa.string()),
    ]
)
"""The sources across all articles; the span is where the fullest name stands. ``person`` is a
stable id; ``type``: person, organisation, group, document."""

SPEAKERS: Final = pa.schema(
    [
        ("article", pa.string()),
        ("statement", pa.string()),
        ("person", pa.string()),
        ("score", pa.float64()),
        ("because", pa.string()),
    ]
)
"""Which person (``people.person``) made a statement (``statements.id`` of ``article``), how sure
it is that the names mean one person, and why."""

VARIANTS: Final = pa.schema(
    [
        ("utterance", pa.string()),
        ("article", pa.string()),
        ("statement", pa.string()),
        ("person", pa.string()),
        ("wording", pa.int32()),
        ("likeness", pa.float64()),
        ("first", pa.bool_()),
        ("published", pa.string()),
        ("because", pa.string()),
    ]
)
"""Statements of two or more articles that are one utterance. ``wording`` counts its different
wordings from 0, the first seen; ``likeness`` to the first in 0..1."""

LINKS: Final = pa.schema(
    [
        ("article", pa.string()),
        ("origin", pa.string()),
        ("source", pa.string()),
        ("standing", pa.string()),
        ("evidence", pa.string()),
        ("statements", pa.list_(pa.string())),
        ("confidence", pa.float64()),
        ("because", pa.string()),
    ]
)
"""Who has it from whom: ``article`` has something from the article ``origin`` (null where it is
not in the corpus) or from the cited ``source`` (its known id, else its name; null for passages
alone). ``evidence``: passage, citation or both."""

STORIES: Final = pa.schema(
    [
        ("story", pa.string()),
        ("article", pa.string()),
        ("published", pa.string()),
        ("likeness", pa.float64()),
        ("because", pa.string()),
    ]
)
"""Articles on one event; ``story`` is the id of its first article."""

DECISIONS: Final = pa.schema(
    [
        ("about", pa.string()),
        ("key", pa.string()),
        ("other", pa.string()),
        ("decision", pa.string()),
        ("decided_at", pa.timestamp("us", tz="UTC")),
    ]
)
"""What a person decided, kept and heeded by every later run; of two on one matter the later holds.
``about``: boilerplate (``key``: its key in digits; approved, rejected) or people (``key`` and
``other``: two persons or names; merged, split). Relating reads this table and never writes it."""

RELATED: Final[dict[str, Any]] = {
    "passages": PASSAGES,
    "boilerplate": BOILERPLATE,
    "people": PEOPLE,
    "speakers": SPEAKERS,
    "variants": VARIANTS,
    "links": LINKS,
    "stories": STORIES,
}

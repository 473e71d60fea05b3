"""The fields of the index: articles, statements and citations as documents of one tantivy index.

One index for all three, so that one commit brings all of them to a state of the corpus at once.
No text is stored in it: it holds words and their order, the names to count by, and ids. ``*_words``
are searched, ``*_name`` are counted and compared whole, as they are written.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import tantivy

FORM: Final = 2
"""Counts the forms of the index; one of another form is rebuilt."""

What: TypeAlias = Literal["article", "statement", "citation"]
Facet: TypeAlias = Literal["source", "role", "body", "outlet", "kind", "standing", "year"]

FACETS: Final[dict[What, tuple[Facet, ...]]] = {
    "article": ("outlet", "year"),
    "statement": ("source", "role", "body", "outlet", "kind", "standing", "year"),
    "citation": ("source", "outlet", "kind", "standing", "year"),
}
"""What the hits of each kind are counted by."""
COUNTED: Final[dict[Facet, str]] = {
    "source": "source_name",
    "role": "role_name",
    "body": "body_name",
    "outlet": "outlet_name",
    "kind": "kind",
    "standing": "standing",
}
"""The field that holds the values of each facet; the year is read off the day."""
SEARCHED: Final[dict[What, dict[str, float]]] = {
    "article": {"text_words": 1.0, "title_words": 2.0},
    "statement": {"said_words": 1.0, "source_words": 1.5, "role_words": 0.7, "body_words": 0.7},
    "citation": {"source_words": 1.0},
}
"""The fields in which the words of a query are looked for, and how much each counts."""


def build_schema() -> tantivy.Schema:
    """Return the schema of the index."""
    builder = tantivy.SchemaBuilder()
    for name in ("what", "article"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("text_words", "title_words", "said_words"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    for name in ("source_words", "role_words", "body_words"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in COUNTED.values():
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("nth", "day", "pin"):
        builder.add_integer_field(name, fast=True)
    builder.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()

"""What relates articles as JSON-LD nodes: passages, links, people, variants, stories.

A passage is an ``Annotation`` with a target in each of its two articles. A link is a
``prov:Derivation`` of its article from the origin. A row of any other table is a node of the
table's own type (``sumber:Variant`` …) whose properties are its columns; whole numbers that a
reader with 53 bits would round are written as strings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

from sumber.corpus.versions import Snapshot
from sumber.export.jsonld import Node, present
from sumber.export.rows import plain_rows, rows_of_table
from sumber.export.selectors import iri
from sumber.plan.tables import RELATED

TYPES: Final[dict[str, str]] = {
    "passages": "sumber:Passage",
    "boilerplate": "sumber:Boilerplate",
    "people": "sumber:Source",
    "speakers": "sumber:Speaker",
    "variants": "sumber:Variant",
    "links": "sumber:Link",
    "stories": "sumber:InStory",
}
_ARTICLES: Final = ("article", "origin", "story", "a", "b")
"""Columns that hold an article's id."""
_WIDE: Final = ("key",)
"""Columns of 64 bits, written as strings."""


def related_nodes(state: Snapshot) -> Iterator[Node]:
    """Yield the nodes of every derived table of one state, a batch of rows in memory."""
    for table in RELATED:
        with rows_of_table(state, table) as rows:
            for row in plain_rows(rows):
                yield related_node(table, row)


def related_node(table: str, row: Mapping[str, Any]) -> Node:
    """Return the node of one row of a derived table, read with its texts."""
    properties = present({f"sumber:{name}": _value(name, row[name]) for name in _columns(table)})
    body = {"type": TYPES[table], **properties}
    if table == "passages":
        return {
            "type": "Annotation",
            "motivation": "linking",
            "body": body,
            "target": [_side(row, "a"), _side(row, "b")],
        }
    if table == "links":
        origin = row["origin"]
        entity = iri("article", origin) if origin else iri("cited", row["source"] or "")
        derivation = {**body, "type": ["prov:Derivation", TYPES[table]], "entity": entity}
        return {"id": iri("article", row["article"]), "derivation": derivation}
    return body


def parse_related(node: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """Return the table and the stored row of a node, ``None`` for a node of another kind."""
    body = node.get("derivation") or node.get("body") or node
    types = body.get("type", [])
    for table, kind in TYPES.items():
        if kind in (types if isinstance(types, list) else [types]):
            names = _columns(table)
            return table, {name: _parsed(name, body.get(f"sumber:{name}")) for name in names}
    return None


def _columns(table: str) -> list[str]:
    names: list[str] = RELATED[table].names
    return names


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _ARTICLES:
        return {"id": iri("article", value)}
    return str(value) if name in _WIDE else value


def _parsed(name: str, value: Any) -> Any:
    if value is not None and name in _ARTICLES:
        return unquote(value["id"].rpartition(":")[2])
    return int(value) if value is not None and name in _WIDE else value


def _side(row: Mapping[str, Any], side: str) -> Node:
    exact = row[f"{side}_exact"]
    return {
        "type": "SpecificResource",
        "source": iri("article", row[side]),
        "selector": [
            {
                "type": "TextPositionSelector",
                "start": row[f"{side}_start"],
                "end": row[f"{side}_end"],
            },
            {"type": "TextQuoteSelector", "exact": exact},
        ],
    }

"""JSON-LD back to articles and facts: what :mod:`sumber.export.jsonld` writes, read again.

It reads the names of terms as sumber writes them. JSON-LD in other words (expanded, or with other
prefixes) is first compacted with sumber's context by a JSON-LD processor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from sumber.errors import ReadError
from sumber.export.interchange import SPAN_FIELDS
from sumber.export.jsonld import Node
from sumber.export.parsing import parse_interchange, parse_json
from sumber.export.selectors import parse_resource
from sumber.records import Article, Notes


def read_jsonld(stream: BinaryIO) -> Iterator[tuple[Article, Notes]]:
    """Yield the articles and facts of a file that :func:`sumber.export.jsonld.write_jsonld` made.

    A node a line is read line by line; any other layout is read whole. Raises ``ReadError``.
    """
    yield from parse_nodes(_nodes(stream))


def parse_nodes(nodes: Iterable[Node]) -> Iterator[tuple[Article, Notes]]:
    """Yield the articles with their facts out of nodes that hold an article before its facts."""
    article: Node | None = None
    facts: list[Node] = []
    for node in nodes:
        if "schema:NewsArticle" in _types(node):
            if article is not None:
                yield _parsed(article, facts)
            article, facts = node, []
        elif "Annotation" in _types(node) and article is not None:
            facts.append(node)
    if article is not None:
        yield _parsed(article, facts)


def _nodes(stream: BinaryIO) -> Iterator[Node]:
    first = stream.readline()
    if not first.rstrip().endswith(b'"@graph": ['):
        yield from _whole(first + stream.read())
        return
    for line in stream:
        if line.rstrip() == b"]}":
            return
        yield _json(line.rstrip().removesuffix(b","))
    raise ReadError("The JSON-LD ends before its graph is closed: it was cut short.")


def _whole(data: bytes) -> Iterator[Node]:
    document = _json(data)
    yield from document.get("@graph") or [document]


def _json(data: bytes) -> Node:
    found = parse_json(data)
    if not isinstance(found, dict):
        raise ReadError("A node of JSON-LD is an object.")
    return found


def _types(node: Mapping[str, Any]) -> list[str]:
    found = node.get("type", [])
    return found if isinstance(found, list) else [found]


def _parsed(node: Node, facts: list[Node]) -> tuple[Article, Notes]:
    try:
        text = node["text"]
        found: dict[str, Any] = {
            "article": {
                "id": node["identifier"],
                "path": node.get("sumber:path"),
                "url": node.get("page"),
                "outlet": node.get("outlet", {}).get("named"),
                "title": node.get("headline"),
                "published": node.get("published"),
            }
        }
        for fact in facts:
            kind, value = _fact(text, fact)
            found.setdefault(kind, []).append(value)
    except (KeyError, TypeError, AttributeError) as error:
        raise ReadError(f"This JSON-LD is not in sumber's words: {error!r}.") from error
    return parse_interchange(found, text)


def _fact(text: str, fact: Node) -> tuple[str, dict[str, Any]]:
    body, target = fact["body"], fact["target"]
    spans = [parse_resource(text, t) for t in (target if isinstance(target, list) else [target])]
    types = _types(body)
    if "sumber:Statement" in types:
        return "statements", {**_statement(text, body), "contents": spans}
    if "sumber:Citation" in types:
        return "citations", {**_citation(text, body), **spans[0]}
    because = {"because": body.get("sumber:resolved", ""), **spans[0]}
    if "sumber:Date" in types:
        return "dates", {
            "value": body["value"],
            "precision": body.get("sumber:precision"),
            "contradicts": body.get("sumber:contradicts"),
            **because,
        }
    return "regions", {"kind": body["sumber:kind"], **because}


def _statement(text: str, body: Node) -> dict[str, Any]:
    who = body.get("attributedTo", {}).get("sumber:at")
    return {
        "id": body["identifier"],
        "kind": body["sumber:kind"],
        "who_at": _maybe(text, who),
        "who_type": body.get("sumber:sourceKind"),
        "said_on": body.get("said"),
        **{field: _maybe(text, body.get(f"sumber:{field}")) for field in SPAN_FIELDS},
        "confidence": body.get("confidence", 1.0),
        "because": body.get("because", []),
    }


def _citation(text: str, body: Node) -> dict[str, Any]:
    return {
        "source": body["sumber:source"],
        "known": body.get("sumber:known"),
        "type": body["sumber:sourceKind"],
        "standing": body.get("sumber:standing"),
        "cue": _maybe(text, body.get("sumber:cue")),
        "taken_from": _maybe(text, body.get("sumber:takenFrom")),
        "statements": body.get("statements", []),
        "sentences": [parse_resource(text, one) for one in body.get("sentences", [])],
        "confidence": body.get("confidence", 1.0),
        "because": body.get("because", []),
    }


def _maybe(text: str, found: Node | None) -> dict[str, Any] | None:
    return None if found is None else parse_resource(text, found)

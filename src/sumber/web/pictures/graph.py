"""Who has it from whom: articles in columns, from the first source to the last copy."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

COLUMN: Final = 190
BOX: Final = 150
ROW: Final = 58
TALL: Final = 40
MOST: Final = 40
"""Boxes that are drawn; the table below the picture holds all."""


class Box(NamedTuple):
    """An article, or a cited source that the corpus does not hold."""

    id: str
    label: str
    below: str
    x: int
    y: int
    article: str | None


class Arrow(NamedTuple):
    """An edge from a source to an article that has it from there."""

    path: str
    evidence: str
    label: str


class Graph(NamedTuple):
    """The whole picture."""

    boxes: list[Box]
    arrows: list[Arrow]
    width: int
    height: int
    left_out: int


def provenance(members: list[dict[str, Any]], links: list[dict[str, Any]]) -> Graph:
    """Return the graph of a story from its articles (in time) and its rows of ``links``.

    A source that an article names and whose own article it shares words with is drawn as that
    article alone.
    """
    here = {m["article"]: m for m in members}
    links = _joined(links)
    edges = [(_origin(link), link["article"], link) for link in links if _origin(link)]
    edges = [edge for edge in edges if edge[0] in here or edge[0].startswith("source:")]
    joined = {end for a, b, _ in edges for end in (a, b)}
    nodes = list(dict.fromkeys([*(a for a, _, _ in edges if a not in here), *here]))
    nodes = [node for node in nodes if node in joined]
    depths = _depths(nodes, [(a, b) for a, b, _ in edges])
    drawn = sorted(nodes, key=lambda node: depths[node])[:MOST]
    boxes = _boxes(drawn, depths, here)
    return Graph(
        list(boxes.values()),
        [_arrow(boxes[a], boxes[b], own) for a, b, own in edges if a in boxes and b in boxes],
        max((box.x + BOX for box in boxes.values()), default=0) + 8,
        max((box.y + TALL for box in boxes.values()), default=0) + 8,
        len(nodes) - len(drawn),
    )


def _joined(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the links, those to an outlet and to an article of that outlet as one."""
    named = {(k["article"], _folded(k["source"])) for k in links if not k["origin"]}
    held = {(k["article"], _folded(k.get("origin_outlet"))) for k in links if k["origin"]}
    both = named & held
    joined = []
    for link in links:
        if not link["origin"] and (link["article"], _folded(link["source"])) in both:
            continue
        if link["origin"] and (link["article"], _folded(link.get("origin_outlet"))) in both:
            link = {**link, "evidence": "both"}
        joined.append(link)
    return joined


def _folded(name: str | None) -> str:
    return (name or "").casefold()


def _origin(link: dict[str, Any]) -> str:
    if link["origin"]:
        return str(link["origin"])
    return f"source:{link['source']}" if link["source"] else ""


def _depths(nodes: list[str], edges: list[tuple[str, str]]) -> dict[str, int]:
    """Return the longest way to each node; rounds are bounded, should there be a circle."""
    depths = dict.fromkeys(nodes, 0)
    for _ in range(min(len(nodes), MOST)):
        moved = False
        for a, b in edges:
            if a != b and depths[b] <= depths[a] < len(nodes):
                depths[b], moved = depths[a] + 1, True
        if not moved:
            break
    return depths


def _boxes(drawn: list[str], depths: dict[str, int], here: dict[str, Any]) -> dict[str, Box]:
    columns = {depth: n for n, depth in enumerate(sorted({depths[node] for node in drawn}))}
    filled: dict[int, int] = {}
    boxes = {}
    for node in drawn:
        column = columns[depths[node]]
        row = filled.get(column, 0)
        filled[column] = row + 1
        own = here.get(node)
        label = (own["outlet"] or own["article"]) if own else node.removeprefix("source:")
        below = (own["day"] or "") if own else ""
        boxes[node] = Box(
            node, label, below, 8 + column * COLUMN, 8 + row * ROW, node if own else None
        )
    return boxes


def _arrow(a: Box, b: Box, link: dict[str, Any]) -> Arrow:
    x, y = a.x + BOX, a.y + TALL // 2
    to_x, to_y = b.x, b.y + TALL // 2
    bend = max(20, abs(to_x - x) // 2)
    path = f"M{x} {y}C{x + bend} {y} {to_x - bend} {to_y} {to_x - 7} {to_y}"
    return Arrow(path, link["evidence"] or "", f"{a.label} → {b.label}")

"""Part a title into role and body by weighing whole partings against each other.

*Kepala Departemen Politik Lembaga Kajian* may be parted at every word. A tagger sees few words at
a time; here each parting is judged by its role and its body as wholes, and the best is chosen.
"""

from __future__ import annotations

import msgspec

from bench.pfsa.choice import Choices, Weights, fit, shares
from bench.pfsa.introductions import NAMES, Range, is_body
from bench.pfsa.items import Items, labels_of
from bench.pfsa.rows import SpanOfTokens
from bench.pfsa.words import LINKS
from sumber.stages.introductions import groups

SURE = (0.5, 0.75, 0.9, 0.97)


class Title(msgspec.Struct, frozen=True):
    """A title parted into the items of its role and of its body; the body may be empty."""

    role: Range
    body: Range

    @property
    def span(self) -> Range:
        """The items of the whole title."""
        return self.role[0], max(self.role[1], self.body[1])


def titles_of(labels: list[str]) -> list[Title]:
    """Return the titles that labels tell: a role, and the body right behind it."""
    bodies = groups(labels, "A")
    found = []
    for role in groups(labels, "R"):
        body = next((b for b in bodies if 0 <= b[0] - role[1] <= 1), (role[1], role[1]))
        found.append(Title(role, body))
    return found


def partings(items: Items, span: Range) -> list[Title]:
    """Return every way to part a title: all role, or a body from any later word on."""
    start, end = span
    found = [Title(span, (end, end))]
    for at in range(start + 1, end):
        linked = items.row.lows[at] in LINKS and at + 1 < end
        found.append(Title((start, at), (at + linked, end)))
    return found


def features(items: Items, title: Title) -> list[str]:
    """Return what speaks for a parting."""
    lows = items.row.lows
    start, end = title.span
    bodies = [at for at in range(start, end) if is_body(items, at)]
    role, body = lows[slice(*title.role)], lows[slice(*title.body)]
    inside = sum(at < title.role[1] for at in bodies)
    rest = sum(at >= title.body[0] for at in bodies)
    whole = " ".join(role)
    found = [
        f"has{bool(body):d}",
        f"bodies{min(inside, 3)}{min(rest, 3)}",
        f"size{min(len(role), 6)}",
        f"last={role[-1]}",
        f"lasts={' '.join(role[-2:])}",
        f"role={whole}",
        *(f"in={low}" for low in role[1:]),
    ]
    if not body:
        found += [f"only|first={role[0]}", f"only|last={role[-1]}"]
        found += [f"only|bodies{min(len(bodies), 3)}", f"only|size{min(len(role), 5)}"]
        return found
    at, first = title.body[0], body[0]
    following = next((lows[b] for b in bodies if b > at), "-")
    sides = f"{min(inside, 2)}{min(rest, 2)}"
    found += [
        f"body={first}",
        f"body={' '.join(body[:2])}",
        f"body={' '.join(body)}",
        f"ends={body[-1]}",
        f"known{at in bodies:d}",
        f"first={role[0]}|{first}",
        f"last={role[-1]}|{first}",
        f"role={whole}|{first}",
        f"body={first}|{sides}",
        f"first={role[0]}|{sides}",
        f"first={role[0]}|{min(len(role), 3)}|{at in bodies:d}",
        f"length{min(len(body), 6)}",
        f"written{items.row.shapes[at]}",
        f"linked{at - title.role[1]}",
        f"place{at == min(bodies, default=-1):d}{at == max(bodies, default=-1):d}",
        f"body={first}|next={following}",
        *(f"holds={low}" for low in body[1:]),
    ]
    return found


def train_titles(articles: list[tuple[Items, list[SpanOfTokens]]]) -> Weights:
    """Return the weights of the features."""
    data = Choices()
    for number, (items, spans) in enumerate(articles):
        for title in titles_of(labels_of(items, spans, NAMES)):
            ways = partings(items, title.span)
            data.add([features(items, way) for way in ways], [w == title for w in ways], number)
    return fit(data, penalty=0.3, least=2)


def part_titles(items: Items, tags: list[str], weights: Weights) -> list[str]:
    """Return for each item what it is in the best parting of its title, and how surely."""
    found = [""] * len(items)
    for title in titles_of(tags):
        ways = partings(items, title.span)
        masses = shares([features(items, way) for way in ways], weights)
        best = max(range(len(ways)), key=masses.__getitem__)
        sure = sum(masses[best] > edge for edge in SURE)
        for kind, (start, end) in (("R", ways[best].role), ("A", ways[best].body)):
            for at in range(start, end):
                found[at] = f"{kind}{at == start:d}{at == end - 1:d}{sure}"
    return found

"""Invented articles whose facts are marked where they stand.

``{c|…}`` is content, ``q`` the cue, ``s`` the speaker, ``r`` the role, ``f`` the affiliation, ``a``
the addressee, ``o`` the occasion. With several statements each tag has its number: ``{q2|kata}``;
``{r1,r2|Kepala Desa}`` marks the role for both. Spans may nest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from sumber.records import Article, Notes, Span, Statement
from sumber.stages import Stage, annotate

ALWAYS = {"q": "cue", "s": "speaker"}
WHERE_MARKED = {"r": "role", "f": "affiliation", "a": "addressee", "o": "occasion"}
TAGS = re.compile(r"\{([a-z]\d*(?:,[a-z]\d*)*)\|")


def unmark(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """Return the plain text and the spans of each tag."""
    plain, opened = "", list[tuple[str, int]]()
    spans: dict[str, list[Span]] = defaultdict(list)
    at = 0
    while at < len(marked):
        tags = TAGS.match(marked, at)
        if tags is not None:
            opened.append((tags[1], len(plain)))
            at = tags.end()
            continue
        if marked[at] == "}":
            names, start = opened.pop()
            for name in names.split(","):
                spans[name if name[1:] else f"{name}1"].append(Span(start, len(plain)))
        else:
            plain += marked[at]
        at += 1
    assert not opened, marked
    return plain, dict(spans)


def run(text: str, steps: tuple[Stage, ...], published: str | None = None) -> Notes:
    """Run all stages over a text."""
    return annotate(Article(id="a", text=text, published=published), steps)


def spell(text: str, span: Span | None) -> str | None:
    """Return place and characters of a span, as a failing test shows them."""
    return None if span is None else f"{span.start}: {span.of(text)}"


def expected_of(marked: str, sources: list[str]) -> tuple[str, list[dict[str, Any]]]:
    """Return the text and the facts that marks and ``sources`` (*direct by Rini*) tell."""
    text, spans = unmark(marked)
    fields = ALWAYS | {
        tag: name for tag, name in WHERE_MARKED.items() if any(key[0] == tag for key in spans)
    }
    facts = []
    for number, source in enumerate(sources, start=1):
        kind, who = source.split(" by ")
        told: dict[str, Any] = {
            "kind": kind,
            "who": None if who == "nobody" else who,
            "contents": [spell(text, span) for span in sorted(spans[f"c{number}"])],
        }
        for tag, name in fields.items():
            (span,) = spans.get(f"{tag}{number}", [None])
            told[name] = spell(text, span)
        facts.append(told)
    return text, facts


def found_in(text: str, statements: tuple[Statement, ...], like: dict[str, Any]) -> list[Any]:
    """Return the facts of the statements, of the fields that ``like`` has."""
    return [
        {
            "kind": s.kind,
            "who": s.who and s.who.of(text),
            "contents": [spell(text, span) for span in s.contents],
        }
        | {
            name: spell(text, getattr(s, name))
            for name in like
            if name not in ("kind", "who", "contents")
        }
        for s in statements
    ]


def compared(
    marked: str, sources: list[str], steps: tuple[Stage, ...], published: str | None = None
) -> tuple[list[Any], list[Any]]:
    """Return the statements that the stages find, and those that the marks tell."""
    text, expected = expected_of(marked, sources)
    like = expected[0] if expected else {}
    return found_in(text, run(text, steps, published).statements, like), expected

"""Where a span stands, in the words of the W3C Web Annotation Data Model.

Each span gets two selectors: a ``TextPositionSelector``, whose numbers are code points from 0 and
half-open as sumber's own, and a ``TextQuoteSelector`` with the exact characters and some before
and after them, by which the place is found again in a text that has moved.

Source: W3C Recommendation "Web Annotation Data Model", 23 February 2017, sections 4.2.4 and 4.2.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from sumber.errors import ReadError
from sumber.records import Span

AROUND: Final = 32
"""Characters before and after a quotation that are given to find it again."""


def iri(kind: str, *names: str) -> str:
    """Return sumber's own name of a thing: ``urn:sumber:article:a1`` or ``…:a1:s1``."""
    return ":".join(
        ["urn:sumber", kind, *(quote(name, safe="", errors="surrogatepass") for name in names)]
    )


def resource(text: str, span: Span, article: str) -> dict[str, Any]:
    """Return the span as a ``SpecificResource`` of the article with that IRI."""
    return {
        "type": "SpecificResource",
        "source": article,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }


def parse_resource(text: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``{"start", "end", "exact"}`` of a resource that has either selector or both.

    Where the position does not hold the quoted characters, or is not given, the place is where
    the quotation stands with what is around it. Raises ``ReadError`` where it stands nowhere.
    """
    selectors = found["selector"]
    parts = selectors if isinstance(selectors, list) else [selectors]
    by_type = {part["type"]: part for part in parts}
    position = by_type.get("TextPositionSelector")
    quoted = by_type.get("TextQuoteSelector")
    if position and (not quoted or _holds(text, position, quoted["exact"])):
        start, end = position["start"], position["end"]
        return {"start": start, "end": end, "exact": text[start:end]}
    if not quoted:
        raise ReadError("A target has neither a TextPositionSelector nor a TextQuoteSelector.")
    return _found(text, quoted, position)


def _holds(text: str, position: Mapping[str, Any], exact: str) -> bool:
    return text[position["start"] : position["end"]] == exact


def _found(
    text: str, quoted: Mapping[str, Any], position: Mapping[str, Any] | None
) -> dict[str, Any]:
    exact, before, after = quoted["exact"], quoted.get("prefix", ""), quoted.get("suffix", "")
    at = text.find(before + exact + after)
    start = at + len(before) if at >= 0 else nearest(text, exact, (position or {}).get("start", 0))
    if start < 0:
        raise ReadError(f"The text does not hold {exact!r}.")
    return {"start": start, "end": start + len(exact), "exact": exact}


def nearest(text: str, exact: str, near: int) -> int:
    """Return where ``exact`` stands nearest to the position ``near``, or -1."""
    before, after = text.rfind(exact, 0, max(0, near) + len(exact)), text.find(exact, max(0, near))
    if before < 0 or after < 0:
        return max(before, after)
    return before if near - before <= after - near else after

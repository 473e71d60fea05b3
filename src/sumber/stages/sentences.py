"""Find tokens, quotations and sentences.

1. Tokens by one pattern.
2. Quotations by pairing the marks (``marks``).
3. Sentences: they end at line ends and at ``. ? !`` before a capital, also where the blank is
   missing; never inside a quotation, after an abbreviation or an initial, or inside a number.
   A quotation that ends its own sentence ends the outer one when a capital or a mark follows.
   Regions begin and end sentences.
4. Clauses: the items of each sentence (``clauses``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from sumber.language import load
from sumber.language.tokens import tokenise
from sumber.records import Article, Notes, Quotation, Region, Span
from sumber.stages.clauses import clauses
from sumber.stages.marks import find_quotations

ABBREVIATIONS = frozenset(load("sentences")["abbreviations"])
# A stop, closing brackets, then the next sentence; or a line end.
BORDER = re.compile(
    r"(?P<line>(?:\n|\|\|)[\s|]*)"
    r"|(?<![.?!…])(?P<stop>[.?!…]++)[)\]*]*+"
    r"(?=(?P<gap>\s*+)(?:[\"“”„«＂'‘(\[`]{0,2}[A-ZÀ-Þ0-9]|[\"“„«＂]))"
)
LAST_WORD = re.compile(r"[\w'-]+$")
MARK = re.compile(r"[\n|.?!…]")


def find_sentences(article: Article, notes: Notes) -> Notes:
    """Return the notes with their tokens, quotations and sentences filled."""
    text = article.text
    quotations = find_quotations(text)
    found = msgspec.structs.replace(
        notes,
        tokens=tokenise(text),
        quotations=tuple(quotations),
        sentences=tuple(_sentences(text, quotations, notes.regions)),
    )
    return msgspec.structs.replace(found, clauses=tuple(clauses(found)))


def _sentences(text: str, quotations: list[Quotation], regions: tuple[Region, ...]) -> list[Span]:
    edges = {edge for region in regions for edge in (region.span.start, region.span.end)}
    borders = sorted({0, len(text), *edges, *_borders(text, quotations)})
    spans = (_trim(text, start, end) for start, end in pairwise(borders))
    return [span for span in spans if span.start < span.end]


def _borders(text: str, quotations: list[Quotation]) -> list[int]:
    """Return where sentences end, in text order."""
    found: list[int] = []
    at = 0
    for match in _border_matches(text):
        while at < len(quotations) and quotations[at].span.end <= match.start():
            at += 1
        if at < len(quotations) and quotations[at].span.start <= match.start():
            continue
        if match["line"] is not None or _is_stop(text, match):
            found.append(match.end())
    found.extend(q.span.end for q in quotations if _ends_sentence(text, q))
    return found


def _border_matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the places where a sentence may end; most characters are passed over quickly."""
    end = 0
    for mark in MARK.finditer(text):
        match = BORDER.match(text, mark.start()) if mark.start() >= end else None
        if match is not None:
            end = match.end()
            yield match


def _is_stop(text: str, match: re.Match[str]) -> bool:
    """Tell whether a stop ends a sentence: no abbreviation, initial, number or name of a site."""
    start, follower = match.start(), text[match.end() : match.end() + 1]
    word = LAST_WORD.search(text[max(0, start - 24) : start])
    last = word.group() if word else ""
    if match["stop"] != ".":
        return bool(match["gap"]) or not follower.isdigit()
    if not match["gap"]:
        return _is_glued_stop(text, match.end(), last, follower)
    if len(last) == 1 and last.isupper():
        return False
    return last.lower() not in ABBREVIATIONS


def _is_glued_stop(text: str, after: int, last: str, follower: str) -> bool:
    """A stop without a blank counts where a lower-case word ends and a capitalised one begins."""
    if follower in '"“„«＂':
        return True
    if text[after - 2 : after - 1] in (")", "]", '"', "”"):
        return follower.isupper()
    if not last or follower.isdigit() or last.lower() in ABBREVIATIONS:
        return False
    follows = text[after : after + 2]
    lower_next = len(follows) == 2 and follows[1].islower()
    return len(last) > 1 and (last[-1].islower() or last[-1].isdigit()) and lower_next


def _ends_sentence(text: str, quotation: Quotation) -> bool:
    """Tell whether a sentence ends with the closing mark of ``quotation``."""
    end = quotation.span.end
    rest = text[end : end + 3].lstrip(" .")
    last = text[quotation.content.end - 1]
    comma = text[quotation.content.end : end].lstrip().startswith(",")
    if not rest or comma or last not in ".?!…":
        return text[end : end + 1] == "." and rest[:1].isupper()
    return rest[0].isupper() or rest[0] in '"“”'


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] == "|"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == "|"):
        end -= 1
    return Span(start, end)

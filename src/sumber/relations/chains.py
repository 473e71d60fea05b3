"""Who has it from whom: the table ``links``.

1. ``homes``: the known source that published each article, and its day (a kernel, SQL).
2. ``cites``: what each article cites (a kernel); ``shares``: with which other articles it shares a
   passage, or an utterance with one of a cited outlet (kernels, SQL).
3. ``links``: a cited outlet leads to its article that shares most with this one and is not younger;
   a passage leads to the article that had it first (a kernel).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Local, Reach, Select, Step
from sumber.plan.tables import LINKS
from sumber.records import Article
from sumber.relations.profiles import days_between
from sumber.relations.rows import Rows, each, pack, unpack

HOMES: Final = pa.schema([("article", pa.string()), ("known", pa.string()), ("day", pa.string())])
CITES: Final = pa.schema([("article", pa.string()), ("known", pa.string()), ("cite", pa.string())])
SHARES: Final = pa.schema([(name, pa.string()) for name in ("a", "b", "article", "other", "share")])
VOICED: Final = pa.schema(
    [("utterance", pa.string()), ("article", pa.string()), ("share", pa.string())]
)
_COPYING = ("copy", "contained", "rewrite")
_IDLE = ("boilerplate", "formula")
_QUOTE_BITS = 40.0
_LONG_AFTER = 14
_RESOLVED, _UNRESOLVED = 1.0, 0.9


def find_homes(batches: Batches) -> Batches:
    """Tell which known source published each article."""
    return each(batches, ("id", "url", "outlet", "published"), HOMES, _home)


def _home(name: str, url: str | None, outlet: str | None, published: str | None) -> Rows:
    from sumber.stages.citations.sources import own_outlet

    own = own_outlet(Article(id=name, text="", url=url, outlet=outlet))
    return [(name, own.known, published[:10] if published else None)]


def list_cites(batches: Batches) -> Batches:
    """List what each article cites, its own desk left out."""
    columns = ("article", "type", "source", "known", "standing", "statements", "confidence")
    return each(batches, columns, CITES, _cite)


def _cite(
    article: str,
    kind: str,
    source: str,
    known: str | None,
    standing: str | None,
    statements: list[str] | None,
    confidence: float,
) -> Rows:
    cite = pack(known or source, standing, sorted(statements or []), confidence, kind)
    return [(article, known, cite)]


def list_passages(batches: Batches) -> Batches:
    """List the passages of each article, from its own side."""
    columns = ("a", "b", "a_start", "a_end", "b_start", "b_end", "kind", "bits", "origin")
    return each(batches, (*columns, "confidence", "because"), SHARES, _sides)


def _sides(
    a: str,
    b: str,
    a_start: int,
    a_end: int,
    b_start: int,
    b_end: int,
    kind: str,
    bits: float,
    origin: str | None,
    confidence: float | None,
    because: str | None,
) -> Rows:
    if kind not in _IDLE:
        more = (kind, bits, origin, confidence or 0.0, because or "")
        yield a, b, a, b, pack("passage", b, a_start, a_end, *more)
        yield a, b, b, a, pack("passage", a, b_start, b_end, *more)


def list_voiced(batches: Batches) -> Batches:
    """List which article says an utterance in which statement."""
    return each(batches, ("utterance", "article", "statement"), VOICED, _voiced)


def _voiced(utterance: str, article: str, statement: str) -> Rows:
    return [(utterance, article, pack("quote", article, statement))]


class _Other:
    """Another article and what this one shares with it."""

    def __init__(self, name: str, known: str, day: str) -> None:
        self.name, self.known, self.day = name, known, day
        self.bits = 0.0
        self.statements: set[str] = set()
        self.copied: list[tuple[str, str | None, float, str]] = []

    def had_it_before(self, day: str | None) -> bool:
        """Tell whether this one may have it from there by its day."""
        return not self.day or day is None or self.day <= day


def tell_links(batches: Batches) -> Batches:
    """Tell from whom each article has what it shares and cites."""
    return each(batches, ("article", "known", "day", "cites", "shares", "facts"), LINKS, links)


def links(
    article: str,
    known: str | None,
    day: str | None,
    cites: list[str] | None,
    shares: list[str] | None,
    facts: list[str] | None,
) -> Rows:
    """Return the links of one article."""
    others = _others(shares or [], facts or [])
    led: set[str] = set()
    for source, own in _by_source(cites or []).items():
        if source != known:
            origin = _origin(source, article, day, others)
            led.update([origin.name] if origin else [])
            yield _cited(article, source, own, origin)
    for other in sorted(others.values(), key=lambda one: one.name):
        yield from _copied(article, known, day, other, led)


def _by_source(cites: list[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for source, *facts in map(unpack, cites):
        if facts[-1] != "byline":
            found.setdefault(source, []).append(facts)
    return found


def _others(shares: list[str], facts: list[str]) -> dict[str, _Other]:
    found: dict[str, _Other] = {}
    spans = {fact[0]: fact[2] for fact in map(unpack, facts)}
    for text in shares:
        share, known, day, *mine = text.split("\t")
        kind, name, *more = unpack(share)
        other = found.setdefault(name, _Other(name, known, day))
        if kind == "quote":
            statement = unpack(mine[0])[2]
            if statement not in other.statements:
                other.statements.add(statement)
                other.bits += _QUOTE_BITS
            continue
        start, end, passage, bits, origin, confidence, because = more
        other.bits += bits
        other.statements |= {
            statement
            for statement, parts in spans.items()
            if all(start < e and s < end for s, e in parts)
        }
        if passage in _COPYING:
            other.copied.append((passage, origin, confidence, because))
    return found


def _origin(source: str, article: str, day: str | None, others: dict[str, _Other]) -> _Other | None:
    """Return the article of a cited outlet from which this one has it."""
    likely = [
        one
        for one in others.values()
        if one.known == source
        and one.had_it_before(day)
        and all(origin != article for _, origin, _, _ in one.copied)
    ]
    return min(likely, key=lambda one: (-one.bits, one.day or "9999", one.name), default=None)


def _cited(article: str, source: str, facts: list[Any], origin: _Other | None) -> tuple[Any, ...]:
    statements = {statement for fact in facts for statement in fact[1]}
    standings = sorted(fact[0] for fact in facts if fact[0])
    because = ["cited"]
    if origin is not None:
        because += sorted({f"{kind} passage" for kind, *_ in origin.copied})
        because += [f"shared statements {len(origin.statements)}"] if origin.statements else []
    factor = _RESOLVED if origin else _UNRESOLVED
    return (
        article,
        origin.name if origin else None,
        source,
        standings[-1] if standings else None,
        "both" if origin and origin.copied else "citation",
        sorted(statements),
        round(max(fact[2] for fact in facts) * factor, 3),
        "; ".join(because),
    )


def _copied(
    article: str, known: str | None, day: str | None, other: _Other, led: set[str]
) -> Iterator[tuple[Any, ...]]:
    """Yield the link to an article that had this one's passages first.

    What an outlet takes over from its own earlier articles is first-hand; what was only rewritten
    long after, by the same form every time (*prakiraan cuaca hari ini*), is no link.
    """
    first = [one for one in other.copied if one[1] == other.name]
    if not first or other.name in led or (_is_form(first) and _is_long_after(other.day, day)):
        return
    own = bool(known) and known == other.known
    told = sorted({f"{kind}: {why}" if why else kind for kind, _, _, why in first})
    yield (
        article,
        other.name,
        None,
        "first-hand" if own else None,
        "passage",
        sorted(other.statements),
        round(max(one[2] for one in first), 3),
        "; ".join([*(["own outlet"] if own else []), *told]),
    )


def _is_form(copied: list[tuple[str, str | None, float, str]]) -> bool:
    return all(kind == "rewrite" and why in ("", "time") for kind, _, _, why in copied)


def _is_long_after(one: str | None, other: str | None) -> bool:
    gap = days_between([one] if one else [], [other] if other else [])
    return gap is not None and gap > _LONG_AFTER


_PAIR: Final = pa.schema([("article", pa.string()), ("share", pa.string())])

STEPS: Final = (
    Step(
        name="outlets",
        reads=("articles",),
        runs=Kernel(find_homes, columns=("id", "url", "outlet", "published")),
        schema=HOMES,
        note="the known source that published each article",
        local=Local(("article",), {"articles": ("id",)}),
    ),
    Step(
        name="homes",
        reads=("outlets", "citations"),
        runs=Select(
            """
            SELECT o.article, coalesce(o.known, b.known) AS known, o.day
            FROM outlets o LEFT JOIN (
                SELECT article, min(known) AS known FROM citations
                WHERE type = 'byline' AND known IS NOT NULL
                GROUP BY article HAVING count(DISTINCT known) = 1
            ) b ON b.article = o.article
            """
        ),
        schema=HOMES,
        note="the same, also by the byline",
        local=Local(("article",), {"outlets": ("article",), "citations": ("article",)}),
    ),
    Step(
        name="cites",
        reads=("citations",),
        runs=Kernel(
            list_cites,
            columns=(
                "article",
                "type",
                "source",
                "known",
                "standing",
                "statements",
                "confidence",
            ),
        ),
        schema=CITES,
        note="what each article cites",
        local=Local(("article",), {"citations": ("article",)}),
    ),
    Step(
        name="passage_sides",
        reads=("passages",),
        runs=Kernel(list_passages),
        schema=SHARES,
        note="the passages of each article",
        local=Local(("a", "b"), {"passages": ("a", "b")}),
    ),
    Step(
        name="voiced",
        reads=("variants",),
        runs=Kernel(list_voiced, columns=("utterance", "article", "statement")),
        schema=VOICED,
        note="which article says which utterance",
        local=Local(("utterance",), {"variants": ("utterance",)}),
    ),
    Step(
        name="shares",
        reads=("passage_sides", "voiced", "cites", "homes"),
        runs=Select(
            """
            SELECT p.article,
                   p.share || '\t' || coalesce(h.known, '') || '\t' || coalesce(h.day, '') AS share
            FROM passage_sides p JOIN homes h ON h.article = p.other
            UNION
            SELECT v.article,
                   o.share || '\t' || h.known || '\t' || coalesce(h.day, '') || '\t' || v.share
                   AS share
            FROM voiced v
            JOIN (SELECT DISTINCT article, known FROM cites WHERE known IS NOT NULL) c
              ON c.article = v.article
            JOIN voiced o ON o.utterance = v.utterance AND o.article <> v.article
            JOIN homes h ON h.article = o.article AND h.known = c.known
            """
        ),
        schema=_PAIR,
        note="what each article shares with others",
        local=Local(
            ("article",),
            {
                "passage_sides": ("article",),
                "voiced": Reach(
                    "SELECT article FROM {changed} UNION ALL SELECT v.article FROM voiced__ever v "
                    "JOIN {changed} c ON c.utterance = v.utterance"
                ),
                "cites": ("article",),
                "homes": Reach(
                    "SELECT p.article FROM passage_sides__ever p "
                    "JOIN {changed} c ON c.article = p.other "
                    "UNION ALL SELECT v.article FROM voiced__ever v "
                    "JOIN voiced__ever o ON o.utterance = v.utterance "
                    "JOIN {changed} c ON c.article = o.article"
                ),
            },
        ),
    ),
    Step(
        name="led",
        reads=("homes", "cites", "shares", "statement_facts"),
        runs=Select(
            """
            SELECT h.article, h.known, h.day, c.cites, s.shares, f.facts
            FROM homes h
            LEFT JOIN (
                SELECT article, array_sort(array_agg(cite)) AS cites FROM cites GROUP BY article
            ) c ON c.article = h.article
            LEFT JOIN (
                SELECT article, array_sort(array_agg(share)) AS shares FROM shares GROUP BY article
            ) s ON s.article = h.article
            LEFT JOIN (
                SELECT article, array_sort(array_agg(fact)) AS facts FROM statement_facts
                GROUP BY article
            ) f ON f.article = h.article
            WHERE c.article IS NOT NULL OR s.article IS NOT NULL
            """,
            stored=False,
        ),
        schema=pa.schema(
            [
                *HOMES,
                ("cites", pa.list_(pa.string())),
                ("shares", pa.list_(pa.string())),
                ("facts", pa.list_(pa.string())),
            ]
        ),
        note="all that may lead an article to its origin",
        local=Local(
            ("article",),
            dict.fromkeys(("homes", "cites", "shares", "statement_facts"), ("article",)),
        ),
    ),
    Step(
        name="links",
        reads=("led",),
        runs=Kernel(tell_links, columns=("article", "known", "day", "cites", "shares", "facts")),
        schema=LINKS,
        note="who has it from whom",
        kept=True,
        local=Local(("article",), {"led": ("article",)}),
    ),
)

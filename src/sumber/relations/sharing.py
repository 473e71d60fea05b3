"""What articles share and cite, by which links are told: the table ``shares`` and before it.

1. ``homes``: the known source that published each article, and its day (a kernel, SQL).
2. ``cites``: what each article cites (a kernel); ``passage_sides``: its passages, from its side.
3. ``voiced``: which article says which utterance; ``voiced_first``: in each utterance the first few
   statements of each outlet, so that what is shared grows with the statements, however many
   articles have one utterance (SQL).
4. ``shares``: with which other articles each shares a passage, or an utterance with one of a cited
   outlet (SQL).
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Local, Reach, Select, Step
from sumber.records import Article
from sumber.relations.rows import Rows, each, pack

HOMES: Final = pa.schema([("article", pa.string()), ("known", pa.string()), ("day", pa.string())])
CITES: Final = pa.schema([("article", pa.string()), ("known", pa.string()), ("cite", pa.string())])
SHARES: Final = pa.schema([(name, pa.string()) for name in ("a", "b", "article", "other", "share")])
VOICED: Final = pa.schema(
    [("utterance", pa.string()), ("article", pa.string()), ("share", pa.string())]
)
FIRST: Final = pa.schema([*VOICED, *((name, pa.string()) for name in ("known", "day", "heard"))])
"""``heard``: utterance and outlet as one text: an engine free to join by outlets alone first would
pair every article that cites an outlet with all that this one heard."""
_IDLE = ("boilerplate", "formula")
_FIRST = 6
"""Statements of an outlet to which those who cite it may be led, the first of each utterance."""


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
        name="voiced_first",
        reads=("voiced", "homes"),
        runs=Select(
            f"""
            SELECT utterance, article, share, known, day, utterance || ' ' || known AS heard FROM (
                SELECT v.utterance, v.article, v.share, h.known, h.day, row_number() OVER (
                    PARTITION BY v.utterance, h.known
                    ORDER BY h.day NULLS LAST, v.article, v.share
                ) AS nth
                FROM voiced v JOIN homes h ON h.article = v.article WHERE h.known IS NOT NULL
            ) t WHERE nth <= {_FIRST}
            """
        ),
        schema=FIRST,
        note="the first statements of each outlet that are one utterance",
        local=Local(
            ("utterance",),
            {
                "voiced": ("utterance",),
                "homes": Reach(
                    "SELECT v.utterance FROM voiced__ever v "
                    "JOIN {changed} c ON c.article = v.article"
                ),
            },
        ),
    ),
    Step(
        name="shares",
        reads=("passage_sides", "voiced", "voiced_first", "cites", "homes"),
        runs=Select(
            """
            SELECT p.article,
                   p.share || '\t' || coalesce(h.known, '') || '\t' || coalesce(h.day, '') AS share
            FROM passage_sides p JOIN homes h ON h.article = p.other
            UNION
            SELECT v.article,
                   o.share || '\t' || o.known || '\t' || coalesce(o.day, '') || '\t' || v.share
                   AS share
            FROM voiced v
            JOIN (SELECT DISTINCT article, known FROM cites WHERE known IS NOT NULL) c
              ON c.article = v.article
            JOIN voiced_first o
              ON o.heard = v.utterance || ' ' || c.known AND o.article <> v.article
            """
        ),
        schema=_PAIR,
        note="what each article shares with others",
        local=Local(
            ("article",),
            {
                "passage_sides": ("article",),
                "voiced": ("article",),
                "voiced_first": Reach(
                    "SELECT v.article FROM voiced__ever v "
                    "JOIN {changed} c ON c.utterance = v.utterance"
                ),
                "cites": ("article",),
                "homes": Reach(
                    "SELECT p.article FROM passage_sides__ever p "
                    "JOIN {changed} c ON c.article = p.other"
                ),
            },
        ),
    ),
)

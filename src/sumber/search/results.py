"""What a search answers with."""

from __future__ import annotations

from typing import TypedDict

import msgspec

from sumber.records import Article, Citation, Span, Statement
from sumber.search.fields import Facet, What


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What a hit must fit besides the words; ``None`` fits all.

    ``source``, ``role``, ``body`` and ``outlet``: words of the name, without regard to case and
    accents. ``kind``: direct, indirect, mixed for statements; outlet, platform, document, provider,
    byline for citations. ``standing``: first-hand, second-hand, official, provider, open.
    ``since`` and ``until``: the first and the last day, ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.
    ``exactly``: pairs of a facet and one of its values, as the answer's facets name them.
    """

    source: str | None = None
    role: str | None = None
    body: str | None = None
    outlet: str | None = None
    kind: str | None = None
    standing: str | None = None
    since: str | None = None
    until: str | None = None
    exactly: tuple[tuple[Facet, str], ...] = ()


class SearchOptions(TypedDict, total=False):
    """What else can be asked of a search; see :meth:`sumber.search.Index.search`."""

    what: What
    limit: int
    offset: int
    affixes: bool
    newest: bool
    facets: bool


class Snippet(msgspec.Struct, frozen=True):
    """A sentence of the article's text that holds words of the query, and where they stand.

    All spans are code points of ``article.text``.
    """

    span: Span
    marks: tuple[Span, ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An article, or a statement or citation in it, with the words that were looked for.

    ``score`` is higher for the better; it compares hits of one answer alone.
    """

    what: What
    article: Article
    statement: Statement | None = None
    citation: Citation | None = None
    score: float
    snippets: tuple[Snippet, ...] = ()


class FacetCount(msgspec.Struct, frozen=True):
    """A value of a facet and how many hits have it."""

    value: str
    count: int


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """The best hits from ``offset`` on, of ``total``.

    ``facets`` count all hits, the commonest values first; ``words`` are the folded words that were
    marked; ``state`` is the number of the state of the corpus that was searched.
    """

    total: int
    offset: int
    hits: tuple[Hit, ...]
    facets: dict[Facet, tuple[FacetCount, ...]]
    words: tuple[str, ...]
    state: int


class Searched(msgspec.Struct, frozen=True, kw_only=True):
    """What a search covers: so many articles of so many outlets, published from ... to.

    ``undated`` counts the articles without a day of publication.
    """

    articles: int
    outlets: int
    first: str | None
    last: str | None
    undated: int


class SourceCount(msgspec.Struct, frozen=True, kw_only=True):
    """A source by name: how many statements and citations it has, on which days (ISO 8601)."""

    name: str
    statements: int
    citations: int
    first: str | None = None
    last: str | None = None

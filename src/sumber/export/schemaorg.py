"""schema.org's ``ClaimReview`` and ``NewsArticle``, read and written, and drafts of reviews.

Publishers put these into their pages as JSON-LD, and fact-checkers exchange them in feeds. A
document may be one object, a list, an object with ``@graph``, or a ``DataFeed`` with its
``dataFeedElement``; the names of types may carry a prefix or schema.org's address.

A review's rating is a person's to give: :func:`as_draft` leaves it, its author and its address out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from sumber.export.contexts import SCHEMA
from sumber.export.jsonld import AGENTS, present
from sumber.export.parsing import parse_json
from sumber.records import Article

MAX_DEPTH: Final = 32
_ARTICLES: Final = ("NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle")
_HOLDERS: Final = ("@graph", "dataFeedElement", "itemListElement", "item", "hasPart", "mainEntity")


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """A fact-checker's review of a claim.

    ``claimed_on`` and ``reviewed_on`` are ISO 8601 as the publisher wrote them; ``appearances``
    are the addresses of works in which the claim stands, the first known one in front. ``rating``
    is the verdict in words, ``value`` its place between ``worst`` and ``best``.
    """

    claim: str
    claimant: str | None = None
    claimant_type: str | None = None
    claimed_on: str | None = None
    appearances: tuple[str, ...] = ()
    rating: str | None = None
    value: float | None = None
    best: float | None = None
    worst: float | None = None
    title: str | None = None
    url: str | None = None
    reviewer: str | None = None
    reviewed_on: str | None = None


def as_claim_review(review: Review) -> dict[str, Any]:
    """Return the review as schema.org's ``ClaimReview``, ready for a page."""
    rating = present(
        {
            "alternateName": review.rating,
            "ratingValue": review.value,
            "bestRating": review.best,
            "worstRating": review.worst,
        }
    )
    return present(
        {
            "@context": SCHEMA,
            "@type": "ClaimReview",
            "name": review.title,
            "url": review.url,
            "datePublished": review.reviewed_on,
            "author": _named("Organization", review.reviewer),
            "claimReviewed": review.claim,
            "itemReviewed": _claim(review),
            "reviewRating": {"@type": "Rating", **rating} if rating else None,
        }
    )


def _claim(review: Review) -> dict[str, Any]:
    works = [{"@type": "CreativeWork", "url": url} for url in review.appearances]
    return present(
        {
            "@type": "Claim",
            "text": review.claim,
            "author": _named(review.claimant_type or "Person", review.claimant),
            "datePublished": review.claimed_on,
            "firstAppearance": works[0] if works else None,
            "appearance": works[1:],
        }
    )


def as_draft(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a ``ClaimReview`` without a verdict for one row of ``ask.quotes``."""
    review = Review(
        claim=row["quote"],
        claimant=row["who"],
        claimant_type=AGENTS.get(row["who_type"], "Person"),
        claimed_on=row["said_on"] or row["published"],
        appearances=(row["url"],) if row["url"] else (),
    )
    return as_claim_review(review)


def as_news_article(article: Article) -> dict[str, Any]:
    """Return the article as schema.org's ``NewsArticle``."""
    return present(
        {
            "@context": SCHEMA,
            "@type": "NewsArticle",
            "identifier": article.id,
            "headline": article.title,
            "url": article.url,
            "publisher": _named("NewsMediaOrganization", article.outlet),
            "datePublished": article.published,
            "inLanguage": "id",
            "articleBody": article.text,
        }
    )


def read_claim_reviews(data: bytes | str) -> Iterator[Review]:
    """Yield every review of a JSON document. Raises ``ReadError`` where it is no JSON."""
    for node in _things(parse_json(data), ("ClaimReview",)):
        yield _review(node)


def read_news_articles(data: bytes | str) -> Iterator[Article]:
    """Yield every article with a text of a JSON document. Raises ``ReadError``."""
    for node in _things(parse_json(data), _ARTICLES):
        text = node.get("articleBody")
        if isinstance(text, str) and text:
            yield _article(node, text)


def _review(node: Mapping[str, Any]) -> Review:
    item, rating = _one(node.get("itemReviewed")), _one(node.get("reviewRating"))
    author = _one(item.get("author"))
    works = [*_many(item.get("firstAppearance")), *_many(item.get("appearance"))]
    urls = (_text(_one(work).get("url") or _one(work).get("@id")) for work in works)
    given = [_text(url) for url in _many(author.get("sameAs"))] if not works else []
    return Review(
        claim=_text(node.get("claimReviewed")) or _text(item.get("text")) or "",
        claimant=_text(author.get("name")),
        claimant_type=next(_names(author), None),
        claimed_on=_text(item.get("datePublished")),
        appearances=tuple(dict.fromkeys(url for url in (*urls, *given) if url)),
        rating=_text(rating.get("alternateName")),
        value=_number(rating.get("ratingValue")),
        best=_number(rating.get("bestRating")),
        worst=_number(rating.get("worstRating")),
        title=_text(node.get("name") or node.get("headline")),
        url=_text(node.get("url")),
        reviewer=_text(_one(node.get("author")).get("name")),
        reviewed_on=_text(node.get("datePublished")),
    )


def _article(node: Mapping[str, Any], text: str) -> Article:
    from sumber.export.interchange import text_hash

    url = _text(node.get("url")) or _text(node.get("mainEntityOfPage"))
    return Article(
        id=_text(node.get("identifier")) or url or text_hash(text)[:16],
        text=text,
        url=url,
        outlet=_text(_one(node.get("publisher")).get("name")),
        title=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished")),
    )


def _things(
    found: Any, wanted: tuple[str, ...], depth: int = MAX_DEPTH
) -> Iterator[Mapping[str, Any]]:
    if isinstance(found, list) and depth:
        for one in found:
            yield from _things(one, wanted, depth - 1)
    if isinstance(found, dict) and depth:
        if set(_names(found)) & set(wanted):
            yield found
            return
        for name in _HOLDERS:
            yield from _things(found.get(name), wanted, depth - 1)


def _names(node: Mapping[str, Any]) -> Iterator[str]:
    """Yield the types of a node without prefix or address."""
    for name in _many(node.get("@type") or node.get("type")):
        yield str(name).rpartition("/")[2].rpartition(":")[2]


def _named(kind: str, name: str | None) -> dict[str, Any] | None:
    return None if name is None else {"@type": kind, "name": name}


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _one(value: Any) -> dict[str, Any]:
    """Return the first object of a value; words alone stand for a name and an address."""
    first = next(iter(_many(value)), None)
    if isinstance(first, dict):
        return first
    return {"name": first, "url": first} if isinstance(first, str) else {}


def _text(value: Any) -> str | None:
    first = next(iter(_many(value)), None)
    if isinstance(first, dict):
        first = first.get("@value") or first.get("@id") or first.get("value") or first.get("name")
    return str(first) if isinstance(first, str | int | float) else None


def _number(value: Any) -> float | None:
    try:
        return float(_text(value) or "")
    except ValueError:
        return None

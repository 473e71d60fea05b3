"""ClaimReview and NewsArticle, written and read in the shapes that publishers give them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sumber.corpus import Corpus
from sumber.errors import ReadError
from sumber.export.schemaorg import (
    Review,
    as_claim_review,
    as_draft,
    as_news_article,
    read_claim_reviews,
    read_news_articles,
)
from tests.export.making import article

FULL = Review(
    claim="Air laut di Sukamaju naik dua meter",
    claimant="Rini Wardani",
    claimant_type="Person",
    claimed_on="2023-07-11",
    appearances=("https://a.example/1", "https://b.example/2"),
    rating="Salah",
    value=1.0,
    best=5.0,
    worst=1.0,
    title="Cek fakta: air laut",
    url="https://cek.example/9",
    reviewer="Cek Gema",
    reviewed_on="2023-07-13",
)


@pytest.mark.parametrize("review", [FULL, Review(claim="Air surut")])
def test_a_review_comes_back(review: Review) -> None:
    back = list(read_claim_reviews(json.dumps(as_claim_review(review))))
    kind = review.claimant_type
    assert back == [review]
    assert back[0].claimant_type == kind


def test_an_article_comes_back() -> None:
    there = article(path=None)
    assert list(read_news_articles(json.dumps(as_news_article(there)))) == [there]


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda one: [one],
        lambda one: {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, one]},
        lambda one: {"@type": "DataFeed", "dataFeedElement": [{"item": [one]}]},
        lambda one: {**one, "@type": ["http://schema.org/ClaimReview"]},
        lambda one: {**one, "@type": "schema:ClaimReview"},
        lambda one: {
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "item": one}],
        },
    ],
)
def test_a_review_is_found_wherever_it_is_packed(wrapped: Any) -> None:
    data = json.dumps(wrapped(as_claim_review(FULL)))
    assert list(read_claim_reviews(data)) == [FULL]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"reviewRating": {"ratingValue": "1", "alternateName": ["Salah"]}}, ("Salah", 1.0)),
        ({"reviewRating": {"ratingValue": "tidak ada"}}, (None, None)),
        ({"reviewRating": "Salah"}, (None, None)),
        ({"reviewRating": None}, (None, None)),
    ],
)
def test_ratings_as_they_are_met(changed: Any, expected: Any) -> None:
    (review,) = read_claim_reviews(json.dumps({**as_claim_review(FULL), **changed}))
    assert (review.rating, review.value) == expected


def test_where_the_claimant_says_it_elsewhere_is_an_appearance() -> None:
    node = as_claim_review(Review(claim="Air surut", claimant="Rini"))
    node["itemReviewed"]["author"]["sameAs"] = ["https://x.example/rini"]
    (review,) = read_claim_reviews(json.dumps(node))
    assert review.appearances == ("https://x.example/rini",)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe{", "[" * 100_000])
def test_what_is_no_json_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        list(read_claim_reviews(data))


@pytest.mark.parametrize("found", [5, None, "x", {}, [[]], {"@type": 5}, {"@type": "NewsArticle"}])
def test_what_holds_none_gives_none(found: Any) -> None:
    assert list(read_claim_reviews(json.dumps(found))) == []
    assert list(read_news_articles(json.dumps(found))) == []


def test_values_of_any_kind_do_no_harm() -> None:
    for wrong in (5, [], {}, [[1]], True, {"@value": "x"}, [{"name": ["y"]}]):
        node = dict.fromkeys(as_claim_review(FULL), wrong) | {"@type": "ClaimReview"}
        (review,) = read_claim_reviews(json.dumps(node))
        assert isinstance(review.claim, str)


def test_a_draft_leaves_the_verdict_to_a_person(samples: Corpus) -> None:
    (row,) = samples.quotes(source="Gandhi", limit=1).to_pylist()
    draft = as_draft(row)
    assert draft["claimReviewed"] == row["quote"]
    assert draft["itemReviewed"]["author"]["name"] == row["who"]
    assert draft["itemReviewed"]["firstAppearance"]["url"] == row["url"]
    assert not {"reviewRating", "author", "url"} & draft.keys()

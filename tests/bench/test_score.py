from __future__ import annotations

import importlib.util
import random
from copy import deepcopy
from typing import Any

import pytest

from bench.data import SHARED, gold_sets, read_articles, read_facts
from bench.score import Figures, add_up, interval, not_verbatim, same_source, score, score_article

FIELDS = ("cue", "speaker", "role", "affiliation", "addressee", "occasion")


def statement(start: int, end: int, **fields: Any) -> dict[str, Any]:
    content = {"start": start, "end": end, "exact": "x" * (end - start)}
    return {"kind": "direct", "contents": [content], "who": "Ratna Wulandari", **fields}


def facts(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"statements": list(statements)}


@pytest.mark.parametrize(
    ("found", "overlap", "who"),
    [
        (statement(0, 10), 1, 1),
        (statement(0, 8), 1, 1),
        (statement(0, 7), 0, 0),
        (statement(0, 10, who="Ratna"), 1, 1),
        (statement(0, 10, who="Joko"), 1, 0),
        (statement(0, 10, who=None), 1, 0),
        (statement(20, 30), 0, 0),
    ],
)
def test_a_statement_counts_by_content_and_by_source(
    found: dict[str, Any], overlap: int, who: int
) -> None:
    tally = score_article(facts(statement(0, 10)), facts(found))
    assert tally["statement.overlap"] == Figures(overlap, 1, 1)
    assert tally["statement.who"] == Figures(who, 1, 1)


@pytest.mark.parametrize(
    ("gold", "pred", "same"),
    [
        ({"who": "Ratna Wulandari"}, {"who": "Wulandari"}, True),
        ({"who": "Ratna"}, {"who": "Ratna Wulandari"}, True),
        ({"who": "Ratna", "who_alt": ["Dinas Air"]}, {"who": "dinas air"}, True),
        ({"who": "Ratna Wulandari"}, {"who": "Ratna Dewi"}, False),
        ({"who": None}, {"who": None}, True),
        ({"who": None}, {"who": "Ratna"}, False),
        ({"who": "Ratna"}, {}, False),
    ],
)
def test_sources_are_compared_by_the_words_of_their_names(
    gold: dict[str, Any], pred: dict[str, Any], same: bool
) -> None:
    assert same_source(gold, pred) is same


def test_a_missing_prediction_is_empty() -> None:
    assert score({"a": facts(statement(0, 10))}, {})["statement.overlap"] == Figures(0, 1, 0)


def test_each_prediction_is_paired_once() -> None:
    tally = score_article(facts(statement(0, 10), statement(0, 10)), facts(statement(0, 10)))
    assert tally["statement.overlap"] == Figures(1, 2, 1)


def test_figures_are_percentages() -> None:
    figures = Figures(hit=1, gold=4, pred=2)
    assert (figures.precision, figures.recall) == (50, 25)
    assert figures.f1 == pytest.approx(100 / 3)
    assert Figures().f1 == 0


def test_the_interval_holds_the_figure() -> None:
    tallies = [{"date": Figures(hit, 10, 10)} for hit in (2, 5, 8, 9)]
    low, high = interval(tallies, "date")
    assert low <= add_up(tallies)["date"].f1 <= high


def test_spans_that_do_not_hold_their_text_are_counted() -> None:
    span = {"start": 0, "end": 3, "exact": "Ibu"}
    assert not_verbatim({"a": [span, {"cue": span}]}, "Ibu Ratna") == 0
    assert not_verbatim({"a": [span, {"cue": span}]}, "Pak Joko") == 2


def perturbed(gold: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Spoil facts as an honest tool would: lost, moved, misnamed, made up."""
    facts = deepcopy(gold)
    for key in ("statements", "citations", "dates", "regions"):
        facts[key] = [one for one in facts[key] if chance.random() > 0.15]
        facts[key] += deepcopy([one for one in facts[key] if chance.random() < 0.1])
    for one in facts["statements"]:
        for span in (*one["contents"], *(one[name] for name in FIELDS if one[name])):
            span["end"] = max(span["start"] + 1, span["end"] - chance.choice([0, 0, 0, 3, 20]))
        one["kind"] = chance.choice(["direct", one["kind"], one["kind"]])
        one["who"] = chance.choice(
            [one["who"], one["who"], None, (one["who"] or "Budi").split()[0]]
        )
        one["said_on"] = chance.choice([one["said_on"], "2024-01-02", None])
        for name in FIELDS:
            one[name] = chance.choice([one[name], one[name], one["contents"][0], None])
    for one in facts["citations"]:
        one["source"] = chance.choice([one["source"], "Kantor Berita Angin"])
    for one in facts["dates"]:
        one["value"] = chance.choice([one["value"], "2024-01-02"])
    return facts


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("gold_set", gold_sets(), ids=lambda one: one.name)
def test_figures_equal_those_of_the_shared_scorer(gold_set: Any, seed: int) -> None:
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    gold = read_facts(gold_set.gold)
    chance = random.Random(seed)
    pred = {key: perturbed(one, chance) for key, one in gold.items()}
    expected = theirs.total([theirs.score_article(gold[key], pred[key]) for key in gold])
    assert {name: (f.hit, f.gold, f.pred) for name, f in score(gold, pred).items()} == {
        name: (t.hit, t.gold, t.pred) for name, t in expected.items()
    }
    texts = {article.id: article.text for article in read_articles(*gold_set.articles)}
    assert all(not_verbatim(one, texts[key]) == 0 for key, one in gold.items())


@pytest.mark.parametrize("gold_set", gold_sets(), ids=lambda one: one.name)
def test_gold_scores_full_marks_against_itself(gold_set: Any) -> None:
    gold = read_facts(gold_set.gold)
    assert {figures.f1 for figures in score(gold, gold).values() if figures.gold} == {100}

"""Label Studio: the interface knows what tasks hold, and what people change is read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from sumber.errors import ReadError
from sumber.export.labelstudio import as_task, interface
from sumber.export.labelstudio_parsing import from_task
from sumber.records import Article, Notes
from tests.export.making import TEXT, article, at, notes

FLAT = "😀 “Air surut,” kata Rini."


def region(control: str, label: str, words: str, own: str, text: str = FLAT) -> dict[str, Any]:
    start = text.index(words)
    return {
        "id": own,
        "from_name": control,
        "to_name": "text",
        "type": "labels",
        "value": {
            "start": start,
            "end": start + len(words),
            "text": words,
            "labels": [label],
        },
    }


def relation(start: str, end: str, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": start, "to_id": end, "labels": [label]}


def task(*results: Any, **annotation: Any) -> dict[str, Any]:
    made = {"result": list(results), "updated_at": "2026-01-02", **annotation}
    return {"id": 7, "data": {"text": FLAT}, "annotations": [made]}


def test_every_label_and_field_of_a_task_is_in_the_interface() -> None:
    root = etree.fromstring(interface())
    labels = {
        (control.get("name"), label.get("value"))
        for control in root.iter("Labels")
        for label in control.iter("Label")
    }
    relations = {one.get("value") for one in root.iter("Relation")}
    fields = {one.get("name") for kind in ("Choices", "TextArea") for one in root.iter(kind)}
    results = as_task(article(), notes())["predictions"][0]["result"]
    assert {
        (one["from_name"], one["value"]["labels"][0]) for one in results if one["type"] == "labels"
    } <= labels
    assert {
        label for one in results if one["type"] == "relation" for label in one["labels"]
    } <= relations
    assert {one["from_name"] for one in results if one["type"] in ("choices", "textarea")} <= fields
    assert {one.get("value") for one in root.iter("Text")} == {"$text"}


def test_regions_of_a_task_hold_their_words_and_relations_lead_to_regions() -> None:
    results = as_task(article(), notes())["predictions"][0]["result"]
    regions = [one for one in results if one["type"] == "labels"]
    ids = [one["id"] for one in regions]
    assert len(ids) == len(set(ids))
    for one in regions:
        value = one["value"]
        assert TEXT[value["start"] : value["end"]] == value["text"]
    for one in results:
        if one["type"] == "relation":
            assert {one["from_id"], one["to_id"]} <= set(ids)


def test_what_people_draw_is_read() -> None:
    drawn = task(
        region("statement", "direct", "Air surut", "x1"),
        region("part", "cue", "kata", "x2"),
        region("part", "speaker", "Rini", "x3"),
        region("part", "name", "Rini", "x4"),
        relation("x1", "x2", "cue"),
        relation("x1", "x3", "speaker"),
        relation("x1", "x4", "name"),
    )
    found, facts = from_task(drawn)
    (said,) = facts.statements
    assert found.id == "7"
    assert (said.id, said.kind, said.confidence, said.because) == (
        "s1",
        "direct",
        1,
        ("label studio",),
    )
    assert [span.of(FLAT) for span in said.contents] == ["Air surut"]
    assert (said.cue, said.speaker, said.who) == (
        at("kata", FLAT),
        at("Rini", FLAT),
        at("Rini", FLAT),
    )


def test_a_correction_of_a_prediction_keeps_the_rest() -> None:
    predicted = json.loads(json.dumps(as_task(article(), notes())))
    result = predicted["predictions"][0]["result"]
    kept = [one for one in result if one.get("id") != "statement-2-0"]
    for one in kept:
        if one.get("id") == "statement-0-0" and one["type"] == "labels":
            one["value"]["labels"] = ["mixed"]
    predicted["annotations"] = [{"result": kept}]
    _, facts = from_task(predicted)
    first, second = facts.statements
    there = notes().statements
    assert first.kind == "mixed"
    assert (first.id, first.confidence, second) == ("s1", there[0].confidence, there[1])
    assert facts.citations == notes().citations


def test_the_newest_annotation_that_stands_counts() -> None:
    drawn = task(region("statement", "direct", "Air surut", "a"), updated_at="2026-01-01")
    drawn["annotations"] += [
        {"result": [], "updated_at": "2026-03-01", "was_cancelled": True},
        {"result": [region("date", "date", "Rini", "b")], "updated_at": "2026-02-01"},
    ]
    assert (len(from_task(drawn)[1].statements), len(from_task(drawn)[1].dates)) == (0, 1)
    drawn["annotations"][0]["ground_truth"] = True
    assert len(from_task(drawn)[1].statements) == 1


def test_positions_of_older_editors_in_utf_16_are_understood() -> None:
    shifted = region("statement", "direct", "Air surut", "a")
    shifted["value"]["start"] += 1
    shifted["value"]["end"] += 1
    (said,) = from_task(task(shifted))[1].statements
    assert said.contents == (at("Air surut", FLAT),)


def test_further_parts_join_however_they_are_chained() -> None:
    text = "“A,” kata Rini, “b,” katanya, “c.”"
    results = [region("statement", "direct", words, words, text) for words in ("A", "b", "c")]
    results += [relation("A", "c", "continues"), relation("c", "b", "continues")]
    drawn = {**task(*results, relation("b", "A", "continues")), "data": {"text": text, "id": "x"}}
    drawn["annotations"][0]["result"].pop()
    (said,) = from_task(drawn)[1].statements
    assert [span.of(text) for span in said.contents] == ["A", "b", "c"]


def test_a_circle_of_relations_ends_in_one_statement() -> None:
    results = [region("statement", "direct", words, words) for words in ("Air", "surut")]
    circle = [relation("Air", "surut", "continues"), relation("surut", "Air", "continues")]
    (said,) = from_task(task(*results, *circle))[1].statements
    assert [span.of(FLAT) for span in said.contents] == ["Air", "surut"]


UNPLACED = {"start": 0, "end": 3, "text": "tidak ada", "labels": ["direct"]}


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"data": {}},
        {"data": {"text": FLAT}, "annotations": [{"result": [{}]}]},
        {"data": {"text": FLAT}, "annotations": [{"result": [5]}]},
        task(region("statement", "direct", "kata", "a") | {"value": UNPLACED}),
        task(region("statement", "marah", "kata", "a")),
        task(region("region", "kepala", "kata", "a")),
    ],
)  # fmt: skip
def test_a_task_of_another_interface_is_refused(broken: Any) -> None:
    with pytest.raises(ReadError):
        from_task(broken)


def test_a_task_without_annotations_and_predictions_is_an_article() -> None:
    bare = {"data": {"text": FLAT, "id": "a"}}
    assert from_task(bare) == (Article(id="a", text=FLAT), Notes())

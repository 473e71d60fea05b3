"""Kinds and spans of what invented articles share; the steps and the direct path agree."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from sumber.plan.tables import DECISIONS, PASSAGES
from sumber.reuse import find_passages
from tests.reuse.making import Row, Writer, article, by_steps, exact, in_order, table

WRITE = Writer(1)
SHARED = [WRITE.sentence() for _ in range(8)]
WHOLE = " ".join(SHARED)
SAID = WRITE.sentence(16).rstrip(".")


def changed(text: str, share: float) -> str:
    pick = random.Random(5)
    words = text.split(" ")
    for at in pick.sample(range(len(words)), round(share * len(words))):
        words[at] = WRITE.words(1)[0]
    return " ".join(words)


def pair(a: str, b: str) -> list[Row]:
    return [article("a", a), article("b", b, "b.example", day=2)]


CASES: dict[str, tuple[str, str, str, str | None]] = {
    "whole copy": (WHOLE, WHOLE, "copy", WHOLE),
    "one page": (WHOLE, " ".join(SHARED[2:6]), "contained", " ".join(SHARED[2:6])),
    "light edits": (WHOLE, changed(WHOLE, 0.1), "rewrite", None),
    "heavy edits": (WHOLE, changed(WHOLE, 0.3), "rewrite", None),
    "other order": (WHOLE, " ".join(SHARED[4:] + SHARED[:4]), "rewrite", None),
    "two sentences": (
        f"{WRITE.body()} {SHARED[0]} {SHARED[1]} {WRITE.body()}",
        f"{WRITE.body()} {SHARED[0]} {SHARED[1]} {WRITE.body()}",
        "copy",
        f"{SHARED[0]} {SHARED[1]}",
    ),
    "a quotation": (
        f'{WRITE.body()} "{SAID}," kata Ratri Wiyono. {WRITE.body()}',
        f"{WRITE.body()} Ratri Wiyono mengatakan, “{SAID}.” {WRITE.body()}",
        "quote",
        SAID,
    ),
}


@pytest.mark.parametrize(("a", "b", "kind", "shared"), CASES.values(), ids=CASES)
def test_what_two_articles_share_is_typed_and_exact(
    a: str, b: str, kind: str, shared: str | None
) -> None:
    rows = pair(a, b)
    found = find_passages(table(rows)).to_pylist()
    assert {one["kind"] for one in found} == {kind}
    assert {one["origin"] for one in found} == {None if kind == "quote" else "a"}
    if shared is not None:
        assert [one.rstrip(".") for one in exact(found[0], rows)] == [shared.rstrip(".")] * 2


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (WRITE.body(), WRITE.body()),
        (f"{WRITE.body()} {SHARED[0][:40]}", f"{WRITE.body()} {SHARED[0][:40]}"),
        ("", ""),
        (WHOLE, ""),
    ],
)
def test_what_is_not_shared_is_not_found(a: str, b: str) -> None:
    assert find_passages(table(pair(a, b))).num_rows == 0


def test_no_articles_give_no_passages() -> None:
    assert find_passages(table([])).schema == PASSAGES
    assert find_passages([]).num_rows == 0
    with pytest.raises(ValueError, match="outlet"):
        find_passages(pa.table({"id": ["a"], "text": ["b"]}))


def newsroom() -> list[Row]:
    """Return forty articles of two outlets with their footers, a law's name, copies and quotes."""
    write = Writer(3)
    footers = {name: write.sentence(18) for name in ("a.example", "b.example")}
    law = " ".join(write.words(12))
    story, said = write.body(), write.sentence(12).rstrip(".")
    rows: list[Row] = []
    for nth in range(40):
        outlet = ("a.example", "b.example")[nth % 2]
        text = f"{write.body(6)} {footers[outlet]} {write.body(3)}"
        inside = f"{' '.join(write.words(7))} {law} {' '.join(write.words(7))}."
        text = f"{text} {inside}" if nth % 3 == 0 else text
        text = f"{story} {text}" if nth in (7, 8, 9) else text
        text = f'{text} "{said}," kata Ratri.' if nth in (11, 12, 20) else text
        rows.append(article(f"n{nth:02}", text, outlet, day=2 * nth))
    rows.append(article("undated", story, None, day=None))
    rows.append(article("empty", "", "a.example"))
    return rows


def test_footers_and_set_phrases_are_no_reuse() -> None:
    found = find_passages(table(newsroom())).to_pylist()
    pairs = {(one["a"], one["b"]) for one in found if one["kind"] not in ("quote", "formula")}
    story = ("n07", "n08", "n09", "undated")
    assert pairs == {(a, b) for a in story for b in story if a < b}
    quotes = {(one["a"], one["b"]) for one in found if one["kind"] == "quote"}
    assert quotes == {("n11", "n12"), ("n11", "n20"), ("n12", "n20")}


def test_steps_and_direct_path_give_the_same_rows() -> None:
    articles = table(newsroom())
    stepped = by_steps(articles).sql("SELECT * FROM passages").to_arrow_table()
    assert in_order(stepped) == in_order(find_passages(articles))


def test_boilerplate_is_catalogued_and_a_rejection_is_heeded() -> None:
    rows = newsroom()
    articles = table(rows)
    before = by_steps(articles)
    catalogue = before.sql("SELECT * FROM boilerplate ORDER BY outlet").to_arrow_table().to_pylist()
    assert [(one["outlet"], one["articles"]) for one in catalogue] == [
        ("a.example", 20),
        ("b.example", 20),
    ]
    first = catalogue[0]
    text = next(row["text"] or "" for row in rows if row["id"] == first["article"])
    assert text[first["start"] : first["end"]].count(" ") == 17
    ruled: dict[str, list[Any]] = {
        "about": ["boilerplate"],
        "key": [str(first["key"])],
        "other": [None],
        "decision": ["rejected"],
        "decided_at": [datetime(2026, 4, 1, tzinfo=UTC)],
    }
    after = by_steps(articles, pa.table(ruled, DECISIONS))
    count = "SELECT count(*) FROM masking"
    assert before.sql(count).fetchall() == [(40,)]
    assert after.sql(count).fetchall() == [(20,)]
    ruling = "SELECT decision FROM boilerplate WHERE outlet = 'a.example'"
    assert after.sql(ruling).fetchall() == [("rejected",)]

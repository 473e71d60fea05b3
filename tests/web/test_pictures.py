"""Pictures: nothing overlaps, nothing is said that is not known."""

from __future__ import annotations

from typing import Any

import pytest

from sumber.web.pages.wordings import difference, wordings_of
from sumber.web.pictures import graph, lanes, times


def day(value: str | None, direct: int = 1) -> dict[str, Any]:
    return {"day": value, "direct": direct, "mixed": 0, "indirect": 2}


@pytest.mark.parametrize(
    ("days", "first", "bars"),
    [
        (["2024-05-14"], "2024-05-14", 1),
        (["2024-05-14", "2024-05-20"], "2024-05-14", 7),
        (["2024-01-14", "2024-12-20"], "2024-01", 12),
        (["1999-01-14", "2024-12-20"], "1999", 26),
        (["2024-05", "2024-06-01"], "2024-05", 2),
        (["2023", "2024-06-01"], "2023", 2),
        ([None, "XXXX-01-01", "2024-05-14"], "2024-05-14", 1),
    ],
)
def test_bars_stand_for_the_finest_time_that_fits(
    days: list[str | None], first: str, bars: int
) -> None:
    found = times.bars_of([day(one) for one in days])
    assert (found.bars[0].label, len(found.bars)) == (first, bars)
    ends = [bar.x + bar.width for bar in found.bars]
    assert all(end <= bar.x for end, bar in zip(ends, found.bars[1:], strict=False))
    assert sum(bar.number for bar in found.bars) == 3 * len([d for d in days if d and d[0] != "X"])


def test_no_bars_without_days() -> None:
    assert times.bars_of([day(None)]) == times.Bars([], 0)


def test_a_hundred_centuries_are_no_burden() -> None:
    assert len(times.bars_of([day("0001-01-01"), day("9999-12-31")]).bars) <= times.MOST_YEARS


def member(article: str, outlet: str | None, published: str | None) -> dict[str, Any]:
    return {
        "article": article, "outlet": outlet, "heading": article, "published": published,
        "day": published[:10] if published else None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("published", "first"),
    [
        (["2024-05-14T09:00:00+07:00", "2024-05-14T10:00:00+07:00"], 0),
        (["2024-05-14", "2024-05-14T10:00:00+07:00"], None),
        (["2024-05-14", "2024-05-15"], 0),
        (["2024-05-14", "2024-05-14"], None),
        (["2024-05-14T09:00:00", "2024-05-14T09:00:00"], None),
        (["2024-05-14T09:00:00"], 0),
        ([None, "2024-05-14"], 1),
        (["", "2024"], None),
    ],
)
def test_only_what_surely_was_first_is_called_so(
    published: list[str | None], first: int | None
) -> None:
    found = lanes.timeline([member(f"a{n}", f"o{n}", p) for n, p in enumerate(published)])
    assert [mark.article for mark in found.marks if mark.first] == (
        [] if first is None else [f"a{first}"]
    )
    assert all(lanes.LEFT <= m.x <= m.until <= lanes.WIDTH for m in found.marks)


def link(article: str, origin: str | None, source: str | None = None) -> dict[str, Any]:
    return {"article": article, "origin": origin, "source": source, "evidence": "passage"}


def test_arrows_lead_from_the_first_source_to_the_last_copy() -> None:
    members = [member(name, name, "2024-05-14") for name in "abcd"]
    found = graph.provenance(members, [link("b", "a"), link("c", "b"), link("a", None, "Antara")])
    places = {box.label: box.x for box in found.boxes}
    assert places["Antara"] < places["a"] < places["b"] < places["c"]
    assert "d" not in places
    assert len(found.arrows) == 3
    assert len({(box.x, box.y) for box in found.boxes}) == len(found.boxes)


def test_an_outlet_named_and_its_article_are_one_source() -> None:
    members = [member("a", "Kawat", "2024-05-14"), member("b", "Gema", "2024-05-15")]
    copied = {**link("b", "a"), "origin_outlet": "Kawat"}
    found = graph.provenance(members, [copied, link("b", None, "KAWAT")])
    assert [(box.label, box.article) for box in found.boxes] == [("Kawat", "a"), ("Gema", "b")]
    assert [arrow.evidence for arrow in found.arrows] == ["both"]


def test_a_circle_of_links_ends() -> None:
    members = [member(name, name, None) for name in "ab"]
    assert len(graph.provenance(members, [link("a", "b"), link("b", "a")]).boxes) == 2


def test_a_crowd_is_cut_and_counted() -> None:
    members = [member(f"a{n}", f"o{n}", f"2024-05-{n % 28 + 1:02d}") for n in range(100)]
    found = graph.provenance(members, [link(f"a{n}", "a0") for n in range(1, 100)])
    assert len(found.boxes) == graph.MOST
    assert found.left_out == 100 - graph.MOST
    drawn = lanes.timeline(members)
    assert (len(drawn.lanes), drawn.left_out) == (lanes.MOST, 100 - lanes.MOST)


def test_a_difference_holds_both_wordings() -> None:
    before, after = "Kami tidak mau ambil risiko lagi.", "Kami tak mau mengambil risiko"
    pieces = difference(before, after)
    assert "".join(p.words for p in pieces if p.kind != "left") == after
    assert {p.words for p in pieces if p.kind == "left"} >= {"tidak", "ambil"}


def test_wordings_are_told_apart_by_number() -> None:
    rows = [
        {"wording": 1, "first": False, "quote": "b c"},
        {"wording": 0, "first": True, "quote": "a c"},
        {"wording": 1, "first": False, "quote": "b c"},
    ]
    found = wordings_of(rows)
    assert [(one.number, len(one.rows)) for one in found] == [(0, 1), (1, 2)]
    assert [p.kind for p in found[1].pieces] == ["left", "added", "same"]

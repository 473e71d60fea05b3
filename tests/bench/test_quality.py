from __future__ import annotations

from pathlib import Path

import pytest

from bench import quality
from bench.quality import Floors, Measured, find_faults, raised, read_floors, table, write_floors
from bench.score import Figures

FILES = {"gold.jsonl": "aa"}
HALF = Figures(hit=50, gold=100, pred=100)


def measured(not_verbatim: int = 0, **figures: Figures) -> Measured:
    return Measured(figures=figures, who_interval=(0.0, 0.0), not_verbatim=not_verbatim, articles=1)


@pytest.mark.parametrize(
    ("floor", "files", "wrong_spans", "faults"),
    [
        (50.0, FILES, 0, []),
        (50.1, FILES, 0, ["date is 50.00, below its floor of 50.1"]),
        (50.0, FILES, 2, ["2 spans do not hold the text they point at"]),
        (50.0, {"gold.jsonl": "bb"}, 0, ["files changed since the floors were set: gold.jsonl"]),
        (50.0, {}, 0, ["files changed since the floors were set: gold.jsonl"]),
    ],
)
def test_each_shortfall_is_named(
    floor: float, files: dict[str, str], wrong_spans: int, faults: list[str]
) -> None:
    floors = Floors(sha256=FILES, floors={"date": floor})
    assert list(find_faults(floors, files, measured(wrong_spans, date=HALF))) == faults


@pytest.mark.parametrize(
    ("before", "figures", "after"),
    [
        ({}, HALF, {"date": 49.0}),
        ({"date": 40.0}, HALF, {"date": 49.0}),
        ({"date": 60.0}, HALF, {"date": 60.0}),
        ({}, Figures(5, 10, 10), {}),
        ({"date": 40.0}, Figures(5, 10, 10), {"date": 40.0}),
    ],
)
def test_floors_only_rise(
    before: dict[str, float], figures: Figures, after: dict[str, float]
) -> None:
    assert raised(Floors(floors=before), FILES, {"date": figures}) == Floors(FILES, after)


def test_floors_are_read_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "FLOORS", tmp_path / "floors.toml")
    pinned = {"dev": Floors(FILES, {"statement.who": 70.5}), "samples": Floors()}
    write_floors(pinned)
    assert read_floors() == pinned


def test_a_figure_below_its_floor_is_marked() -> None:
    lines = list(table("dev", measured(date=HALF), Floors(floors={"date": 60.0})))
    assert lines[-1].endswith("below")


def test_the_floors_of_the_project_hold_the_agreed_minimum() -> None:
    least = {"statement.overlap": 86, "statement.who": 70, "date": 85, "citation": 50, "region": 75}
    floors = read_floors()["dev"].floors
    assert {name for name, value in least.items() if floors[name] < value} == set()

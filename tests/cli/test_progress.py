"""What a long command says of how far it is."""

from __future__ import annotations

import pytest

from sumber.cli import progress
from sumber.cli.progress import Meter, meter, share
from sumber.messages import speak


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    return now


def test_away_from_a_terminal_a_line_comes_now_and_then(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    shown = Meter(speak("en"), after=0)
    for second in range(1, 25):
        clock[0] = 100.0 + second
        shown.tell(second * 100, 2, second / 40)
    shown.close()
    assert capsys.readouterr().err.splitlines() == [
        "sumber: 1,000 articles, 100/s, 0:30 left, 2 failed",
        "sumber: 2,000 articles, 100/s, 0:20 left, 2 failed",
    ]


def test_what_is_quick_says_nothing(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with meter(speak("id"), after=2) as shown:
        clock[0] += 1
        shown.tell(10, 0)
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_a_bar_comes_after_a_while_and_goes(
    clock: list[float], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = Meter(speak("id"), after=2)
    shown.live = True
    shown.tell(10, 0)
    assert shown.bar is None
    clock[0] += 4
    shown.tell(5000, 1, 0.5)
    assert shown.bar is not None
    (task,) = shown.bar.tasks
    assert task.description == "5.000 artikel, 1.250/dtk, sisa 0:04, 1 gagal"
    shown.close()
    capsys.readouterr()


@pytest.mark.parametrize(
    ("done", "total", "found"), [(1, 4, 0.25), (9, 4, 1.0), (None, 4, None), (1, None, None)]
)
def test_share(done: int | None, total: int | None, found: float | None) -> None:
    assert share(done, total) == found

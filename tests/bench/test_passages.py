"""Judged passages are counted by kind and by right kind; draws keep the kinds' shares."""

from __future__ import annotations

from typing import Any

from bench.passages import SHARES, count, draw


def _judged(kind: str, true_kind: str | None) -> dict[str, Any]:
    right = true_kind is not None
    return {"kind": kind, "right": right, "true_kind": true_kind, "reason": "" if right else "law"}


def test_counts_by_kind_and_by_right_kind() -> None:
    told = count(
        [_judged("copy", "copy"), _judged("rewrite", None), _judged("contained", "rewrite")]
    ).splitlines()
    assert "rewrite right: 0 of 1 (0.000)" in told
    assert "copy, contained and rewrite right: 2 of 3 (0.667)" in told
    assert "right kind: 1 of 3 (0.333)" in told
    assert told[-1] == "reasons: {'law': 1}"


def test_each_kind_is_drawn_by_its_share() -> None:
    passages = [{"kind": kind, "a": str(number)} for kind in SHARES for number in range(100)]
    drawn = draw(passages, 1, 80)
    kinds = [one["kind"] for one in drawn]
    assert {kind: kinds.count(kind) / 80 for kind in SHARES} == SHARES
    assert drawn == draw(passages, 1, 80)

"""Confidence grows with what speaks for a statement, and stays a share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.stages.statements.confidence import confidence, evidence
from sumber.stages.statements.frames import Attribution

WEIGHTS = {"always": -1.0, "quotation": 2.0, "lead": 0.3, "margin": 0.2, "no-cue": -1.0}


def read(*, quotation: bool = False, lead: float = 0.0, cue: bool = True) -> Attribution:
    return Attribution("after", (1, 2) if cue else None, None, [(0, 1)], quotation, lead=lead)


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        pytest.param(read(quotation=True), read(), id="a quotation than indirect speech"),
        pytest.param(read(lead=5.0), read(lead=1.0), id="a clear lead than a narrow one"),
        pytest.param(read(), read(cue=False), id="a cue than none"),
    ],
)
def test_what_is_surer(surer: Attribution, less: Attribution) -> None:
    high = confidence(evidence(surer, 1.0, "name"), WEIGHTS)
    assert high > confidence(evidence(less, 1.0, "name"), WEIGHTS)


@given(lead=st.floats(-1e6, 1e6), margin=st.floats(-1e6, 1e6))
def test_it_is_a_share(lead: float, margin: float) -> None:
    assert 0.0 <= confidence(evidence(read(lead=lead), margin, "name"), WEIGHTS) <= 1.0

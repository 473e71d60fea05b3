"""What stands around a cue; the sentences are invented."""

from __future__ import annotations

import pytest

from sumber.records import Article, Notes
from sumber.stages import PREPARING
from sumber.stages.statements.surroundings import surroundings

CASES = [
    ("Bagas enggan menjelaskan nasib warga.", "menjelaskan", "no1|k"),
    ("Bagas menjelaskan nasib warga.", "menjelaskan", "no0|k"),
    ("Surat itu dikirim untuk mengingatkan warga.", "mengingatkan", "byuntuk"),
    ("Bagas menjelaskan nasib warga.", "menjelaskan", "v-1|k"),
    ("Bagas menjelaskan warga menerima bantuan.", "menjelaskan", "v1|k"),
    ("Bagas menjelaskan jalan itu akan ditutup.", "menjelaskan", "v2|k"),
    ("Bagas menjelaskan.", "menjelaskan", "o0|k"),
]


@pytest.mark.parametrize(("text", "cue", "told"), CASES)
def test_what_is_told_of_a_cue(text: str, cue: str, told: str) -> None:
    notes = Notes()
    for stage in PREPARING:
        notes = stage(Article(id="a", text=text), notes)
    (clause,) = notes.clauses
    assert told in surroundings(clause, clause.lows.index(cue), "k")

"""To whom something was said; all people and bodies are invented."""

from __future__ import annotations

import pytest

from sumber.model.store import load_models
from sumber.stages import stages
from tests.stages.marked import compared

LEARNED = stages(load_models())
CASES = [
    "{s|Rini Wardani} {q|meminta} {c|{a|warga Desa Sukamaju} menunggu hasil rapat}.",
    "{s|Rini Wardani} {q|mengimbau} {c|{a|seluruh warga} tetap tenang}.",
    "{s|Rini Wardani} {q|meminta} {a|warga} agar {c|tetap tenang di rumah}.",
    '"{c|Air sungai sudah surut}," {q|kata} {s|Rini Wardani} kepada {a|wartawan} di balai desa.',
    '"{c|Air sungai sudah surut}," {q|ujarnya} kepada {a|Kabar Sukarame}, Rabu.',
]


@pytest.mark.parametrize("marked", CASES)
def test_to_whom_it_was_said(marked: str) -> None:
    first = "direct" if marked.startswith('"') else "indirect"
    who = "Rini Wardani" if "{s|" in marked else "None"
    found, expected = compared(marked, [f"{first} by {who}"], LEARNED)
    assert [f.get("addressee") for f in found] == [e.get("addressee") for e in expected]


def test_what_is_asked_to_be_done_is_no_addressee() -> None:
    found, _ = compared(
        "{s|Rini Wardani} {q|meminta} {c|pemeriksaan ditunda}.",
        ["indirect by Rini Wardani"],
        LEARNED,
    )
    assert [f.get("addressee") for f in found] == [None]

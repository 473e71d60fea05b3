"""Whether the source and the day of a claim fit a statement's."""

from __future__ import annotations

import pytest

from sumber.checking import days
from sumber.checking.speakers import is_one


@pytest.mark.parametrize(
    ("claimed", "stored", "same"),
    [
        ("Rini Wardani", "Rini Wardani", True),
        ("rini wardani", "Rini Wardani", True),
        ("Rini", "Rini Wardani", True),
        ("Wardani", "Rini Wardani", True),
        ("Dr. Rini Wardani, S.H.", "Rini Wardani", True),
        ("Rini Wardhani", "Rini Wardani", True),
        ("Rini", "Sri Rahayu", False),
        ("Rini Wardani", "Rini Rahayu", False),
        ("Toto Suharto", "Rini Wardani", False),
        ("I Made Suasta", "Indah", False),
        ("R. Wardani", "Rini Wardani", True),
        ("BPBD", "Badan Penanggulangan Bencana Daerah", True),
        ("Dinas Pertanian", "Dinas Kesehatan", False),
    ],
)
def test_names(claimed: str, stored: str, same: bool) -> None:
    assert is_one(claimed, stored) is same
    assert is_one(stored, claimed) is same


@pytest.mark.parametrize(
    ("claimed", "said_on", "published", "agrees"),
    [
        (None, "2023-07-11", "2023-07-12", "unknown"),
        ("2023-07-11", "2023-07-11", "2023-07-12", "same"),
        ("2023-07-12", "2023-07-11", "2023-07-12T08:00", "same"),
        ("2023-07-14", "2023-07-11", "2023-07-12", "other"),
        ("2023-07", "2023-07-11", None, "same"),
        ("2023", "2023-07-11", None, "same"),
        ("2024", "2023-07-11", None, "other"),
        ("2023-07-11", None, "2023-07-12", "same"),
        ("2023-07-13", None, "2023-07-12", "other"),
        ("2023-06-01", None, "2023-07-12", "other"),
        ("2023-07-11", None, None, "unknown"),
        ("XXXX-07-11", "2023-07-11", None, "unknown"),
        ("2023-07-11", None, "2023", "same"),
        ("2023-99-99", None, "2023-07-12", "other"),
    ],
)
def test_days(claimed: str | None, said_on: str | None, published: str | None, agrees: str) -> None:
    assert days.agreement(claimed, said_on, published) == agrees

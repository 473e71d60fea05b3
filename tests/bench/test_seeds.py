from __future__ import annotations

import pytest

from bench.data import Facts, read_facts
from bench.seeds import SEEDS, check_seeds, find_faults

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared is not here")

EMPTY: Facts = {"statements": [], "citations": [], "dates": []}


def test_gold_itself_has_no_fault() -> None:
    gold = read_facts(SEEDS / "gold.jsonl")
    assert list(find_faults(gold, gold)) == []


def test_every_quotation_citation_and_date_that_is_missing_is_told() -> None:
    gold = read_facts(SEEDS / "gold.jsonl")
    faults = list(find_faults(gold, dict.fromkeys(gold, EMPTY)))
    assert sum("quotation not found" in fault for fault in faults) == 21
    assert "s001: dw is not among the citations" in faults
    assert "s003: Rabu (10/7) gives None, not 2024-07-10" in faults


def test_the_seed_articles_give_what_they_always_must() -> None:
    assert check_seeds() == []

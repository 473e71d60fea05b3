from __future__ import annotations

from pathlib import Path

import pytest

from bench.relating import cluster, measure, write_rates
from sumber.corpus import Corpus, annotating
from sumber.plan import estimate
from tests.corpus.making import SIMPLE, made


def test_rates_are_measured_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)
    corpus = Corpus(tmp_path / "korpus")
    corpus.add_articles(map(made, range(20)), workers=1)
    write_rates(measure(corpus.folder), tmp_path / "rates.toml")
    monkeypatch.setattr(estimate, "RATES", tmp_path / "rates.toml")
    held = estimate.measured()
    assert held.articles == 20
    assert held.steps["samples"].rows > 0
    small, large = (cluster(n, held.steps, held.text, held.cores) for n in (10, 1000))
    assert large["shuffle"] == pytest.approx(100 * small["shuffle"])


def test_the_rates_in_the_tree_name_every_step() -> None:
    from sumber.relating import all_steps

    assert {step.name for step in all_steps() if not step.is_view} == set(estimate.measured().steps)

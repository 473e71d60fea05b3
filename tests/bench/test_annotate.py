from __future__ import annotations

from bench.annotate import BATCH, Speed, Worker, report
from bench.worker import peak_memory, timed
from sumber.records import Article

ARTICLE = Article(id="a", text="“Air sudah surut,” kata Kepala Desa Sukamaju, Rini Wardani.")


def test_a_batch_is_timed() -> None:
    seen: list[str] = []
    answer = timed(lambda articles: seen.extend(one.id for one in articles), [ARTICLE])
    assert seen == ["a"]
    assert answer.wall >= 0
    assert 1 << 20 < answer.peak <= peak_memory()


def test_a_worker_annotates_in_a_process_of_its_own() -> None:
    worker = Worker("sumber")
    answers = [worker.annotate([ARTICLE] * 3) for _ in range(2)]
    worker.stop()
    assert worker.ready > 0
    assert all(one.cpu > 0 for one in answers)


def test_the_report_gives_rates_without_the_batch_that_warms_up() -> None:
    slow, quick = Speed(4.0, 4.0, 100 << 20, 300 << 20), Speed(2.0, 1.0, 20 << 20, 30 << 20)
    lines = list(report([ARTICLE] * (BATCH + 10), {"sumber": quick, "spacy": slow}))
    assert lines[0].startswith("10 articles, 140 tokens")
    assert lines[2].split() == ["sumber", "10.0", "140", "100.00", "20", "30"]
    assert lines[-2] == "sumber is 4.0 times as fast by CPU time, 2.0 by the clock"
    assert lines[-1] == "sumber's peak memory is 0.10 of spaCy's"

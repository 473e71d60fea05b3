from __future__ import annotations

from collections.abc import Iterator

import pytest

from sumber.corpus.annotating import AHEAD, CHUNK_ARTICLES, Read, annotate_all
from sumber.corpus.facts import kept
from sumber.errors import SumberError
from sumber.records import Article, Failure
from tests.corpus.annotators import simple
from tests.corpus.making import JOINT, SIMPLE, UNRULY, broken, made

MISDEEDS = [
    ("RAISE", "ValueError: no such luck"),
    ("DIE", "its process was killed"),
    ("HANG", "it took too long"),
]


def test_answers_come_in_input_order_with_failures_in_their_places() -> None:
    items: list[Read] = [broken(n) if n % 10 == 3 else made(n) for n in range(100)]
    done = list(annotate_all(items, workers=3, annotator=SIMPLE))
    assert [d if isinstance(d, Failure) else d[0] for d in done] == items


def test_workers_find_what_the_stages_find() -> None:
    done = list(annotate_all([made(1)], workers=1, annotator=SIMPLE))
    assert done == [(made(1), kept(simple(made(1))))]


@pytest.mark.parametrize("annotator", [UNRULY, JOINT])
@pytest.mark.parametrize(("text", "told"), MISDEEDS)
def test_a_misdeed_costs_one_article(text: str, told: str, annotator: str) -> None:
    items = [made(n, text if n in (2, 5) else "") for n in range(8)]
    done = list(annotate_all(items, workers=1, limit=1, annotator=annotator))
    failed = [d for d in done if isinstance(d, Failure)]
    assert [f.position for f in failed] == ["article a0002", "article a0005"]
    assert all(told in f.message and f.reason == "annotate-error" for f in failed)
    assert len(done) == len(items)


def test_what_a_stage_prints_does_no_harm() -> None:
    done = list(annotate_all([made(1, "PRINT")], workers=1, annotator=UNRULY))
    assert done == [(made(1, "PRINT"), kept(simple(made(1, "PRINT"))))]


@pytest.mark.parametrize("annotator", ["tests.corpus.nowhere:simple", "sumber.records:nothing"])
def test_stages_that_cannot_start_end_the_run(annotator: str) -> None:
    with pytest.raises(SumberError, match="stages cannot be started"):
        list(annotate_all([made(1)], workers=1, annotator=annotator))


def test_input_is_read_only_a_little_ahead() -> None:
    read = 0

    def items() -> Iterator[Article]:
        nonlocal read
        for number in range(10_000):
            read += 1
            yield made(number)

    done = annotate_all(items(), workers=2, annotator=SIMPLE)
    next(done)
    assert read <= CHUNK_ARTICLES * (2 * AHEAD + 1)
    done.close()


def test_failures_alone_start_no_worker() -> None:
    items: list[Read] = [broken(1), broken(2)]
    assert list(annotate_all(items, workers=1, annotator="sumber.nowhere:at_all")) == items

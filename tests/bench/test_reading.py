from __future__ import annotations

import json
from pathlib import Path
from statistics import mean

import pytest

from bench.reading import PAGES, score_pages
from tests.readers.making import BODY, LEAD, page


def test_pages_are_compared_with_what_is_expected(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(under="<p>3 Juni 2024 10.05 WIB</p>"))
    (tmp_path / "b.html").write_bytes(b"<html></html>")
    whole = {"title": "Air Surut di Karangsari", "published": "2024-06-03T10:05:00+07:00"}
    expected = [
        {"file": "a.html", "text": f"{LEAD} {BODY}", **whole},
        {"file": "b.html", "text": LEAD, **whole},
    ]
    (tmp_path / "expected.json").write_text(json.dumps(expected))
    scores = score_pages(tmp_path)
    assert scores[:4] == (2, 1, 1, 1)
    assert scores.likeness[0] > 0.9
    assert scores.word_f1[1] == 0


@pytest.mark.skipif(not PAGES.is_dir(), reason="../shared is not here")
def test_pages_of_real_sites_are_read_as_expected() -> None:
    scores = score_pages()
    assert scores.titles >= scores.pages - 1
    assert scores.minutes >= scores.pages - 1
    assert mean(scores.word_f1) > 0.88

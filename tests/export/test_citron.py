"""Citron's form, as its documentation and its own reader want it."""

from __future__ import annotations

from typing import Any

import pytest

from sumber.errors import ReadError
from sumber.export.citron import as_citron, from_citron
from sumber.export.documents import file_name, write_citron_files
from sumber.records import Article, Span
from tests.export.making import TEXT, article, notes

OTHERS: dict[str, Any] = {
    "text": '"Besok," kata Rini, "kami datang." Ia mengatakan jalan ditutup.',
    "quotes": [
        {
            "cue": {"start": 9, "end": 13, "text": "kata"},
            "sources": [{"start": 14, "end": 18, "text": "Rini"}],
            "contents": [
                {"start": 0, "end": 8, "text": '"Besok,"'},
                {"start": 20, "end": 34, "text": '"kami datang."'},
            ],
        },
        {
            "cue": {"start": 38, "end": 48, "text": "mengatakan"},
            "sources": [{"start": 35, "end": 37, "text": "Ia"}],
            "contents": [{"start": 49, "end": 62, "text": "jalan ditutup"}],
            "coreferences": [{"start": 14, "end": 18, "text": "Rini"}],
            "confidence": "0.8700",
        },
    ],
}
"""Without sumber's own keys, its confidence a string as Citron writes it."""


def test_the_keys_are_those_of_its_documentation() -> None:
    document = as_citron(article(), notes())
    assert document["text"] == TEXT
    first, second, floating = document["quotes"]
    assert first["sources"] == [{"start": 59, "end": 71, "text": "Rini Wardani"}]
    assert first["cue"]["text"] == "kata"
    assert first["coreferences"] == []
    assert second["sources"] == []
    assert [one["text"] for one in second["coreferences"]] == ["Rini Wardani"]
    assert [one["text"] for one in second["contents"]] == ["Tanggul", "harus diperbaiki"]
    for quote in document["quotes"]:
        for span in [quote["cue"], *quote["contents"], *quote["sources"], *quote["coreferences"]]:
            assert TEXT[span["start"] : span["end"]] == span["text"]
    # Citron looks up the token before the cue's end, and so takes an empty span at 0 for the whole
    assert 0 < floating["cue"]["start"] == floating["cue"]["end"] < len(TEXT)


def test_a_document_of_another_program_is_read() -> None:
    found, facts = from_citron(OTHERS, "berkas")
    assert found.id == "berkas"
    first, second = facts.statements
    assert (first.id, first.kind, first.who) == ("s1", "direct", Span(14, 18))
    assert len(first.contents) == 2
    assert (second.kind, second.speaker, second.who) == ("indirect", Span(35, 37), Span(14, 18))
    assert second.confidence == 0.87


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"text": "a"},
        {"text": "a", "quotes": [{}]},
        {"text": "a", "quotes": [{"contents": [{"start": 0, "end": 5, "text": "aaaaa"}]}]},
        {"text": "a", "quotes": [{"contents": [{"start": 0, "end": 1, "text": "b"}]}]},
        {"text": "a", "quotes": [{"contents": []}], "article": {"id": 5}},
        {"text": 5, "quotes": [{"contents": [{"start": 0, "end": 1, "text": "b"}]}]},
    ],
)
def test_what_does_not_fit_its_text_is_refused(document: Any) -> None:
    with pytest.raises(ReadError):
        from_citron(document, "x")


def test_a_file_an_article_stays_in_its_folder(tmp_path: Any) -> None:
    names = ["../luar", "/etc/x", "a" * 500, "a" * 499 + "b", ".", "..", "é", "CON:1\x00"]
    pairs = [(Article(id=name, text=TEXT), notes()) for name in names]
    assert write_citron_files(pairs, tmp_path / "citron") == len(names)
    written = list((tmp_path / "citron").iterdir())
    assert len(written) == len(names)
    assert [path.name for path in tmp_path.iterdir()] == ["citron"]
    assert all(len(file_name(name).encode()) < 256 for name in names)

"""Files from elsewhere: whatever is in them, the rest is read."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from sumber.errors import UsageError
from sumber.export.citron import as_citron
from sumber.export.files import fresh_file, fresh_path
from sumber.export.importing import read_facts, read_schema
from sumber.export.labelstudio import as_task
from sumber.export.schemaorg import as_news_article
from sumber.output import write_json
from sumber.records import Article, Failure
from tests.export.making import article, notes

TASKS = [as_task(article(number), notes()) for number in range(3)]


def read(data: bytes | str, form: Any) -> list[Any]:
    given = data.encode() if isinstance(data, str) else data
    found = read_facts(io.BytesIO(given), form, "berkas.json")
    return [one if isinstance(one, Failure) else one[0].id for one in found]


@pytest.mark.parametrize(
    "laid_out",
    [
        json.dumps(TASKS),
        json.dumps(TASKS, indent=1),
        "\n".join(map(json.dumps, TASKS)),
        "\n\n".join(map(json.dumps, TASKS)) + "\n",
    ],
)
def test_a_list_and_lines_are_read_alike(laid_out: str) -> None:
    assert read(laid_out, "labelstudio") == [article(number).id for number in range(3)]


def test_a_list_with_a_member_a_line_is_read_as_it_comes() -> None:
    out = io.BytesIO()
    write_json(TASKS * 50, out)
    out.seek(0)
    coming = read_facts(out, "labelstudio", "tugas.json")
    next(coming)
    assert out.tell() < len(out.getvalue()) / 10
    assert len(list(coming)) == 149
    cut = out.getvalue()[: len(out.getvalue()) // 2]
    *read_first, broken = read_facts(io.BytesIO(cut), "labelstudio", "tugas.json")
    assert len(read_first) > 70
    assert isinstance(broken, Failure)


def test_one_document_over_many_lines_is_read() -> None:
    document = as_citron(article(), notes())
    document.pop("article")
    assert read(json.dumps(document, indent=1), "citron") == ["berkas"]


def test_what_is_broken_is_told_and_the_rest_is_read() -> None:
    lines = [json.dumps(TASKS[0]), "{", "5", json.dumps({}), json.dumps(TASKS[1])]
    found = read("\n".join(lines), "labelstudio")
    assert [one for one in found if isinstance(one, str)] == [article(0).id, article(1).id]
    failures = [one for one in found if isinstance(one, Failure)]
    assert [one.position for one in failures] == ["line 2", "record 3", "record 4"]


@pytest.mark.parametrize("form", ["labelstudio", "citron", "jsonld", "jsonl"])
@pytest.mark.parametrize("data", [b"", b"\xff", b"[", b"5", b"null", b'"x"', b"[" * 100_000])
def test_what_is_nothing_of_the_kind_is_a_failure(form: Any, data: bytes) -> None:
    (failure,) = read(data, form)
    assert isinstance(failure, Failure)
    assert failure.next_step


def test_an_interchange_line_without_its_text_is_a_failure() -> None:
    (failure,) = read(json.dumps({"article": {"id": "a"}}), "jsonl")
    assert isinstance(failure, Failure)


def test_schema_org_comes_as_articles() -> None:
    data = json.dumps(as_news_article(article(path=None))).encode()
    assert list(read_schema(io.BytesIO(data), "newsarticle", "x")) == [article(path=None)]
    assert list(read_schema(io.BytesIO(b"[]"), "claimreview", "x")) == []
    (failure,) = read_schema(io.BytesIO(b"{"), "claimreview", "x")
    assert isinstance(failure, Failure)


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "hasil.json"
    path.write_text("lama", encoding="utf-8")
    with pytest.raises(TypeError), fresh_file(path) as out:
        out.write("setengah")  # type: ignore[call-overload]
    assert [p.name for p in tmp_path.iterdir()] == ["hasil.json"]
    assert path.read_text(encoding="utf-8") == "lama"
    with fresh_file(path) as out:
        out.write(b"baru")
    assert path.read_text(encoding="utf-8") == "baru"


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"), fresh_path(tmp_path):
        pass
    with pytest.raises(UsageError, match="Make it first"), fresh_path(tmp_path / "a" / "b"):
        pass


def test_an_article_needs_only_its_text() -> None:
    bare = {"article": {"id": "a", "text": "Air surut."}}
    ((found, _),) = read_facts(io.BytesIO(json.dumps(bare).encode()), "jsonl", "x")  # type: ignore[misc]
    assert found == Article(id="a", text="Air surut.")

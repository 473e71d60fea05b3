"""Whatever bytes come, a reader gives articles and failures; and text is what was given."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from sumber.readers import MAX_TEXT, REASONS, read
from sumber.readers.formats import SUFFIXES
from sumber.records import Article, Failure
from tests.readers.making import BODY, json_lines, page, web_record

unhurried = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])

# Halves of characters and null characters are refused, and blanks alone are no text.
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1
).filter(lambda text: not text.isspace())


def parquet_of(values: list[str]) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(pa.table({"text": values}), sink)
    return sink.getvalue()


def zip_of(data: bytes) -> bytes:
    import zipfile

    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("a.txt", data)
    return sink.getvalue()


GOOD = (
    BODY.encode(),
    page(),
    json_lines({"text": BODY}),
    json.dumps([{"text": BODY}]).encode(),
    f'id,text\n1,"{BODY}"\n'.encode(),
    parquet_of([BODY]),
    web_record("https://kabar.example/1", page()),
    f"<rss><channel><item><description>{BODY}</description></item></channel></rss>".encode(),
    zip_of(BODY.encode()),
    gzip.compress(json_lines({"text": BODY})),
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a good file with some bytes put in the place of others, or its start."""
    data = draw(st.sampled_from(GOOD))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 50)) | st.just(len(data)))
    return data[:start] + draw(st.binary(max_size=20)) + data[end:]


@contextmanager
def written(suffix: str, data: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        yield path


@pytest.mark.parametrize("suffix", [*SUFFIXES, "", ".jsonl.gz", ".warc.gz", ".dat"])
@unhurried
@given(st.binary(max_size=200) | damaged())
def test_any_bytes_give_articles_and_failures(suffix: str, data: bytes) -> None:
    with written(suffix, data) as path:
        items = list(read(path))
    for item in items:
        if isinstance(item, Article):
            assert item.text.strip()
            assert len(item.text) <= MAX_TEXT
            assert "\0" not in item.text
            item.text.encode()
        else:
            assert isinstance(item, Failure)
            assert item.path == str(path)
            assert item.reason in REASONS
            assert item.message.endswith(".")
            assert "{" not in item.next_step.replace('{"text"', "")


def read_texts(suffix: str, data: bytes) -> list[str]:
    with written(suffix, data) as path:
        items = list(read(path))
    assert all(isinstance(item, Article) for item in items), items
    return [item.text for item in items if isinstance(item, Article)]


@unhurried
@given(st.lists(texts, min_size=1, max_size=5, unique=True), st.booleans())
def test_json_gives_the_text_that_was_given(given_texts: list[str], ascii_only: bool) -> None:
    objects = [{"text": text} for text in given_texts]
    lines = "\n".join(json.dumps(each, ensure_ascii=ascii_only) for each in objects)
    for suffix, data in (
        (".jsonl", lines),
        (".json", json.dumps(objects, ensure_ascii=ascii_only)),
        (".json", json.dumps(objects, ensure_ascii=ascii_only, indent=2)),
    ):
        assert read_texts(suffix, data.encode()) == given_texts
    assert read_texts(".jsonl", lines.encode("utf-16")) == given_texts


@unhurried
@given(st.lists(texts, min_size=1, max_size=5, unique=True), st.sampled_from(",;\t|"))
def test_tables_give_the_text_that_was_given(given_texts: list[str], separator: str) -> None:
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([["id", "text"], *enumerate(given_texts)])
    assert read_texts(".csv", sink.getvalue().encode()) == given_texts
    assert read_texts(".parquet", parquet_of(given_texts)) == given_texts


@unhurried
@given(texts.filter(lambda text: not text.startswith("\ufeff") and text.isprintable()))
def test_a_text_file_gives_its_text(text: str) -> None:
    assert read_texts(".txt", text.encode()) == [text]


@unhurried
@given(st.lists(st.tuples(st.sampled_from("abc"), texts), max_size=8))
def test_ids_never_stand_for_two_texts(rows: list[tuple[str, str]]) -> None:
    data = json_lines(*({"id": name, "text": text} for name, text in rows))
    with written(".jsonl", data) as path:
        items = list(read(path))
    found = {item.id: item.text for item in items if isinstance(item, Article)}
    assert len(found) == sum(isinstance(item, Article) for item in items)
    first: dict[str, str] = {}
    for name, text in rows:
        first.setdefault(name, text)
    assert found == first

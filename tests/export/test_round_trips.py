"""What leaves in a form that holds facts comes back the same, character for character."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.export.citron import as_citron, from_citron
from sumber.export.documents import with_text, write_documents
from sumber.export.importing import read_facts
from sumber.export.jsonld import article_nodes
from sumber.export.jsonld_parsing import parse_nodes
from sumber.export.labelstudio import as_task
from sumber.export.labelstudio_parsing import from_task
from sumber.export.parsing import parse_interchange
from sumber.records import Article, Notes, Span, Statement, When
from tests.export.making import article, notes

Found = tuple[Article, Notes]


def through_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def by_interchange(a: Article, n: Notes) -> Found:
    found = through_json(with_text(a, n))
    return parse_interchange(found, found["article"]["text"])


def by_jsonld(a: Article, n: Notes) -> Found:
    (found,) = parse_nodes(through_json(list(article_nodes(a, n))))
    return found


FORMS: dict[str, Callable[[Article, Notes], Found]] = {
    "jsonl": by_interchange,
    "jsonld": by_jsonld,
    "citron": lambda a, n: from_citron(through_json(as_citron(a, n)), "name"),
    "labelstudio": lambda a, n: from_task(through_json(as_task(a, n))),
}
ROUNDED = ("jsonl",)


def rounded(notes: Notes) -> Notes:
    """Return the notes with their confidence to three places, as the interchange form has it."""
    return msgspec.structs.replace(
        notes,
        statements=tuple(
            msgspec.structs.replace(s, confidence=round(s.confidence, 3)) for s in notes.statements
        ),
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_fact_comes_back(form: str) -> None:
    there, back = notes(), FORMS[form](article(), notes())
    assert back == (article(), rounded(there) if form in ROUNDED else there)


@pytest.mark.parametrize("form", FORMS)
def test_an_article_without_facts_or_metadata_comes_back(form: str) -> None:
    bare = Article(id="a", text="Tidak ada apa-apa.")
    assert FORMS[form](bare, Notes()) == (bare, Notes())


@pytest.mark.parametrize("form", FORMS)
def test_the_samples_come_back(form: str, annotated: list[Found]) -> None:
    for there in annotated:
        back = FORMS[form](*there)
        assert back == (there[0], rounded(there[1]) if form in ROUNDED else there[1])


@pytest.mark.parametrize("form", FORMS)
@given(text=st.text(min_size=2, max_size=40), data=st.data())
def test_any_span_of_any_text_comes_back(form: str, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    said = Statement(id="s1", kind="direct", contents=(span,), speaker=span, who=span)
    there = Notes(statements=(said,), dates=(When(span, "2023", "year"),))
    assert FORMS[form](Article(id="a", text=text), there)[1] == there


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_many_comes_back_and_is_written_as_it_comes(form: Any) -> None:
    taken: list[int] = []

    def coming() -> Iterator[Found]:
        for number in range(300):
            taken.append(number)
            yield article(number), notes()

    class Watched(io.BytesIO):
        most_waiting = 0

        def write(self, data: Any) -> int:
            self.most_waiting = max(self.most_waiting, len(data))
            return super().write(data)

    out = Watched()
    write_documents(coming(), form, out)
    assert len(taken) == 300
    assert out.most_waiting < len(out.getvalue()) / 100  # nothing is gathered before it is written
    out.seek(0)
    assert [a.id for a, _ in read_facts(out, form, "x.json")] == [  # type: ignore[misc]
        article(number).id for number in range(300)
    ]

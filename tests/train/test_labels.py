"""How marks become labels of one cue: C content, S source, D addressee, P occasion."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("pycrfsuite")

from sumber.records import Article, Notes, Span
from sumber.stages.sentences import find_sentences
from tests.stages.marked import unmark
from train.statements import label

FIELDS = {"s": "speaker", "a": "addressee", "o": "occasion"}
CASES = [
    (
        "{s|Rini Wardani} {q|mengatakan} {c|air sungai surut}.",
        "B-S I-S O B-C I-C I-C O",
    ),
    ('"{c|Air surut}," {q|kata} {s|Rini} {o|di balai desa}.', "B-C O B-S B-P I-P I-P O"),
    ("{c|Tanggul}, {q|kata} {s|Rini}, {c|sudah kuat}.", "B-C O O B-S O B-C I-C O"),
    ("{s|Rini} {q|mengimbau} {a|warga} untuk {c|pulang}.", "B-S O B-D O B-C O"),
    # who is asked stands inside the content: the content wins
    ("{s|Rini} {q|mendesak} {c|{a|warga} pulang}.", "B-S O B-C I-C O"),
]


def json_of(text: str, where: Span | None) -> dict[str, Any] | None:
    return {"start": where.start, "end": where.end, "exact": where.of(text)} if where else None


@pytest.mark.parametrize(("marked", "labels"), CASES)
def test_labels_of_a_cue(marked: str, labels: str) -> None:
    text, spans = unmark(marked)
    (clause,) = find_sentences(Article(id="a", text=text), Notes()).clauses
    statement = {
        "cue": json_of(text, spans["q1"][0]),
        "contents": [json_of(text, span) for span in spans["c1"]],
        **{field: json_of(text, spans.get(f"{tag}1", [None])[0]) for tag, field in FIELDS.items()},
    }
    cue = clause.starts.index(spans["q1"][0].start)
    assert label(clause, cue, [statement]) == labels.split()
    other = next(at for at in range(len(clause)) if at != cue)
    assert set(label(clause, other, [statement])) == {"O"}

"""Training on a few invented articles: the same bytes every time, and what it gives reads them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sumber.model.store import load_models
from sumber.records import Article, Span
from sumber.stages import annotate, stages
from tests.stages.marked import unmark

pytest.importorskip("pycrfsuite")
pytest.importorskip("scipy")

from train.__main__ import folds
from train.gold import read_examples

HOUSE = Path(__file__).resolve().parents[2]
PEOPLE = [
    ("Rini", "Wardani", "Ketua", "Asosiasi Nelayan"),
    ("Bagas", "Prakoso", "Direktur", "PT Sungai Jernih"),
    ("Wulan", "Pramesti", "Kepala", "Balai Perikanan"),
    ("Tirta", "Mahendra", "Sekretaris", "Koperasi Sawah"),
    ("Intan", "Purnama", "Manajer", "Klub Perahu"),
    ("Yosef", "Lembang", "Ketua", "Forum Petani"),
    ("Galih", "Santika", "Direktur", "PT Tanggul Kuat"),
    ("Sekar", "Maharani", "Ketua", "Paguyuban Nelayan"),
]
ARTICLE = (
    "{{r1,r2,r3,r4|{role}}} {{f1,f2,f3,f4|{body}}} {{s1|{first} {last}}} {{q1|mengatakan}} "
    "{{c1|air sungai sudah surut}}. "
    '"{{c2|Warga boleh pulang ke rumah}}," {{q2|kata}} {{s2|{first}}} kepada {{a2|wartawan}} '
    "{{o2|di balai desa}}. "
    "{{q3|Menurut}} {{s3|{last}}}, {{c3|tanggul itu sudah aman}}. "
    '"{{c4|Kami akan menanam pohon lagi}}," {{q4|ujarnya}}.'
)
FIELDS = {"q": "cue", "s": "speaker", "r": "role", "f": "affiliation"}
FIELDS |= {"a": "addressee", "o": "occasion"}
Json = dict[str, Any]


def span(text: str, where: Span | None) -> Json | None:
    if where is None:
        return None
    return {"start": where.start, "end": where.end, "exact": where.of(text)}


def facts(number: int, text: str, spans: dict[str, list[Span]], who: str) -> Json:
    """Return the gold line of one article: four statements of one person."""
    statements = [
        {
            "id": f"g{number}-s{n}",
            "kind": "direct" if n in (2, 4) else "indirect",
            "contents": [span(text, spans[f"c{n}"][0])],
            **{f: span(text, spans.get(f"{t}{n}", [None])[0]) for t, f in FIELDS.items()},
            "who": who,
            "who_alt": [],
            "who_type": "person",
            "said_on": None,
        }
        for n in range(1, 5)
    ]
    return {"article": {"id": f"g{number}"}, "statements": statements}


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of eight invented articles in the form of the gold files."""
    folder = tmp_path_factory.mktemp("gold")
    articles, told = [], []
    for number, (first, last, role, body) in enumerate(PEOPLE):
        marked = ARTICLE.format(first=first, last=last, role=role, body=body)
        text, spans = unmark(marked)
        articles.append({"id": f"g{number}", "text": text})
        told.append(facts(number, text, spans, f"{first} {last}"))
    for name, lines in (("articles", articles), ("gold", told)):
        lined = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(lined, "utf-8")
    return folder


def train(*words: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "train", *words],
        cwd=HOUSE,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def model(gold: Path) -> Path:
    """Return the file that training writes."""
    out = gold / "model"
    done = train(str(gold), "--out", str(out))
    assert done.returncode == 0, done.stderr
    return out


def test_the_gold_folder_is_read(gold: Path) -> None:
    examples = read_examples(gold)
    assert [e.article.id for e in examples] == [f"g{n}" for n in range(len(PEOPLE))]
    assert all(len(e.gold["statements"]) == 4 for e in examples)
    assert all(e.notes.clauses for e in examples)


def test_training_gives_the_same_bytes_whatever_the_hashes(gold: Path, model: Path) -> None:
    again = gold / "again"
    assert train(str(gold), "--out", str(again), seed="7").returncode == 0
    assert again.read_bytes() == model.read_bytes()


def test_a_trained_model_reads_articles_like_those_it_learned_from(model: Path) -> None:
    first, last, role, body = "Melati", "Kusuma", "Ketua", "Klub Perahu"
    text, spans = unmark(ARTICLE.format(first=first, last=last, role=role, body=body))
    notes = annotate(Article(id="a", text=text), stages(load_models(model)))
    contents = [statement.contents for statement in notes.statements]
    assert contents == [(spans[f"c{n}"][0],) for n in range(1, 5)]
    assert {s.who.of(text) if s.who else None for s in notes.statements} == {f"{first} {last}"}


def test_the_model_says_how_many_articles_it_learned_from(model: Path) -> None:
    models = load_models(model)
    assert models
    assert models.about["articles"] == len(PEOPLE)


def test_what_only_one_article_has_is_not_learned(model: Path) -> None:
    data = model.read_bytes()
    for first, last, _, _ in PEOPLE:
        assert first.lower().encode() not in data
        assert last.lower().encode() not in data


def test_cross_validation_predicts_every_article_once(gold: Path) -> None:
    out = gold / "crossval.jsonl"
    done = train(str(gold), "--folds", "4", "--predict", str(out))
    assert done.returncode == 0, done.stderr
    ids = [json.loads(line)["article"]["id"] for line in out.read_text("utf-8").splitlines()]
    assert sorted(ids) == [f"g{n}" for n in range(len(PEOPLE))]


@pytest.mark.parametrize(("count", "parts"), [(0, 2), (1, 5), (6, 2), (7, 3), (316, 5)])
def test_folds_are_disjoint_complete_and_the_same(count: int, parts: int) -> None:
    shares = folds(count, parts)
    assert sorted(n for share in shares for n in share) == list(range(count))
    assert len(shares) == parts
    assert max(map(len, shares)) - min(map(len, shares)) <= 1
    assert folds(count, parts) == shares


MISUSE = [[], ["--unknown"], ["gold", "--folds", "many"], ["gold", "more"]]


@pytest.mark.parametrize("words", MISUSE, ids=" ".join)
def test_misuse_ends_with_code_2_and_a_usage_line(words: list[str]) -> None:
    done = train(*words)
    assert done.returncode == 2
    assert "usage: python -m train" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.xfail(strict=True, reason="an absent folder ends with a traceback")
def test_an_absent_folder_is_misuse(tmp_path: Path) -> None:
    done = train(str(tmp_path / "absent"), "--out", str(tmp_path / "model"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr

"""The benchmark's readers and steps on invented articles; the whole on twenty small ones."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pycrfsuite")
pytest.importorskip("scipy")

from bench.pfsa.__main__ import main
from bench.pfsa.attributions import attributions_of
from bench.pfsa.choice import Choices, fit, shares
from bench.pfsa.items import items_of, labels_of, spans_of
from bench.pfsa.letters import count_letters, letter_features
from bench.pfsa.pairing import marks_of, read_pairs
from bench.pfsa.reading import predict
from bench.pfsa.rows import Row, SpanOfTokens, read_labels, read_rows, tokens_of, write_labels
from bench.pfsa.speakers import alike
from bench.pfsa.titles import Title, partings
from bench.pfsa.training import folds, train
from sumber.model.store import Models

MARKED = re.compile(r"\[(?P<label>[A-Z]+) (?P<words>[^\]]*)\]|(?P<word>\S+)")
TALKS = """KOTAWANGI , KOMPAS — [ISSUE {issue}] .
[ROLE {role}] [AFFILIATION {body}] [PERSON {first} {last}] mengatakan , {issue} .
[STATEMENT ” Kami sudah menyiapkan semuanya , ”] [CUE kata] [PERSONCOREF {first}] ,
[DATETIME Rabu ( 23 / 9 / 2020 )] . Persiapan itu berlangsung sejak lama .
[STATEMENT ” Semua berjalan lancar , ”] [CUECOREF ujarnya] [EVENT saat dihubungi] ."""
CITIZEN = """ {citizen} ( 41 ) , pedagang sayur , mengaku senang .
” Saya ikut saja ” itu ” , ” kata {citizen} ."""
ISSUES = ("Pasar malam dibuka lagi", "Jembatan desa selesai dibangun", "Sungai kembali bersih")
ROLES = ("Kepala", "Ketua Umum", "Direktur Utama", "Sekretaris Jenderal")
BODIES = ("Dinas Perikanan Kotawangi", "Ikatan Petambak", "PT Layar Mega", "Partai Embun")
FIRSTS = ("Wiratna", "Sumardi", "Halimah", "Prasetya", "Mulyadi")
LASTS = ("Kusumajati", "Handoko", "Rahmadani")
CITIZENS = ("Sarminto", "Tukirah", "Parjono")


def row(marked: str, name: str = "x") -> Row:
    """Return the article that ``[LABEL words]`` and bare words tell, blanks between the tokens."""
    words: list[str] = []
    spans: list[SpanOfTokens] = []
    for match in MARKED.finditer(marked):
        inside = (match["words"] or match["word"]).split()
        if match["label"]:
            spans.append((match["label"], len(words), len(words) + len(inside) - 1))
        words += inside
    offsets, at = [], 0
    for word in words:
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    return Row(name, " ".join(words), offsets, write_labels(spans, len(words)))


def talk(number: int) -> Row:
    text = TALKS.format(
        issue=ISSUES[number % 3],
        role=ROLES[number % 4],
        body=BODIES[(number // 2) % 4],
        first=FIRSTS[number % 5],
        last=LASTS[number % 3],
    )
    return row(text + CITIZEN.format(citizen=CITIZENS[(number // 3) % 3]), f"a{number}")


ROWS = [talk(number) for number in range(20)]


@pytest.fixture(scope="module")
def models() -> Models:
    return train(ROWS)


def as_json(one: Row, **changed: Any) -> str:
    tokens = [one.text[start:end] for start, end in one.offsets]
    fields = {"id": one.id, "text": one.text, "tokens": tokens, "offsets": one.offsets}
    return json.dumps({**fields, "labels": one.labels, **changed}) + "\n"


def write(path: Path, lines: list[str]) -> Path:
    path.write_bytes(gzip.compress("".join(lines).encode()))
    return path


# --- labels


@st.composite
def spans_in_order(draw: st.DrawFn) -> tuple[list[SpanOfTokens], int]:
    gaps = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=8))
    spans, at = [], 0
    for gap, length in gaps:
        spans.append((draw(st.sampled_from(["ROLE", "PERSON"])), at + gap, at + gap + length - 1))
        at += gap + length
    return spans, at + draw(st.integers(0, 3))


@given(spans_in_order())
def test_labels_of_spans_give_the_spans_back(case: tuple[list[SpanOfTokens], int]) -> None:
    spans, count = case
    labels = write_labels(spans, count)
    assert len(labels) == count
    assert read_labels(labels) == spans


@pytest.mark.parametrize(
    "labels",
    [["B-ROLE", "O"], ["I-ROLE", "L-ROLE"], ["B-ROLE", "L-PERSON"], ["B-ROLE"], ["O", "X-ROLE"]],
)
def test_ill_formed_labels_hold_no_span(labels: list[str]) -> None:
    assert read_labels(labels) == []


# --- items


def test_a_quotation_is_one_item_and_labels_come_back_as_spans_of_tokens() -> None:
    one = row("[STATEMENT ” Kami siap . Semua ikut , ”] [CUE kata] [PERSONCOREF Halimah] .")
    tokens = tokens_of(one)
    assert marks_of(tokens) == [0, 7]
    items = items_of(tokens, [(0, 7)])
    assert len(items) == 4
    assert items.inside == [["kami", "siap", ".", "semua", "ikut", ","]]
    names = {"STATEMENT": "S", "CUE": "U", "PERSONCOREF": "C"}
    labels = labels_of(items, read_labels(one.labels), names)
    assert labels == ["B-S", "B-U", "B-C", "O"]
    assert spans_of(items, labels, names) == read_labels(one.labels)


def test_sentences_end_at_stops_before_capitals_but_not_at_initials() -> None:
    items = items_of(tokens_of(row("Tiba di kota . Lalu M . Handoko pulang . ia diam .")), [])
    assert items.sentence == [0, 0, 0, 0, *[1] * 9]


@pytest.mark.parametrize(
    ("readings", "pairs"),
    [("()()", [(0, 1), (2, 3)]), ("(OO)", [(0, 3)]), ("((()", [(2, 3)]), (")()", [(1, 2)])],
)
def test_marks_pair_by_their_readings(readings: str, pairs: list[tuple[int, int]]) -> None:
    assert read_pairs(list(range(len(readings))), list(readings)) == pairs


@pytest.mark.parametrize(
    ("behind", "form", "speaker"),
    [
        ("kata Halimah .", "name", "Halimah"),
        ("ujarnya .", "clitic", ""),
        ("kata dia , Rabu .", "he", "dia"),
        ("ucap Presiden .", "role", "Presiden"),
        (
            "kata Ketua Ikatan Petambak , Halimah Kusumajati , di rumah .",
            "long",
            "Ketua Ikatan Petambak , Halimah Kusumajati",
        ),
        ("kata seorang pedagang .", "none", ""),
    ],
)
def test_the_words_behind_a_cue_name_the_speaker(behind: str, form: str, speaker: str) -> None:
    one = row(f"” Kami siap , ” {behind}")
    tokens = tokens_of(one)
    items = items_of(tokens, [(0, 4)])
    (found,) = attributions_of(items)
    start, end = found.speaker
    assert found.form == form
    assert " ".join(tokens.words[items.first[at]] for at in range(start, end)) == speaker


def test_a_quotation_without_a_cue_behind_it_has_no_attribution() -> None:
    items = items_of(tokens_of(row("Buku ” Air Tenang ” terbit .")), [(1, 4)])
    assert attributions_of(items) == []


@pytest.mark.parametrize(
    ("word", "names", "same"),
    [
        ("halimah", {"halimah", "kusumajati"}, True),
        ("kusuma", {"halimah", "kusumajati"}, True),
        ("wirakus", {"wira", "kusumajati"}, True),
        ("handoko", {"halimah", "kusumajati"}, False),
        ("kus", {"halimah", "kusumajati"}, False),
    ],
)
def test_short_forms_of_names(word: str, names: set[str], same: bool) -> None:
    assert alike(word, names) is same


def test_a_title_parts_at_every_word_and_leaves_out_the_link() -> None:
    items = items_of(tokens_of(row("dosen dari Universitas Embun")), [])
    assert partings(items, (0, 4)) == [
        Title((0, 4), (4, 4)),
        Title((0, 1), (2, 4)),
        Title((0, 2), (2, 4)),
        Title((0, 3), (3, 4)),
    ]


# --- learning


def test_a_choice_is_learned_from_the_features_of_the_right_candidates() -> None:
    data = Choices()
    for number in range(4):
        data.add([["good", f"n{number}"], ["bad"]], [True, False], number)
    data.add([["good"], ["bad"]], [False, False], 9)
    weights = fit(data, penalty=1.0, least=2)
    assert data.count == 4
    assert set(weights) == {"good", "bad"}
    assert shares([["good"], ["bad"]], weights)[0] > 0.5


def test_letters_of_known_names_are_familiar() -> None:
    counts = count_letters(["sumardi", "handoko", "mulyadi"])
    known = letter_features(["sumardi"], counts, {})
    strange = letter_features(["xqzzv"], counts, {})
    assert len(known) > len(strange)
    unseen = letter_features(["sumardi"], counts, count_letters(["sumardi", "mulyadi", "handoko"]))
    assert len(unseen) < len(known)


def test_folds_hold_every_number_once() -> None:
    shared = folds(10, 4)
    assert sorted(number for share in shared for number in share) == list(range(10))
    assert shared == folds(10, 4)


def test_what_was_learned_is_found_again(models: Models) -> None:
    unseen = talk(23)
    found = set(read_labels(predict(unseen, models)))
    wanted = set(read_labels(unseen.labels))
    assert len(found & wanted) >= 0.8 * len(wanted)
    names = {name for name, _, _ in found}
    assert {"STATEMENT", "CUE", "CUECOREF", "PERSONCOREF", "PERSON", "ISSUE"} <= names


@pytest.mark.parametrize(
    "text",
    ["", ".", "”", "” ” ”", "Hujan turun", "” Kami siap , ” kata", "kata ” x ” ujarnya ” y"],
)
def test_any_text_gets_one_label_a_token(models: Models, text: str) -> None:
    one = row(text)
    assert len(predict(one, models)) == len(one.offsets)


# --- the command


def test_training_twice_gives_the_same_file_and_labels_in_the_input_are_ignored(
    tmp_path: Path,
) -> None:
    source = write(tmp_path / "train.jsonl.gz", [as_json(one) for one in ROWS[:8]])
    for name in ("one", "two"):
        assert main(["train", str(source), "--out", str(tmp_path / name)]) == 0
    first, second = (tmp_path / name / "model.msgpack" for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()
    asked = tmp_path / "asked.jsonl"
    written = []
    for changed in ({}, {"labels": ["O"], "tokens": None}):
        asked.write_text("".join(as_json(one, **changed) for one in ROWS[8:11]), "utf-8")
        out = tmp_path / "out.jsonl"
        assert main(["predict", str(asked), str(out), "--model", str(tmp_path / "one")]) == 0
        written.append(out.read_text("utf-8"))
    assert written[0] == written[1]
    answers = [json.loads(line) for line in written[0].splitlines()]
    assert [answer["id"] for answer in answers] == ["a8", "a9", "a10"]
    assert [len(a["labels"]) for a in answers] == [len(one.offsets) for one in ROWS[8:11]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        ("{}\n", "line 1"),
        (as_json(ROWS[0], labels=["O"]), "1 labels"),
        (as_json(ROWS[0], offsets=[[5, 2]]), "offsets"),
        (as_json(ROWS[0]), "two articles"),
        ("\n", "two articles"),
    ],
)
def test_unusable_training_data_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, said: str
) -> None:
    path = tmp_path / "train.jsonl"
    if content is not None:
        path.write_text(content, "utf-8")
    assert main(["train", str(path), "--out", str(tmp_path / "model")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize("model", [None, b"", b"no model"])
def test_predicting_without_a_model_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], model: bytes | None
) -> None:
    asked = write(tmp_path / "asked.jsonl.gz", [as_json(ROWS[0])])
    if model is not None:
        (tmp_path / "model.msgpack").write_bytes(model)
    out = tmp_path / "out.jsonl"
    assert main(["predict", str(asked), str(out), "--model", str(tmp_path)]) == 2
    assert "bench.pfsa: " in capsys.readouterr().err
    assert not out.exists()


def test_a_broken_archive_ends_with_2(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl.gz"
    path.write_bytes(gzip.compress(b"{}\n")[:-6])
    assert main(["train", str(path), "--out", str(tmp_path)]) == 2


def test_rows_are_read_without_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f"\n{as_json(ROWS[0])}\n", "utf-8")
    (read,) = read_rows(path, labelled=False)
    assert (read.id, read.labels) == ("a0", [])


def test_wrong_arguments_end_with_2() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["guess"])
    assert ended.value.code == 2

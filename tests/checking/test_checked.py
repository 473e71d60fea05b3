"""A pasted text against a corpus of invented articles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.checking import Checked, Finding, check, is_sound
from sumber.checking.checked import LONGEST_TEXT
from sumber.checking.rows import FLAT_COLUMNS, as_object, as_row
from sumber.corpus import Corpus
from sumber.errors import UsageError
from sumber.records import Article
from tests.search.making import ARTICLES, made

SAID = "Air rob sudah surut dan dapur umum kami tutup sore ini"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return made(tmp_path_factory.mktemp("korpus") / "k")


def only(corpus: Corpus, text: str) -> tuple[Checked, Finding]:
    checked = check(corpus, text)
    assert len(checked.findings) == 1
    return checked, checked.findings[0]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"“{SAID},” kata Rini Wardani.", "verbatim"),
        (f"“{SAID},” kata Rini, Selasa (11/7/2023).", "verbatim"),
        (f"“{SAID},” kata Camat Tanjungsari.", "verbatim"),
        (f"Rini Wardhani mengatakan bahwa {SAID}.", "verbatim"),
        (f"{SAID}", "verbatim"),
        ("“Air rob sudah surut ... kami tutup sore ini,” kata Rini Wardani.", "verbatim"),
        ("Rini Wardani menilai tanggul di muara itu harus segera diperbaiki.", "verbatim"),
        (f"“{SAID.replace('surut', 'naik')},” kata Rini Wardani.", "altered"),
        (f"“{SAID.replace('sudah', 'belum')},” ujar Rini Wardani, 11/7/2023.", "altered"),
        (f"“{SAID},” kata Toto Suharto.", "other-speaker"),
        (f"“{SAID}” — Sri Rahayu", "other-speaker"),
        (f"“{SAID},” kata Rini Wardani, Jumat (2/2/2018).", "other-occasion"),
        ("“Kawanan gajah akan membuka bank di Tanjungsari,” kata Rini Wardani.", "not-found"),
        ("“Layang-layang dilarang terbang malam hari” — Tuti Anggraini", "not-found"),
    ],
)
def test_verdicts(corpus: Corpus, text: str, verdict: str) -> None:
    assert only(corpus, text)[1].verdict == verdict


def test_other_forms_of_words_are_found_when_asked(corpus: Corpus) -> None:
    text = "Toto Suharto mengatakan penyerangan wereng paling parah sepuluh tahun terakhir."
    (found,) = check(corpus, text, affixes=True).findings
    assert (found.verdict, found.first and found.first.article.id) == ("altered", "hama")
    assert found.first is not None
    told = [
        (change.kind, change.claim and change.claim.of(text))
        for change in found.first.changes
        if change.kind == "changed"
    ]
    assert ("changed", "penyerangan") in told
    plain = check(corpus, text).findings[0]
    assert plain.first is None or plain.first.likeness < found.first.likeness
    said = check(corpus, f"“{SAID},” kata Rini Wardani.", affixes=True).findings[0]
    assert said.verdict == "verbatim"


def test_the_first_article_its_chain_and_the_others_are_told(corpus: Corpus) -> None:
    _, found = only(corpus, f"“{SAID},” kata Rini Wardani.")
    assert found.first is not None
    assert found.first.article.id == "rob"
    assert found.first.spans[0].of(found.first.article.text) == SAID
    assert [match.article.id for match in found.others] == ["rob-kutip"]
    assert found.articles == 2
    reference = found.first.reference()
    assert reference.link is not None
    assert reference.link.startswith("https://gema.example/rob?id=1#:~:text=Air%20rob")
    assert reference.who == "Rini Wardani"


def test_the_chain_names_the_cited_outlet(tmp_path: pytest.TempPathFactory, corpus: Corpus) -> None:
    _, found = only(corpus, f"“{SAID},” kata Rini Wardani, 12 Juli 2023.")
    chains = {match.article.id for match in [found.first, *found.others] if match}
    assert "rob-kutip" in chains


def test_the_difference_is_shown(corpus: Corpus) -> None:
    checked, found = only(corpus, f"“{SAID.replace('surut', 'naik')},” kata Rini Wardani.")
    assert found.first is not None
    (change,) = [c for c in found.first.changes if c.kind != "same"]
    assert change.kind == "changed"
    assert change.claim is not None
    assert change.article is not None
    assert change.claim.of(checked.text) == "naik"
    assert change.article.of(found.first.article.text) == "surut"


def test_an_honest_nil_says_what_was_searched(corpus: Corpus) -> None:
    checked, found = only(corpus, "“Gajah terbang melintasi khatulistiwa,” kata Rini Wardani.")
    assert (found.verdict, found.first, found.articles) == ("not-found", None, 0)
    searched = checked.searched
    assert (searched.articles, searched.outlets, searched.undated) == (4, 2, 1)
    assert (searched.first, searched.last) == ("2023-07-11", "2024-02-03")


def test_only_the_right_speaker_is_sound(corpus: Corpus) -> None:
    assert is_sound(only(corpus, f"“{SAID},” kata Rini Wardani.")[1])
    assert not is_sound(only(corpus, f"“{SAID},” kata Toto Suharto.")[1])
    assert not is_sound(only(corpus, f"“{SAID}”")[1])


def test_several_claims_come_in_the_order_of_the_text(corpus: Corpus) -> None:
    text = f"“{SAID},” kata Rini Wardani.\n“Petani jangan panik,” ujar Toto Suharto."
    checked = check(corpus, text)
    assert [finding.verdict for finding in checked.findings] == ["verbatim", "verbatim"]
    assert [finding.first and finding.first.article.id for finding in checked.findings] == [
        "rob",
        "hama",
    ]


def test_a_new_article_is_found_at_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("korpus") / "k"
    corpus = made(folder, ARTICLES[2:3])
    assert only(corpus, f"“{SAID},” kata Rini Wardani.")[1].verdict == "not-found"
    made(folder, ARTICLES[:1])
    assert only(corpus, f"“{SAID},” kata Rini Wardani.")[1].verdict == "verbatim"
    corpus.remove("rob")
    assert only(corpus, f"“{SAID},” kata Rini Wardani.")[1].verdict == "not-found"


def test_rows_hold_exact_words(corpus: Corpus) -> None:
    for text in (f"“{SAID},” kata Rini Wardani.", "“Gajah terbang tinggi sekali,” kata Rini."):
        checked, found = only(corpus, text)
        row = as_row(checked, found, "text", "id")
        assert tuple(row) == FLAT_COLUMNS
        whole = as_object(checked, found, "markdown", "en")
        assert whole["verdict"] == row["verdict"]
        for content in whole["claim"]["contents"]:
            assert text[content["start"] : content["end"]] == content["exact"]


def test_an_empty_corpus_and_an_empty_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = made(tmp_path_factory.mktemp("korpus") / "k", [])
    checked, found = only(empty, f"“{SAID},” kata Rini Wardani.")
    assert (found.verdict, checked.searched.articles) == ("not-found", 0)
    assert check(empty, "").findings == ()


def test_a_huge_text_is_refused(corpus: Corpus) -> None:
    with pytest.raises(UsageError, match="in parts"):
        check(corpus, "a" * (LONGEST_TEXT + 1))


def test_a_text_of_one_word_again_and_again_takes_no_time(corpus: Corpus) -> None:
    checked = check(corpus, "“" + "rob " * 5_000 + "” kata Rini Wardani.")
    assert all(finding.verdict != "verbatim" for finding in checked.findings)


def test_an_article_of_one_word_again_and_again_takes_no_time(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    many = Article(id="a", text="rob sudah surut " * 20_000)
    corpus = made(tmp_path_factory.mktemp("korpus") / "k", [many])
    check(corpus, "“rob sudah naik rob sudah surut rob belum surut,” kata Rini Wardani.")


@settings(max_examples=40)
@given(st.text(max_size=150))
def test_no_text_raises(corpus: Corpus, text: str) -> None:
    check(corpus, text)
    check(corpus, f"“{text}” kata Rini Wardani.")

"""Statements of several articles that are one utterance."""

from __future__ import annotations

import random

import pytest

from sumber.relations import people, variants
from tests.relations.making import News, Said, connect, rows

STEPS = (*people.STEPS, *variants.STEPS)
QUOTE = "tanggul di hulu Sungai Lembah sudah kami perkuat dengan enam ribu karung pasir"
EDITED = "tanggul di hulu Sungai Lembah sudah diperkuat dengan enam ribu karung pasir"
OTHER = "harga cabai di Pasar Kenanga naik dua kali lipat sejak pekan lalu"
MAYOR = "Wistara Bratasena"


def told(*news: News) -> list[tuple[object, ...]]:
    made = connect(news, STEPS)
    sql = "SELECT article, wording, first, likeness FROM variants ORDER BY article, statement"
    return rows(made, sql)


def say(name: str, content: str, who: str = MAYOR, **more: str) -> News:
    return News(name, (Said(who, content),), **more)


def test_equal_and_edited_words_of_one_source_are_one_utterance() -> None:
    found = told(say("a", QUOTE), say("b", QUOTE), say("c", EDITED), say("d", OTHER))
    assert [row[:3] for row in found] == [("a", 0, True), ("b", 0, False), ("c", 1, False)]
    assert 0.6 < float(str(found[2][3])) < 1


def test_the_first_seen_is_the_first() -> None:
    found = told(say("a", QUOTE, day="2024-05-03"), say("b", EDITED), say("c", QUOTE, day=""))
    assert [row[0] for row in found if row[2]] == ["b"]


@pytest.mark.parametrize(
    "other",
    [
        say("b", OTHER),
        say("b", EDITED, "Tono Handaru"),
        say("b", QUOTE.replace("enam ribu", "6") + " senilai 12 miliar"),
        say("b", "kami sudah siap"),
    ],
)
def test_other_words_sources_and_numbers_are_other_utterances(other: News) -> None:
    mine = (
        say("a", QUOTE.replace("enam ribu", "6") + " senilai 15 miliar")
        if "12" in str(other)
        else say("a", QUOTE)
    )
    assert told(mine, other) == []


def test_bulletins_of_a_body_on_two_days_are_two_utterances() -> None:
    forecast = "hujan sedang hingga lebat turun di Melati, Kenanga dan Cempaka menjelang sore"
    later = "hujan sedang hingga lebat turun di Melati, Kenanga dan Srengseng menjelang sore"
    body = ("Badan Cuaca Lembah", "organisation")
    same, other = (
        [
            News("a", (Said(body[0], forecast, type=body[1]),)),
            News("b", (Said(body[0], later, type=body[1]),), day),
        ]
        for day in ("2024-05-01", "2024-05-03")
    )
    assert len(told(*same)) == 2
    assert told(*other) == []


def test_numerals_that_differ_make_two_utterances() -> None:
    ruling = "Teradu {} terbukti melanggar kode etik dan pedoman perilaku penyelenggara pemilihan"
    assert told(say("a", ruling.format("IV")), say("b", ruling.format("VI"))) == []
    assert len(told(say("a", ruling.format("IV")), say("b", ruling.format("IV")))) == 2


def test_the_same_long_words_in_another_mouth_are_told() -> None:
    long = f"{QUOTE} supaya warga Kampung Kenanga dapat pulang sebelum malam takbiran"
    found = connect([say("a", long), say("b", long, "Tono Handaru")], STEPS)
    why = rows(found, "SELECT because FROM variants WHERE NOT first")
    assert len(why) == 1
    assert why[0][0].startswith("other source")


def test_a_repeated_sentence_of_one_article_is_no_variant() -> None:
    assert told(News("a", (Said(MAYOR, QUOTE), Said(MAYOR, QUOTE)))) == []


def test_a_foreign_quotation_in_two_translations_is_a_guess() -> None:
    first = "Pasukan Ostravia menembakkan 37 rudal Kharvat ke pelabuhan Telmira semalam"
    second = "Sebanyak 37 misil Kharvat milik Ostravia menghantam dermaga Telmira tadi malam"
    source = ("Presiden", "Rusia")
    made = connect(
        [
            News("a", (Said("Ivor Danilenkov", first, *source),)),
            News("b", (Said("Ivor Danilenkov", second, *source),)),
        ],
        STEPS,
    )
    found = rows(made, "SELECT likeness, because FROM variants WHERE NOT first")
    assert len(found) == 1
    assert found[0][1].startswith("guess: translation")


def test_the_order_of_rows_changes_nothing() -> None:
    news = [say(f"a{n}", text) for n, text in enumerate([QUOTE, EDITED, OTHER] * 4)]
    first = told(*news)
    random.Random(3).shuffle(news)
    assert told(*news) == first

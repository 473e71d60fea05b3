"""Articles on one event."""

from __future__ import annotations

import random

from sumber.relations import chains, people, stories, variants
from tests.relations.making import News, Said, connect, rows

STEPS = (*people.STEPS, *variants.STEPS, *chains.STEPS, *stories.STEPS)
FLOOD = "Banjir di Kenanga: tanggul Lembahwangi jebol, posko Srengseng dan relawan Cakrabuana siaga"
FIRE = "Kebakaran di Melatiasih: kios Ardhamaya habis, pompa Wirabraja dan hidran Sukmajati padam"


def news(name: str, about: str, day: str = "2024-05-01", who: str = "Wistara Bratasena") -> News:
    return News(name, (Said(who, f"kami mencatat keadaan {name} dengan saksama"),), day, rest=about)


def told(*articles: News) -> list[set[str]]:
    made = connect(articles, STEPS)
    found: dict[str, set[str]] = {}
    for story, article in rows(made, "SELECT story, article FROM stories"):
        found.setdefault(story, set()).add(article)
    return sorted(found.values(), key=min)


def test_articles_on_one_event_are_one_story() -> None:
    found = told(
        news("a", FLOOD), news("b", FLOOD), news("c", FIRE), news("d", FIRE, day="2024-05-02")
    )
    assert found == [{"a", "b"}, {"c", "d"}]


def test_the_same_words_weeks_later_are_another_story() -> None:
    assert told(news("a", FLOOD), news("b", FLOOD, day="2024-06-20")) == []


def test_a_passage_of_weight_makes_a_story() -> None:
    both = [news("a", "", who="Tono Handaru"), news("b", "", who="Rini Wardani")]
    for bits, count in ((80.0, 2), (20.0, 0)):
        places = {"a_start": 0, "a_end": 9, "b_start": 0, "b_end": 9}
        row = {"a": "a", "b": "b", "kind": "copy", "bits": bits, **places}
        made = connect(both, STEPS, passages=[row])
        assert rows(made, "SELECT count(*) FROM stories") == [(count,)]


def test_an_article_on_two_events_does_not_join_them() -> None:
    floods = [news(f"a{n}", FLOOD) for n in range(4)]
    fires = [news(f"b{n}", FIRE) for n in range(4)]
    found = told(*floods, *fires, news("c", f"{FLOOD} {FIRE}"))
    assert len(found) == 2


def test_the_first_article_names_the_story_and_order_changes_nothing() -> None:
    articles = [news(f"a{n}", FLOOD, day=f"2024-05-0{1 + n % 3}") for n in range(6)]
    made = connect(articles, STEPS)
    assert rows(made, "SELECT DISTINCT story FROM stories") == [("a0",)]
    first = rows(made, "SELECT * FROM stories ORDER BY ALL")
    random.Random(5).shuffle(articles)
    assert rows(connect(articles, STEPS), "SELECT * FROM stories ORDER BY ALL") == first

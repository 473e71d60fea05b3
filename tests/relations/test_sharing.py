"""What articles share and cite."""

from __future__ import annotations

from tests.relations.making import News, Said, connect, rows
from tests.relations.test_chains import QUOTE, STEPS, cite


def test_what_is_shared_grows_with_the_articles_of_one_utterance() -> None:
    """Ninety articles with one quotation, half of one outlet, all citing it: not 90 times 45."""
    said = (Said("Wistara Bratasena", QUOTE),)
    first = [News(f"a{n:02}", said, f"2024-05-{n % 20 + 1:02}", "kompas.com") for n in range(45)]
    later = [News(f"b{n:02}", said, "2024-06-01", "Gema") for n in range(45)]
    cites = [cite(one.id, "Kompas.com", "kompas-com") for one in (*first, *later)]
    made = connect([*first, *later], STEPS, citations=cites, passages=[])
    ((count,),) = rows(made, "SELECT count(*) FROM shares")
    assert 90 <= count <= 6 * 90
    found = rows(made, "SELECT DISTINCT origin FROM links WHERE source = 'kompas-com'")
    assert found == [("a00",)]

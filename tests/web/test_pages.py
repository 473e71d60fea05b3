"""Every page answers in both languages, with its twins, and says what a visitor came for."""

from __future__ import annotations

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

SAID = (
    '"Kami tidak mau mengambil risiko. Begitu laporan masuk, satu jam kemudian jembatan kami '
    'tutup,"'
)
PAGES = (
    "/",
    "/search?q=jembatan",
    "/search?q=%22dana+tidak+terduga%22&in=article",
    "/search?in=citation&is_outlet=Lensara",
    "/search?in=source&q=larasati",
    "/search?in=source",
    "/search?q=penutupan&forms=1&newest=1&source=Bagus&since=2024-05&until=2024",
    "/check",
    f"/check?text={SAID} kata Bagus Wiranata.",
    "/people",
    "/people?name=larasati&type=person",
    "/person/niken-larasati",
    "/person/niken-larasati?day=2024-05-28",
    "/outlets",
    "/outlets?name=lensara",
    "/outlet/Lensara",
    "/outlet/Kawat+Nusa",
    "/sources?name=kawat&type=outlet",
    "/source/kawat+nusa",
    "/stories",
    "/story/gema-001",
    "/article/kawat-001",
    "/article/lensara-001",
    "/quotation/kawat-001?s=kawat-001-s1",
    "/compare",
    "/compare?a=kawat-001&b=lensara-001",
    "/compare?a=lensara-001&b=kawat-001",
    "/compare?a=kawat-001&b=tinta-006",
    "/corpus",
    "/corpus?reason=empty",
)


def twin(address: str, form: str) -> str:
    path, _, query = address.partition("?")
    return f"{path if path != '/' else '/home'}.{form}?{query}"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_there(client: TestClient, address: str, language: str) -> None:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert answer.headers["content-language"] == language
    assert len(re.findall("<h1", answer.text)) == 1
    assert "style=" not in answer.text
    assert "<style" not in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_json_twin(client: TestClient, address: str) -> None:
    answer = client.get(twin(address, "json"))
    assert answer.status_code == 200
    data = answer.json()
    assert data["corpus"]["searched"]["articles"] == 31
    for table in data["tables"].values():
        assert table["query"].strip() or data["page"] == "search"
        assert all(list(row) == table["columns"] for row in table["rows"])
    assert client.get(data["link"]).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_csv_twin(client: TestClient, address: str) -> None:
    answer = client.get(twin(address, "csv"))
    assert answer.status_code == 200
    rows = list(csv.reader(io.StringIO(answer.text)))
    shown = client.get(twin(address, "json")).json()["tables"]
    main = next((t for t in shown.values() if t["columns"] == rows[0]), None)
    assert main is not None
    if main["engine"] == "sql":
        assert len(rows) == main["total"] + 1


@pytest.mark.parametrize("address", PAGES)
def test_every_table_says_which_query_made_it(client: TestClient, address: str) -> None:
    html = client.get(address).text
    tables = client.get(twin(address, "json")).json()["tables"]
    for name, table in tables.items():
        if table["rows"] and table["engine"] == "sql":
            assert f"table={name}" in html, name


def test_a_table_is_had_whole_by_its_name(client: TestClient) -> None:
    answer = client.get("/person/niken-larasati.csv?table=roles")
    assert answer.text.splitlines()[0].startswith("role,affiliation")
    assert client.get("/person/niken-larasati.csv?table=nothing").status_code == 404


def test_a_csv_twin_has_no_cap(client: TestClient) -> None:
    shown = client.get("/people.json").json()["tables"]["people"]
    assert len(shown["rows"]) == 40 < shown["total"]
    assert len(client.get("/people.csv?page=2").text.splitlines()) == shown["total"] + 1


def test_long_tables_go_on(client: TestClient) -> None:
    first, second = (client.get(f"/people.json?page={n}").json() for n in (1, 2))
    names = [r["person"] for d in (first, second) for r in d["tables"]["people"]["rows"]]
    assert len(names) == len(set(names))
    assert 'rel="next"' in client.get("/people").text
    assert 'rel="prev"' in client.get("/people?page=2").text


def test_an_article_shows_its_facts_and_cards(client: TestClient) -> None:
    html = client.get("/article/kawat-001").text
    assert '<a class="n" href="#c2" id="s2"' in html
    assert 'id="c2"' in html
    assert '<span class="f direct s2">Kami tidak mau mengambil risiko.' in html
    data = client.get("/article/kawat-001.json").json()
    assert data["statements"][1]["contents"][0]["exact"].startswith("Kami tidak mau mengambil")


def test_a_person_is_found_by_a_name(client: TestClient) -> None:
    answer = client.get("/person/Niken++LARASATI", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/person/niken-larasati")
    twin_ = client.get("/person/Niken+Larasati.json", follow_redirects=False)
    assert twin_.headers["location"] == "/person/niken-larasati.json"


def test_a_person_shows_what_was_said_when(client: TestClient) -> None:
    html = client.get("/person/niken-larasati").text
    assert "<svg" in html
    assert "Radio Gema Lembah" in html
    assert "Laksmi Hardaningrum" in html


def test_an_outlet_shows_shares_delay_and_boilerplate(client: TestClient) -> None:
    tables = client.get("/outlet/Lensara.json").json()["tables"]
    shares = {row["share"]: row["articles"] for row in tables["shares"]["rows"]}
    assert shares["copied"] >= 1
    assert sum(shares.values()) == 10
    assert sum(row["articles"] for row in tables["delays"]["rows"]) >= shares["copied"]
    assert client.get("/outlet/Kawat+Nusa.json").json()["tables"]["boilerplate"]["total"] == 1


def test_a_story_shows_its_graph(client: TestClient) -> None:
    html = client.get("/story/gema-001").text
    assert re.search('class="arrow (passage|both)"', html)
    assert 'class="lanes"' in html
    moved = client.get("/story/kawat-001", follow_redirects=False)
    assert moved.headers["location"] == "/story/gema-001"


def test_two_articles_stand_side_by_side(client: TestClient) -> None:
    html = client.get("/compare?a=lensara-001&b=kawat-001").text
    assert html.index("Jembatan Gintung Ditutup Total") < html.index("Pemkot Waringin Asri tutup")
    assert len(re.findall('<span class="f (copy|rewrite|contained|quote)">', html)) >= 2
    assert html.count('href="#k1">1</a>') >= 2


def test_a_quotation_shows_wordings_and_references(client: TestClient) -> None:
    html = client.get("/quotation/kawat-001?s=kawat-001-s1").text
    assert "<del>ambil</del><ins>mengambil</ins>" in html
    assert "@online{" in html
    assert "#:~:text=" in html


def test_check_tells_what_was_altered_and_what_is_unknown(client: TestClient) -> None:
    text = SAID.replace("risiko", "bahaya") + " kata Bagus Wiranata. Ia mengatakan laut itu kuning."
    answer = client.post("/check", data={"text": text}, headers={"accept-language": "en"})
    assert 'class="verdict altered"' in answer.text
    assert "<del>risiko</del> <ins>bahaya</ins>" in answer.text
    assert 'class="verdict not-found"' in answer.text
    assert "In 0 of 31 articles of 6 outlets, published 14 May 2024 to 3 July 2024." in answer.text
    rows = client.post("/check.json", data={"text": text}).json()["tables"]["findings"]["rows"]
    assert [row["verdict"] for row in rows] == ["altered", "not-found"]


def test_a_search_is_had_whole_as_csv(client: TestClient) -> None:
    shown = client.get("/search.json").json()["tables"]["hits"]
    assert len(shown["rows"]) == 20 < shown["total"]
    assert len(list(csv.reader(io.StringIO(client.get("/search.csv").text)))) == shown["total"] + 1


def test_a_source_is_found_by_a_name(client: TestClient) -> None:
    answer = client.get("/source/KAWAT++Nusa", follow_redirects=False)
    assert answer.headers["location"] == "/source/kawat+nusa"


def test_nothing_found_says_what_was_searched(client: TestClient) -> None:
    for address in ("/search?q=zzzzzz", "/people?name=zzzzzz", "/sources?name=zzzzzz"):
        html = client.get(address, headers={"accept-language": "en"}).text
        assert "31 articles of 6 outlets, published 14 May 2024 to 3 July 2024" in html


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing", 404),
        ("/person/nobody+here", 404),
        ("/article/nothing", 404),
        ("/article/nothing.json", 404),
        ("/outlet/nothing", 404),
        ("/source/nothing", 404),
        ("/story/nothing", 404),
        ("/quotation/kawat-001", 404),
        ("/quotation/kawat-001?s=s99", 404),
        ("/person/kawat~zz", 404),
        ("/compare?a=kawat-001&b=nothing", 404),
        ("/people?type=robot", 400),
        ("/people?page=0", 400),
        ("/people?page=x", 400),
        ("/people?page=99999999", 400),
        ("/people?name=" + "x" * 400, 400),
        ("/search?since=2024-13", 400),
        ("/search?in=everything", 400),
        ("/check?published=today", 400),
    ],
)
def test_what_cannot_be_is_refused_with_a_way_on(
    client: TestClient, address: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    if not address.endswith(".json"):
        assert 'href="/"' in answer.text
        assert "31 articles" in answer.text


def test_language_and_light_are_kept(client: TestClient) -> None:
    with TestClient(client.app, base_url="http://127.0.0.1") as visitor:
        answer = visitor.get("/people?lang=id&theme=dark")
        assert '<html lang="id" data-theme="dark">' in answer.text
        assert '<html lang="id" data-theme="dark">' in visitor.get("/outlets").text


def test_every_link_on_the_pages_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    for address in PAGES:
        for link in re.findall(r'href="(/[^"#]*)', client.get(address).text):
            seen.add(link.replace("&amp;", "&"))
    assert len(seen) > 150
    broken = {link for link in sorted(seen)[::3] if client.get(link).status_code != 200}
    assert broken == set()

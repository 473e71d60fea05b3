"""The page against an attacker: nothing runs, nothing leaks, it stays up."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sumber import Corpus
from sumber.web.app import make_app
from sumber.web.guards import LARGEST, POLICY, is_own_host
from sumber.web.keys import encode

HERE = "http://127.0.0.1"
SQL = (
    "' OR 1=1 --",
    "'; DROP TABLE articles; --",
    "$article",
    "1) UNION SELECT text FROM articles --",
    "\"; ATTACH '/tmp/x.db' AS x; --",
    "%' OR '%'='",
    "\\'; COPY articles TO '/tmp/stolen.csv'; --",
)
KEYED = ("article", "person", "outlet", "source", "story", "quotation")
FLAT = ("search", "people", "outlets", "sources", "stories", "compare", "corpus", "check")
NAMES = (
    "q", "in", "name", "type", "page", "a", "b", "s", "text", "published", "reason", "day", "since",
    "until", "source", "outlet", "role", "body", "forms", "newest", "is_source", "is_outlet",
    "is_role", "is_body", "is_year", "is_kind", "is_standing", "lang", "theme", "table",
)  # fmt: skip
ATTRIBUTES = frozenset(("href", "src", "action", "formaction", "xlink:href", "poster", "data"))


class Scan(HTMLParser):
    """What in a page could run or reach off the machine."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("iframe", "object", "embed", "base", "style", "img"):
            self.found.append(tag)
        if tag == "script" and not (values.get("src") or "").startswith("/static/"):
            self.found.append("script")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(f"{tag} {name}")
            if name in ATTRIBUTES and not re.match(r"(/|#|https?://contoh\.example/)", value or ""):
                self.found.append(f"{tag} {name}={value}")
            if tag != "a" and name in ATTRIBUTES and re.match(r"[a-z]+:", value or ""):
                self.found.append(f"{tag} {name}={value}")


def dangers(html: str) -> list[str]:
    scan = Scan()
    scan.feed(html)
    return scan.found


def addresses(client: TestClient, corpus: Corpus) -> list[str]:
    """Return the address of every page of everything in the hostile corpus."""
    found = ["/", *(f"/{name}" for name in FLAT), "/search?q=harga", "/search?q=harga&in=article"]
    for row in corpus.articles().to_pylist():
        article = f"/article/{encode(row['id'])}"
        found.append(article)
        for said in client.get(article + ".json").json()["statements"]:
            found.append(f"/quotation/{encode(row['id'])}?s={quote(said['id'])}")
    for table, key in (("people", "person"), ("outlets", "outlet"), ("sources", "source")):
        rows = client.get(f"/{table}.json").json()["tables"][table]["rows"]
        name = {"people": "person", "outlets": "outlet", "sources": "key"}[table]
        found += [f"/{key}/{encode(row[name])}" for row in rows if row[name]]
    return found


def test_hostile_articles_run_nothing(besieged: TestClient, hostile: Corpus) -> None:
    pages = addresses(besieged, hostile)
    assert sum(page.startswith("/quotation/") for page in pages) >= 4
    assert sum(page.startswith("/person/") for page in pages) >= 2
    for address in pages:
        answer = besieged.get(address)
        assert answer.status_code == 200, address
        assert dangers(answer.text) == [], address
        assert "<script>alert" not in answer.text
        assert "\u202e" not in answer.text
        assert "\x1b" not in answer.text
        assert "49" not in re.findall(r"--;(\d+)", answer.text)
        assert answer.headers["content-security-policy"] == POLICY


def test_hostile_text_that_is_checked_runs_nothing(besieged: TestClient) -> None:
    text = '"<script>alert(1)</script> harga beras di pasar," kata <img src=x onerror=y> Budi.'
    for answer in (
        besieged.post("/check", data={"text": text}),
        besieged.get("/check", params={"text": text}),
        besieged.get("/search", params={"q": text}),
    ):
        assert answer.status_code == 200
        assert dangers(answer.text) == []


@pytest.mark.parametrize("attack", SQL)
def test_sql_in_every_parameter_and_key_is_a_word(client: TestClient, attack: str) -> None:
    for page in FLAT:
        for name in NAMES:
            answer = client.get(f"/{page}.json", params={name: attack})
            assert answer.status_code in (200, 400, 404), (page, name)
    for page in KEYED:
        assert client.get(f"/{page}/{encode(attack)}").status_code == 404
    assert client.get("/home.json").json()["corpus"]["searched"]["articles"] == 31
    assert not Path("/tmp/stolen.csv").exists()


@pytest.mark.parametrize(
    "path",
    [
        "/static/x/../../../../etc/passwd",
        "/static/x/..%2f..%2fapp.py",
        "/static/x/%2e%2e%2fapp.py",
        "/static/..%5c..%5capp.py/page.css%00.svg",
        "/article/..%2f..%2f..%2fetc%2fpasswd",
        "/article/%2e%2e/%2e%2e/etc/passwd",
        "/../../etc/passwd",
        "/person/~00",
        "/article/%00",
        "/%ff%fe",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "import" not in answer.text


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8080", True),
        ("localhost", True),
        ("LOCALHOST:1", True),
        ("evil.example", False),
        ("evil.example:8080", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example", False),
        ("localhost:80@evil.example", False),
        ("evil.example:127.0.0.1", False),
        ("127.0.0.1:", False),
        ("localhost:x", False),
        ("0.0.0.0", False),
        ("", False),
    ],
)
def test_only_this_machine_is_answered(client: TestClient, host: str, own: bool) -> None:
    assert is_own_host(host) == own
    if host:
        answer = client.get("/", headers={"host": host})
        assert answer.status_code == (200 if own else 421)
        assert own or "Gintung" not in answer.text


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200),
        ("http://127.0.0.1", 200),
        ("http://evil.example", 403),
        ("https://127.0.0.1", 403),
        ("http://127.0.0.1:81", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_posts_from_other_sites_are_refused(
    client: TestClient, origin: str | None, status: int
) -> None:
    headers = {} if origin is None else {"origin": origin}
    answer = client.post("/check", data={"text": "Ia berkata tidak."}, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("path", ["/", "/people.json", "/search.csv?q=kapal", "/check.json"])
def test_what_another_site_asks_for_it_may_not_read(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"origin": "http://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/people").status_code == 405


def test_a_body_has_a_bound(client: TestClient) -> None:
    assert client.post("/check", content=b"text=" + b"x" * LARGEST).status_code == 413
    text = "kata dia begitu. " * 20_000
    assert client.post("/check", data={"text": text[:120_000]}).status_code == 400


@pytest.mark.parametrize("size", [400, 60_000])
def test_a_huge_query_is_refused(client: TestClient, size: int) -> None:
    for page in ("search", "people", "check", "compare"):
        for name in ("q", "name", "text", "a"):
            answer = client.get(f"/{page}?{name}={'a' * size}")
            assert answer.status_code in (200, 400, 404)
            assert len(answer.content) < 100_000


def test_headers_forbid_what_is_not_needed(client: TestClient) -> None:
    for address in ("/", "/nothing", "/home.json", "/people.csv", "/static/x/page.css"):
        headers = client.get(address).headers
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"


def test_a_bug_tells_nothing_and_the_page_stays(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app(corpus.folder, "en")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret place: /home/somebody")

    with TestClient(app, base_url=HERE) as one:
        assert one.get("/people").status_code == 200
        with monkeypatch.context() as patch:
            patch.setattr("sumber.web.desk.Reading.ask", broken)
            answer = one.get("/people")
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert answer.headers["content-security-policy"] == POLICY
        assert "a secret place" in capsys.readouterr().err
        assert one.get("/people").status_code == 200


def test_a_missing_corpus_is_said(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path / "none", "en"), base_url=HERE) as one:
        answer = one.get("/")
        assert answer.status_code == 503
        assert "sumber add" in answer.text
        assert one.get("/home.json").json()["status"] == 503

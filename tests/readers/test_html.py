from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import pytest

from sumber.readers.html import page_fields
from tests.readers.making import BODY, LEAD, SAID, articles, page, read_one

ISO = "2024-06-03T10:05:00+07:00"
TITLE = "Air Surut di Karangsari"


def meta(name: str, content: str, attribute: str = "property") -> str:
    return f'<meta {attribute}="{name}" content="{content}">'


def linked(**values: object) -> str:
    data = json.dumps({"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", **values}]})
    return f'<script type="application/ld+json">{data}</script>'


def test_the_fields_of_a_page(tmp_path: Path) -> None:
    head = (
        meta("og:site_name", "Kabar Pagi")
        + meta("og:url", "https://kabar.example/air")
        + meta("article:published_time", ISO)
    )
    (tmp_path / "a.html").write_bytes(page(head=head))
    (article,) = articles(tmp_path / "a.html")
    assert article.text.splitlines()[-2:] == [LEAD, BODY.strip()]
    assert (article.title, article.published) == (TITLE, ISO)
    assert (article.outlet, article.url) == ("Kabar Pagi", "https://kabar.example/air")


@pytest.mark.parametrize(
    ("head", "under", "published"),
    [
        # in the code
        (meta("article:published_time", "2024-06-03T10:05:00+0700"), "", ISO),
        (meta("article:published_time", "2024-06-03T03:05:00Z"), "", ISO),
        (meta("pubdate", "2024-06-03 10:05:00 WIB", "name"), "", ISO),
        (linked(datePublished=ISO, dateModified="2024-07-01T00:00:00Z"), "", ISO),
        ("", f'<span itemprop="datePublished" content="{ISO}">kemarin</span>', ISO),
        ("", f'<time itemprop="datePublished" datetime="{ISO}">kemarin</time>', ISO),
        ("", '<b itemprop="datePublished">3 Juni 2024 10.05 WIB</b>', ISO),
        # on the page
        ("", "<div>Senin, 3 Juni 2024 | 10:05 WIB</div>", ISO),
        ("", "<div>Kabar.com - <span>03/06/2024</span>, 10:05 WIB</div>", ISO),
        # the page gives the zone, or the hour, that the code leaves out
        (meta("pubdate", "2024-06-03 T10:05:42Z", "name"), "<p>3 Juni 2024 10:05 WIB</p>",
         "2024-06-03T10:05:42+07:00"),
        (meta("pubdate", "2024-06-03 10:05:42", "name"), "<p>3 Juni 2024 10:05 WITA</p>",
         "2024-06-03T10:05:42+08:00"),
        (meta("date", "2024-06-03", "name"), "<p>3 Juni 2024 10:05 WIB</p>", ISO),
        (linked(datePublished="2024-06-03") + meta("pubdate", ISO, "name"), "", ISO),
        (meta("pubdate", "2024-06-03 10:05:00", "name"), "", "2024-06-03T10:05:00"),
        # the one near the title, not those of other articles
        ("", "<p>3 Juni 2024 10:05 WIB</p>" + "<p>Lain</p><i>1 Juni 2024 08:00 WIB</i>" * 3, ISO),
        # broken code is passed over
        ('<script type="application/ld+json">{"datePublished": </script>',
         "<p>3 Juni 2024 10:05 WIB</p>", ISO),
        (meta("article:published_time", "kemarin"), "<p>3 Juni 2024 10:05 WIB</p>", ISO),
        ("", "", None),
        # a day that the body speaks of is not that of publication
        ("", f"<article><p>Banjir 3 Mei 2019 lebih besar. {LEAD}</p></article>", None),
    ],
)  # fmt: skip
def test_when_a_page_was_published(head: str, under: str, published: str | None) -> None:
    assert page_fields(page(head=head, under=under))["published"] == published


@pytest.mark.parametrize(
    ("title", "heading", "site", "told"),
    [
        (f"{TITLE} - Kabar Pagi Daerah", TITLE, "", TITLE),
        (f"{TITLE} | Kabar", TITLE, "", TITLE),
        (f"{TITLE} - Kabar Pagi", "Berita Utama", "Kabar Pagi", TITLE),
        ("Air Surut - Warga Pulang", "Berita Utama", "Kabar Pagi", "Air Surut - Warga Pulang"),
    ],
)
def test_the_title_is_without_the_site(title: str, heading: str, site: str, told: str) -> None:
    head = meta("og:title", title) + (meta("og:site_name", site) if site else "")
    data = page(title=title, head=head).replace(f"<h1>{title}".encode(), f"<h1>{heading}".encode())
    assert page_fields(data)["title"] == told


def test_an_outlet_that_is_an_address_is_none() -> None:
    head = meta("article:publisher", "https://www.social.example/Kabar.Pagi")
    assert page_fields(page(head=head))["outlet"] is None


@pytest.mark.parametrize("holder", ["div", "article", "td", 'span itemprop="articleBody"'])
def test_a_lead_without_a_paragraph_is_kept(holder: str) -> None:
    shell = "<table><tr>{}</tr></table>" if holder == "td" else "{}"
    inside = f"<{holder}><b>Karangsari</b> – {LEAD}<br><br>{SAID}<p>{BODY}</p>"
    data = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>" + shell.format(
        f"{inside}<p>{BODY}</p></{holder.split()[0]}>"
    )
    text = str(page_fields(data.encode())["text"])
    assert LEAD in text
    assert SAID in text
    assert text.index(LEAD) < text.index(SAID)


def test_lists_of_hours_are_no_part_of_the_body() -> None:
    stamps = "<li>Senin, 03/06/2024 09:25 WIB</li><li>01</li>" * 3
    text = str(page_fields(page(body=f"{BODY}<ul>{stamps}</ul>"))["text"])
    assert "09:25" not in text


def test_comments_are_left_out() -> None:
    said = "Komentar: setuju sekali dengan berita ini, semoga warga cepat pulih. " * 3
    data = page().replace(
        b"</article>", f'</article><div id="comments"><p>{said}</p></div>'.encode()
    )
    assert "setuju" not in str(page_fields(data)["text"])


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (page(), None),
        (page().decode().encode("utf-16"), None),
        (page().replace(b"utf-8", b"windows-1252").decode().encode("cp1252"), None),
        (page().replace(b"utf-8", b"iso-8859-1").decode().encode("cp1252"), None),
        (page().replace(b'<meta charset="utf-8">', b"").decode().encode("cp1252"), "cp1252"),
        (page().replace(b"<nav>", b"<nav>\xff\x00"), None),
    ],
)
def test_pages_of_every_encoding(data: bytes, charset: str | None) -> None:
    assert "“Kami butuh air bersih,”" in str(page_fields(data, charset=charset)["text"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"<html></html>", "no-article"),
        (b"<html><body><script>var a = 1</script></body></html>", "no-article"),
        (page(body=BODY + "\ufffd").replace("\ufffd".encode(), b"\x93surut\x94"), "mixed-encoding"),
        (b"<html>" + b"<div>" * 10_000 + LEAD.encode() + b"</div>" * 10_000, "too-deep"),
        (b"<b>" * 200_000 + LEAD.encode(), "too-deep"),
        (bytes(range(256)) * 50, "binary"),
    ],
)
def test_a_page_without_an_article_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    began = time.monotonic()
    assert read_one(tmp_path / "a.html", data) == [(reason, None)]
    assert read_one(tmp_path / "a.htm.gz", gzip.compress(data)) == [(reason, None)]
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("depth", [300, 1500])
def test_a_page_may_be_nested_some(depth: int) -> None:
    inner = f"<p>{LEAD}</p><p>{BODY}</p>"
    data = f"<html><body>{'<div>' * depth}{inner}{'</div>' * depth}</body></html>"
    assert LEAD in str(page_fields(data.encode())["text"])

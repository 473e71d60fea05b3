from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sumber.readers import read
from sumber.records import Article
from tests.readers.making import LEAD, SAID, read_one

ITEM = f"""<item><title>Air &amp; Warga</title><link>https://kabar.example/1</link>
<guid isPermaLink="false">k-1</guid><pubDate>Mon, 03 Jun 2024 20:05:00 GMT</pubDate>
<description><![CDATA[<p>{LEAD}</p><p>{SAID}</p>]]></description></item>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Kabar Pagi</title>
{ITEM}</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar Pagi</title>
<entry><id>k-1</id><title>Air &amp;amp; Warga</title><link href="https://kabar.example/1"/>
<published>2024-06-04T03:05:00+07:00</published><summary>Ringkas.</summary>
<content type="html">&lt;div&gt;{LEAD}&lt;br&gt;{SAID}&lt;/div&gt;</content></entry></feed>"""


@pytest.mark.parametrize("feed", [RSS, ATOM])
@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.atom", "a"])
def test_every_entry_is_an_article(tmp_path: Path, name: str, feed: str) -> None:
    (tmp_path / name).write_text(feed, encoding="utf-8")
    (article,) = read(tmp_path / name)
    assert isinstance(article, Article)
    assert article.text == f"{LEAD}\n{SAID}"
    assert (article.id, article.url) == ("k-1", "https://kabar.example/1")
    assert article.published == "2024-06-04T03:05:00+07:00"
    assert article.outlet is None


def test_the_title_is_plain(tmp_path: Path) -> None:
    (tmp_path / "a.xml.gz").write_bytes(gzip.compress(RSS.encode()))
    (article,) = read(tmp_path / "a.xml.gz")
    assert isinstance(article, Article)
    assert article.title == "Air & Warga"


def test_without_addresses_the_feed_is_the_outlet(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS.replace("<link>https://kabar.example/1</link>", ""))
    (article,) = read(tmp_path / "a.xml")
    assert isinstance(article, Article)
    assert article.outlet == "Kabar Pagi"


def test_a_saved_page_under_the_suffix_of_a_feed_is_a_page(tmp_path: Path) -> None:
    data = f"<!DOCTYPE html><html><body><p>{LEAD}</p><p>{SAID * 3}</p></body></html>".encode()
    (text,) = read_one(tmp_path / "a.xml", data)
    assert LEAD in str(text)


BOMB = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10 if before else "aaaaaaaaaa"}">'
    for before, name in zip("\0abcdefgh", "abcdefghi", strict=True)
    for before in [before.strip("\0")]
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", [("empty", None)]),
        (b"<urlset/>", [("no-article", None)]),
        (b"Air surut.", [("no-article", None)]),
        (RSS.replace(ITEM, "").encode(), [("no-article", None)]),
        (RSS.replace(LEAD, "").replace(SAID, "").encode(), [("no-text", "entry 1")]),
        (RSS.replace("</channel></rss>", "<item>").encode(),
         [f"{LEAD}\n{SAID}", ("no-text", "entry 2"), ("broken", "after entry 2")]),
        (f"<!DOCTYPE l [{BOMB}]><rss><channel><item><title>a</title><description>&i;</description>"
         "</item></channel></rss>".encode(), [("broken", "after entry 1")]),
        (b"https://kabar.example/feed.xml", [("no-article", None)]),
    ],
)  # fmt: skip
def test_what_is_no_whole_feed_is_told(tmp_path: Path, data: bytes, told: list[object]) -> None:
    assert read_one(tmp_path / "a.xml", data)[-len(told) :] == told


def test_a_feed_in_windows_encoding_is_not_broken(tmp_path: Path) -> None:
    data = RSS.encode("cp1252")
    assert read_one(tmp_path / "a.xml", data) == [f"{LEAD}\n{SAID}"]

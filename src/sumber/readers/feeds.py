"""Feeds (RSS and Atom): each entry is one article, its text the full content or the summary."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any

from sumber.readers.articles import Fields, Found
from sumber.readers.columns import Columns
from sumber.readers.failures import Unreadable
from sumber.readers.pages import parse_page, text_in_lines
from sumber.readers.streams import whole


def read_feed(stream: IO[bytes], _named: Columns) -> Iterator[Found]:
    """Yield the article of each entry; a feed that breaks off gives its entries, then a failure."""
    import feedparser

    # A file object, since the parser would fetch a string that looks like an address.
    feed = feedparser.parse(
        io.BytesIO(whole(stream)), sanitize_html=False, resolve_relative_uris=False
    )
    for number, entry in enumerate(feed.entries, 1):
        yield f"entry {number}", _fields(entry, feed.feed)
    if not feed.entries:
        raise Unreadable("no-article", ": it is no feed, or one without entries")
    if _is_broken(feed):
        raise Unreadable("broken", str(feed.bozo_exception))


def _fields(entry: Any, feed: Any) -> Fields:
    bodies = [body.get("value") for body in entry.get("content", [])] + [entry.get("summary")]
    longest = max((body for body in bodies if body), key=len, default="")
    url = entry.get("link")
    return {
        "id": entry.get("id"),
        "text": _plain(longest),
        "title": _plain(entry.get("title") or ""),
        "published": entry.get("published") or entry.get("updated"),
        "outlet": entry.get("source", {}).get("title") or (None if url else feed.get("title")),
        "url": url,
    }


def _plain(body: str) -> str:
    """Return text or a piece of HTML as text in lines."""
    if "<" not in body and "&" not in body:
        return body
    try:
        return text_in_lines(parse_page(f"<div>{body}</div>"))
    except Unreadable:
        return ""


def _is_broken(feed: Any) -> bool:
    """Tell whether the parser gave up, and did not only correct an encoding."""
    import feedparser

    harmless = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return bool(feed.bozo) and not isinstance(feed.get("bozo_exception"), harmless)

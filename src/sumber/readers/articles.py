"""From what a reader found to articles and failures: the one place where both are made.

A reader yields each article it finds as ``(position, fields)``, or ``(position, Unreadable)``
where one is bad, and raises where it cannot go on. Here

1. the text is checked: a string, not empty, of at most ``MAX_TEXT`` code points, without null
   characters and lone surrogates; it is never changed;
2. the date of publication is read; one that is no date is told, and the article kept without;
3. an article without an id gets one from what it says;
4. whatever the reader or a library under it raises ends this input with a failure, never the run.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import TypeAlias

from sumber.errors import UsageError
from sumber.readers.columns import EMPTY_WORDS
from sumber.readers.failures import Place, Unreadable, failure
from sumber.readers.published import parse_published, write_moment
from sumber.records import Article, Failure

MAX_TEXT = 1_000_000
"""Code points of one article's text; a longer one is refused."""

Fields: TypeAlias = Mapping[str, object]
Found: TypeAlias = tuple[str | None, Fields | Unreadable]


class Seen:
    """The articles of one call so far, to tell an id that comes twice (about 100 bytes each)."""

    def __init__(self) -> None:
        self._texts: dict[int, int] = {}

    def take(self, article: Article) -> bool:
        """Tell whether the article is new; raise ``Unreadable`` if its id has another text."""
        key, text = hash(article.id), hash(article.text)
        before = self._texts.get(key)
        if before is None:
            self._texts[key] = text
        elif before != text:
            raise Unreadable("duplicate-id", article.id)
        return before is None


def make_articles(place: Place, found: Iterator[Found], seen: Seen) -> Iterator[Article | Failure]:
    """Yield an article or a failure for each thing found, and a failure where finding broke off.

    An article that came before with the same id and text is passed over.
    """
    position: str | None = None
    try:
        for position, fields in found:
            yield from _make(place, position, fields, seen)
    except UsageError:
        raise
    except Exception as error:  # whatever a library raises on bad bytes must not end the run
        yield failure(in_words(error), place, position and f"after {position}")


def article_id(*parts: str | None) -> str:
    """Return 16 hexadecimal digits that depend on the parts alone, not on any path."""
    said = "\x1f".join(part or "" for part in parts)
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _make(
    place: Place, position: str | None, fields: Fields | Unreadable, seen: Seen
) -> Iterator[Article | Failure]:
    try:
        if isinstance(fields, Unreadable):
            raise fields
        article = _article(place, fields)
        new = seen.take(article)
    except Unreadable as error:
        yield failure(error, place, position)
        return
    if not new:
        return
    yield article
    raw = fields.get("published")
    if article.published is None and _said(raw) is not None:
        yield failure(Unreadable("bad-date", str(raw)[:100]), place, position)


def _article(place: Place, fields: Fields) -> Article:
    text = _text(fields.get("text"))
    url, outlet = _said(fields.get("url")), _said(fields.get("outlet"))
    title, published = _title(fields.get("title")), _published(fields.get("published"))
    return Article(
        id=_id(fields.get("id")) or article_id(url, outlet, title, published, text),
        text=text,
        path=place.full,
        url=url,
        outlet=outlet,
        title=title,
        published=published,
    )


def _text(text: object) -> str:
    if text is None or text == "":
        raise Unreadable("no-text")
    if not isinstance(text, str):
        raise Unreadable("not-text", _kind(text))
    if len(text) > MAX_TEXT:
        raise Unreadable("too-long", f"{len(text):,} characters, the most is {MAX_TEXT:,}")
    if text.isspace():
        raise Unreadable("no-text")
    if "\0" in text:
        raise Unreadable("null-bytes")
    return _whole(text)


def _whole(text: str) -> str:
    """Return ``text``; raise ``Unreadable`` if half a character is in it."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise Unreadable("lone-surrogate") from error
    return text


def _id(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return _whole(value) if value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise Unreadable("bad-id", _kind(value))


def _title(value: object) -> str | None:
    return _whole(value) if isinstance(value, str) and value.strip() else None


def _said(value: object) -> str | None:
    """Return a cell's value in words, ``None`` if it holds nothing."""
    if value is None or value != value:  # NaN is not itself
        return None
    if isinstance(value, str):
        return None if value.strip().lower() in EMPTY_WORDS else _whole(value)
    return str(value) if isinstance(value, int | float | date) else repr(value)[:100]


def _published(value: object) -> str | None:
    if isinstance(value, date):
        value = write_moment(value)
    said = _said(value)
    if said is None:
        return None
    return parse_published(said)


def _kind(value: object) -> str:
    names = {bool: "true or false", dict: "an object", list: "a list", bytes: "bytes"}
    return names.get(type(value), "nothing" if value is None else "a number")


def in_words(error: Exception) -> Unreadable:
    """Return an error of the system or of a library as one of the fixed reasons."""
    match error:
        case Unreadable():
            return error
        case EOFError() | zlib.error():
            return Unreadable("truncated")
        case UnicodeError():
            return Unreadable("bad-encoding")
        case OSError() if error.errno is not None:
            return Unreadable("unreadable", error.strerror or "error")
        case _:
            return Unreadable("broken", " ".join(str(error).split())[:200] or type(error).__name__)

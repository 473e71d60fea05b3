"""An article with its statements and citations as documents of the index.

Each statement bears its article's outlet and the day on which it was said, else (or where that
would be later) the day of publication, so that one filter serves all kinds. Its standing is that of
the citation it rests on, else of a citation that covers the whole article, else ``open``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

import tantivy

from sumber.records import Article, Citation, Span, Statement
from sumber.search.fields import What
from sumber.search.words import folded_words

OPEN: Final = "open"
"""The standing of what no citation covers: the article does not tell."""
_NEAREST: Final = ("second-hand", "provider", "official", "first-hand")
_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class Found(NamedTuple):
    """An article with what was found in it; ``pin`` (see :func:`pin_of`) tells its state."""

    article: Article
    statements: Sequence[Statement]
    citations: Sequence[Citation]
    pin: int


def documents_of(found: Sequence[Found]) -> Iterator[tantivy.Document]:
    """Yield the documents of some articles, those of a kind together: so the index is smaller."""
    for one in found:
        yield _article(one.article, one.pin)
    for one in found:
        for nth, statement in enumerate(one.statements):
            standing = standing_of(statement, one.citations)
            yield _statement(one.article, nth, statement, standing)
    for one in found:
        for nth, citation in enumerate(one.citations):
            yield _citation(one.article, nth, citation)


def pin_of(*values: object) -> int:
    """Return a hash of what tells one state of an article from another, as a signed integer."""
    digest = blake2b("\x1f".join(map(str, values)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def day_number(day: str | None) -> int | None:
    """Return a day, month or year in ISO 8601 as a number that sorts: 20240711, 20240700."""
    found = _DAY.match(day or "")
    if found is None:
        return None
    year, month, day_of_month = (int(part or 0) for part in found.groups())
    return year * 10_000 + month * 100 + day_of_month


def standing_of(statement: Statement, citations: Iterable[Citation]) -> str:
    """Return how near the article stands to a statement: the least near of what covers it."""
    cited = list(citations)
    own = {c.standing for c in cited if statement.id in c.statements}
    whole = {c.standing for c in cited if not c.statements and not c.sentences}
    for standings in (own, whole):
        for standing in _NEAREST:
            if standing in standings:
                return standing
    return OPEN


def _article(article: Article, pin: int) -> tantivy.Document:
    document = _document("article", article, article.published)
    document.add_text("text_words", " ".join(folded_words(article.text)))
    document.add_text("title_words", " ".join(folded_words(article.title or "")))
    document.add_integer("pin", pin)
    return document


def _statement(article: Article, nth: int, statement: Statement, standing: str) -> tantivy.Document:
    text = article.text
    document = _document("statement", article, _day_of(statement, article), nth)
    said = " ".join(content.of(text) for content in statement.contents)
    document.add_text("said_words", " ".join(folded_words(said)))
    document.add_text("kind", statement.kind)
    document.add_text("standing", standing)
    _add_name(document, "source", _exact(text, statement.who or statement.speaker))
    _add_name(document, "role", _exact(text, statement.role))
    _add_name(document, "body", _exact(text, statement.affiliation))
    return document


def _day_of(statement: Statement, article: Article) -> str | None:
    """Return the day on which it was said; one after its publication is a slip of the pen."""
    said, published = statement.said_on, article.published
    late = said is not None and published is not None and said[:10] > published[:10]
    return published if said is None or late else said


def _citation(article: Article, nth: int, citation: Citation) -> tantivy.Document:
    document = _document("citation", article, article.published, nth)
    document.add_text("kind", citation.type)
    document.add_text("standing", citation.standing or OPEN)
    _add_name(document, "source", citation.source)
    return document


def _document(what: What, article: Article, day: str | None, nth: int = -1) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("what", what)
    document.add_text("article", article.id)
    document.add_integer("nth", nth)
    _add_name(document, "outlet", article.outlet)
    number = day_number(day)
    if number is not None:
        document.add_integer("day", number)
    return document


def _add_name(document: tantivy.Document, field: str, name: str | None) -> None:
    words = folded_words(name or "")
    if name and words:
        if field != "outlet":  # there are so few that their names are looked through
            document.add_text(f"{field}_words", " ".join(words))
        document.add_text(f"{field}_name", " ".join(name.split()))


def _exact(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(text)


def state_document(state: str) -> tantivy.Document:
    """Return the document that says which state of the corpus the index holds, as JSON."""
    document = tantivy.Document()
    document.add_text("what", "state")
    document.add_text("state", state)
    return document

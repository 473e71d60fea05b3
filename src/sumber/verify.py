"""Check every stored fact against the text that it points at.

1. The text of each article has the hash that was stored with it, and each id comes once.
2. Each fact's article is there, and its place among its kind comes once.
3. Each span lies inside the text and holds at least one character; contents are in order and apart.
4. The characters at the spans are those from which the fact was made (``exact_hash``).
5. Dates are ISO 8601, statements' ids come once, and what refers to a statement finds it.
6. What was found between articles stands on articles, statements and people that are there.

Facts are streamed: memory stays bounded however large the corpus is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from sumber.corpus.facts import FACTS
from sumber.corpus.reading import Stored, stream
from sumber.corpus.rows import exact_hash, spans_of
from sumber.export.interchange import text_hash
from sumber.plan import checks
from sumber.records import Article, Notes, Span, Statement

if TYPE_CHECKING:
    from sumber.corpus.corpus import Corpus

_DAY = re.compile(r"(?P<year>\d{4}|XXXX)(-(?P<month>\d\d)(-(?P<day>\d\d)(?P<time>T.+)?)?)?")
_MAY_BE_EMPTY = {("quotations", "content")}


class Mismatch(msgspec.Struct, frozen=True, kw_only=True):
    """A stored fact that does not hold.

    ``table`` and ``nth`` name the row (``nth`` is ``None`` for the article itself), ``reason`` is
    a fixed word that can be counted, ``message`` says what was found.
    """

    article: str
    table: str
    nth: int | None
    reason: str
    message: str


def verify(corpus: Corpus) -> Iterator[Mismatch]:
    """Yield whatever does not hold in the newest state of the corpus.

    Raises ``CorpusMissing``, and ``CorpusDamaged`` where a table cannot be read at all.
    """
    state = corpus.snapshot()
    seen: str | None = None
    for stored in stream(state):
        if stored.id == seen:
            yield _wrong(stored, "articles", None, "repeated", "the id is stored more than once")
        elif stored.article is None:
            for table, facts in stored.facts.items():
                for nth, _, _ in facts:
                    yield _wrong(stored, table, nth, "orphan", "the article is not there")
        else:
            yield from _check(stored, stored.article)
        seen = stored.id
    for row in checks.wrong(state):
        yield Mismatch(**row._asdict(), nth=None)


def flaws_of(article: Article, notes: Notes) -> Iterator[str]:
    """Yield in words what does not hold in facts that are about to be stored."""
    facts = {
        table: [(nth, fact, exact_hash(table, fact, article.text)) for nth, fact in enumerate(own)]
        for table, own in ((name, getattr(notes, name)) for name in FACTS)
    }
    count = sum(map(len, facts.values()))
    stored = Stored(article.id, article, text_hash(article.text), count, facts)
    yield from (one.message for one in _check(stored, article))


def _check(stored: Stored, article: Article) -> Iterator[Mismatch]:
    if text_hash(article.text) != stored.text_sha256:
        yield _wrong(stored, "articles", None, "text", "the text is not the one that was added")
    if article.published is not None and not _is_iso(article.published):
        told = f"{article.published!r} is no ISO 8601 date"
        yield _wrong(stored, "articles", None, "date", told)
    if stored.fact_count != (count := sum(map(len, stored.facts.values()))):
        told = f"{count} facts are stored, {stored.fact_count} were found"
        yield _wrong(stored, "articles", None, "count", told)
    for table, facts in stored.facts.items():
        if [nth for nth, _, _ in facts] != list(range(len(facts))):
            yield _wrong(stored, table, None, "count", "a fact is missing or stored twice")
        for nth, fact, stored_hash in facts:
            for reason, told in _flaws(table, fact, stored_hash, article.text):
                yield _wrong(stored, table, nth, reason, told)
    yield from _check_references(stored)


def _flaws(table: str, fact: Any, stored_hash: int, text: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one fact, as reason and message."""
    for name, span in spans_of(table, fact):
        if span is not None and not _fits(span, len(text), (table, name) in _MAY_BE_EMPTY):
            yield "span", f"{name} {span.start}:{span.end} is not inside the text or is empty"
    if exact_hash(table, fact, text) != stored_hash:
        yield "exact", "the characters are not those from which the fact was made"
    if isinstance(fact, Statement) and not _are_apart(fact.contents):
        yield "contents", "the content is empty, out of order or overlaps itself"
    if table == "dates" and not is_time(fact.value):
        yield "date", f"{fact.value!r} is no ISO 8601 date"
    if isinstance(fact, Statement) and fact.said_on is not None and not is_time(fact.said_on):
        yield "date", f"{fact.said_on!r} is no ISO 8601 date"


def _check_references(stored: Stored) -> Iterator[Mismatch]:
    names = Counter(fact.id for _, fact, _ in stored.facts["statements"])
    for nth, fact, _ in stored.facts["statements"]:
        if names[fact.id] > 1:
            yield _wrong(stored, "statements", nth, "repeated", f"the id {fact.id!r} is not alone")
    for nth, fact, _ in stored.facts["citations"]:
        for name in fact.statements:
            if name not in names:
                told = f"it refers to a statement {name!r} that is not there"
                yield _wrong(stored, "citations", nth, "reference", told)


def _fits(span: Span, length: int, may_be_empty: bool) -> bool:
    return 0 <= span.start <= span.end <= length and (may_be_empty or span.start < span.end)


def _are_apart(contents: Iterable[Span]) -> bool:
    edges = [edge for span in contents for edge in (span.start, span.end)]
    return bool(edges) and edges == sorted(edges)


def is_time(value: str) -> bool:
    """Tell whether a value is a day, month, year, time or interval of them in ISO 8601.

    The year may stand open, as in ``XXXX-07-10``.
    """
    ends = value.split("/")
    return len(ends) <= 2 and all(_is_iso(end) for end in ends)


def _is_iso(value: str) -> bool:
    parts = _DAY.fullmatch(value)
    if parts is None:
        return False
    year, month, day = parts["year"].replace("XXXX", "2000"), parts["month"], parts["day"]
    try:
        datetime.fromisoformat(f"{year}-{month or '01'}-{day or '01'}{parts['time'] or ''}")
    except ValueError:
        return False
    return True


def _wrong(stored: Stored, table: str, nth: int | None, reason: str, told: str) -> Mismatch:
    return Mismatch(article=stored.id, table=table, nth=nth, reason=reason, message=told)

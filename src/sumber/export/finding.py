"""What a question found, as one HTML file that can be sent, printed and kept.

1. What was asked, of which articles, and how many statements fit.
2. Each statement in its place: the words around it, who is said to have said it, where it stands
   (code points, and the hash of the text), from whom the article has it, and who else has it.

The file needs nothing from elsewhere: no script, no font, no picture. Rows are written as they
come.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sumber import __version__, ask
from sumber.corpus.versions import Snapshot, arrow
from sumber.export.rows import Rows, opened, reading
from sumber.messages import Say
from sumber.records import Article, Span
from sumber.references import reference, safe_url, written
from sumber.render.safe import one_line, visible

AROUND: Final = 220
"""Characters of the article shown before and after a statement."""
AT_ONCE: Final = 1000
"""Statements held at a time, each with the text of its article."""
_READ: Final = (*ask.QUOTES_READ, "variants")

_PLACES = """
SELECT
    w.nth, a.text, a.text_sha256, s.contents, s.because, coalesce(v.others, []) AS others
FROM (SELECT unnest($articles) AS article, unnest($statements) AS statement, unnest($nths) AS nth) w
JOIN articles a ON a.id = w.article
JOIN statements s ON s.article = w.article AND s.id = w.statement
LEFT JOIN (
    SELECT
        x.article, x.statement,
        list({
            'outlet': o.outlet, 'published': o.published, 'title': o.title, 'url': o.url,
            'article': y.article, 'same': y.wording = x.wording
        } ORDER BY o.published, y.article) AS others
    FROM variants x
    JOIN variants y ON y.utterance = x.utterance AND y.article <> x.article
    JOIN articles o ON o.id = y.article
    WHERE list_contains($articles, x.article)
    GROUP BY x.article, x.statement
) v ON v.article = w.article AND v.statement = w.statement
ORDER BY w.nth
"""

_SEARCHED = """
SELECT
    count(*) AS articles, count(DISTINCT outlet) AS outlets,
    min(left(published, 10)) AS first, max(left(published, 10)) AS last
FROM articles
"""


_KNOWN: Final = ("url", "outlet", "title", "published")
_BLANK: Final = re.compile(r"\s+")


class Piece(NamedTuple):
    """Characters of the article, marked where they are the statement's own."""

    text: str
    marked: bool


def write_finding(
    state: Snapshot, filters: Mapping[str, Any], say: Say, made_at: datetime, out: BinaryIO
) -> int:
    """Write the report of the statements that fit; return how many there are."""
    with opened(state, _READ) as connection:
        sql, values = ask.quotes_query(**filters)
        count = arrow(connection, f"SELECT count(*) AS n FROM ({sql})", values).to_pylist()[0]["n"]
        searched = arrow(connection, _SEARCHED).to_pylist()[0]
        with reading(connection, sql, values, AT_ONCE) as rows:
            page = _template("finding.html").generate(
                say=say,
                css=_css(),
                css_hash=_hash(_css()),
                filters=_asked(filters, say),
                count=count,
                searched=searched,
                rows=(_shown(row, say) for row in _in_place(connection.cursor(), rows)),
                made_at=made_at.isoformat(timespec="seconds"),
                version=__version__,
                state=state.manifest.number,
            )
            for part in page:
                out.write(part.encode("utf-8", "replace"))
    return int(count)


def _in_place(connection: duckdb.DuckDBPyConnection, rows: Rows) -> Iterator[dict[str, Any]]:
    """Yield the rows with the texts of their articles, looked up for one batch after the other.

    Sorting them with their texts would hold these in memory.
    """
    for batch in rows.batches:
        found = batch.to_pylist()
        asked = {
            "articles": [row["article"] for row in found],
            "statements": [row["statement"] for row in found],
            "nths": list(range(len(found))),
        }
        for place in arrow(connection, _PLACES, asked).to_pylist():
            yield {**found[place["nth"]], **place}


def _shown(row: dict[str, Any], say: Say) -> dict[str, Any]:
    text, contents = row["text"], [Span(**content) for content in row["contents"]]
    around = Span(max(0, contents[0].start - AROUND), min(len(text), contents[-1].end + AROUND))
    # what stands behind the words cannot change the link
    there = Article(
        text=text[: around.end], **{name: row[name] for name in _KNOWN}, id=row["article"]
    )
    cited = reference(there, contents[0], who=row["who"], indirect=row["kind"] == "indirect")
    others = ({**other, "link": safe_url(other["url"])} for other in row["others"])
    return {
        **row,
        "others": list(others),
        "pieces": list(_pieces(text, contents, around)),
        "cut_before": around.start > 0,
        "cut_after": around.end < len(text),
        "link": cited.link,
        "reference": written(cited, "text", say),
    }


def _pieces(text: str, contents: list[Span], around: Span) -> Iterator[Piece]:
    """Cut what is shown of the article at the borders of the statement's parts and at words."""
    at = around.start
    for nth, content in enumerate(contents):
        before = text[at : content.start]
        yield Piece(_after_blank(before) if around.start > 0 and not nth else before, False)
        yield Piece(content.of(text), True)
        at = content.end
    after = text[at : around.end]
    yield Piece(_to_blank(after) if around.end < len(text) else after, False)


def _after_blank(text: str) -> str:
    found = _BLANK.search(text)
    return text[found.end() :] if found else text


def _to_blank(text: str) -> str:
    return _after_blank(text[::-1])[::-1]


def _asked(filters: Mapping[str, Any], say: Say) -> list[tuple[str, str]]:
    return [(say(f"finding.{name}"), str(value)) for name, value in filters.items()]


def _template(name: str) -> Any:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"line": one_line, "visible": visible}
    return environment.get_template(name)


def _css() -> str:
    return Path(__file__).with_name("finding.css").read_text(encoding="utf-8")


def _hash(css: str) -> str:
    """Return the hash by which the page's own rules allow this style and no other."""
    return "sha256-" + b64encode(sha256(css.encode()).digest()).decode()

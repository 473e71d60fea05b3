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
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sumber import __version__, ask
from sumber.corpus.versions import Snapshot, arrow
from sumber.export.rows import opened, plain_rows, reading
from sumber.messages import Say
from sumber.render.safe import one_line, visible

AROUND: Final = 220
"""Characters of the article shown before and after a statement."""
_READ: Final = (*ask.QUOTES_READ, "variants")

_IN_PLACE = """
SELECT
    q.*, a.text_sha256, s.contents, s.because,
    greatest(q.start - $around, 0) AS shown_from,
    substring(a.text, greatest(q.start - $around, 0) + 1,
              q."end" - q.start + $around + least(q.start, $around)) AS shown,
    length(a.text) AS characters,
    coalesce(v.others, []) AS others
FROM ({quotes}) q
JOIN articles a ON a.id = q.article
JOIN statements s ON s.article = q.article AND s.id = q.statement
LEFT JOIN (
    SELECT
        x.article, x.statement,
        list({{
            'outlet': o.outlet, 'published': o.published, 'title': o.title, 'url': o.url,
            'article': y.article, 'same': y.wording = x.wording
        }} ORDER BY o.published, y.article) AS others
    FROM variants x
    JOIN variants y ON y.utterance = x.utterance AND y.article <> x.article
    JOIN articles o ON o.id = y.article
    GROUP BY x.article, x.statement
) v ON v.article = q.article AND v.statement = q.statement
ORDER BY coalesce(q.said_on, left(q.published, 10)) DESC NULLS LAST, q.article, q.start, q.statement
"""

_SEARCHED = """
SELECT
    count(*) AS articles, count(DISTINCT outlet) AS outlets,
    min(left(published, 10)) AS first, max(left(published, 10)) AS last
FROM articles
"""


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
        found = _IN_PLACE.format(quotes=sql)
        with reading(connection, found, {**values, "around": AROUND}) as rows:
            page = _template("finding.html").generate(
                say=say,
                css=_css(),
                css_hash=_hash(_css()),
                filters=_asked(filters, say),
                count=count,
                searched=searched,
                rows=(_shown(row) for row in plain_rows(rows)),
                made_at=made_at.isoformat(timespec="seconds"),
                version=__version__,
                state=state.manifest.number,
            )
            for part in page:
                out.write(part.encode("utf-8", "replace"))
    return int(count)


def text_link(url: str | None, words: str) -> str | None:
    """Return the address of a page with a text fragment that jumps to the words.

    ``None`` where there is no web address. Source: WICG "URL Fragment Text Directives".
    """
    page = web_address(url)
    if page is None:
        return None
    parts = words.split()
    ends = [" ".join(parts)] if len(parts) < 12 else [" ".join(parts[:5]), " ".join(parts[-5:])]
    told = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    return f"{page.partition('#')[0]}#:~:text={told}"


def web_address(url: str | None) -> str | None:
    """Return an address that a link may have: of the web alone, never of a script."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    start, first = row["shown_from"], row["contents"][0]
    words = row["shown"][first["start"] - start : first["end"] - start]
    others = ({**other, "link": web_address(other["url"])} for other in row["others"])
    cut_before = start > 0
    cut_after = start + len(row["shown"]) < row["characters"]
    return {
        **row,
        "others": list(others),
        "pieces": list(_pieces(row, cut_before, cut_after)),
        "cut_before": cut_before,
        "cut_after": cut_after,
        "link": text_link(row["url"], words),
    }


def _pieces(row: Mapping[str, Any], cut_before: bool, cut_after: bool) -> Iterator[Piece]:
    """Cut what is shown of the article at the borders of the statement's parts and at words."""
    text, start, at = row["shown"], row["shown_from"], 0
    for nth, content in enumerate(row["contents"]):
        before = text[at : content["start"] - start]
        yield Piece(_after_blank(before) if cut_before and not nth else before, False)
        yield Piece(text[content["start"] - start : content["end"] - start], True)
        at = content["end"] - start
    yield Piece(_to_blank(text[at:]) if cut_after else text[at:], False)


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

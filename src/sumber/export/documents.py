"""Facts of many articles as a file of one form, written as they come.

``jsonl`` is the interchange form with the text, an article a line; ``citron`` its document a line,
or a file an article in a folder; ``labelstudio`` one list of tasks; ``jsonld`` one document;
``claimreview`` a list of drafts, one a statement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeAlias
from urllib.parse import quote

from sumber.export.citron import as_citron
from sumber.export.interchange import as_interchange
from sumber.export.jsonld import Node, article_nodes, write_jsonld
from sumber.export.labelstudio import as_task
from sumber.export.schemaorg import as_draft
from sumber.export.tables import statement_rows
from sumber.output import as_json, write_json, write_jsonl
from sumber.records import Article, Notes

DocumentFormat: TypeAlias = Literal["jsonl", "jsonld", "citron", "labelstudio", "claimreview"]
LONGEST = 200
"""Bytes of a file's name; a longer one is cut and told apart by a hash."""


def write_documents(
    found: Iterable[tuple[Article, Notes]],
    form: DocumentFormat,
    out: BinaryIO,
    related: Iterable[Node] = (),
) -> None:
    """Write articles with their facts; ``related`` are further nodes for JSON-LD."""
    match form:
        case "jsonl":
            write_jsonl((with_text(article, notes) for article, notes in found), out)
        case "citron":
            write_jsonl((as_citron(article, notes) for article, notes in found), out)
        case "labelstudio":
            write_json((as_task(article, notes) for article, notes in found), out)
        case "claimreview":
            rows = (row for article, notes in found for row in statement_rows(article, notes))
            write_json((as_draft(row) for row in rows), out)
        case "jsonld":
            write_jsonld(_nodes(found, related), out)


def with_text(article: Article, notes: Notes) -> dict[str, Any]:
    """Return the interchange object of an article with its text, so that it stands alone."""
    whole = as_interchange(article, notes)
    return {**whole, "article": {**whole["article"], "text": article.text}}


def write_citron_files(found: Iterable[tuple[Article, Notes]], folder: Path) -> int:
    """Write a Citron document a file, as its trainer reads them; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for article, notes in found:
        (folder / file_name(article.id)).write_bytes(as_json(as_citron(article, notes)))
        count += 1
    return count


def file_name(name: str) -> str:
    """Return a file's name for an article's id: no separator, no two ids alike."""
    safe = quote(name, safe=" ", errors="surrogatepass").replace(".", "%2E")
    if len(safe) > LONGEST:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        safe = f"{safe[: LONGEST - len(digest)]}{digest}"
    return f"{safe}.json"


def _nodes(found: Iterable[tuple[Article, Notes]], related: Iterable[Node]) -> Iterator[Node]:
    for article, notes in found:
        yield from article_nodes(article, notes)
    yield from related

"""A server of the Model Context Protocol: an assistant asks the corpus before it quotes anybody.

Six tools, the same questions as on the command line. Every answer that holds words of a person
holds them exactly as an article has them, with the reference to paste; the server tells the
assistant to quote nobody otherwise. Needs the extra ``mcp`` (``pip install 'sumber[mcp]'``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, Literal, ParamSpec, TypeAlias, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from sumber import __version__
from sumber.checking import check as check_text
from sumber.checking.rows import as_object
from sumber.corpus import Corpus
from sumber.errors import SumberError, UsageError
from sumber.export.interchange import as_interchange
from sumber.output import rows_of
from sumber.records import Span
from sumber.references import Form, Reference, reference, written
from sumber.search import Filters, Hit, search_sources
from sumber.search.rows import hit_row, source_row

INSTRUCTIONS: Final = """\
These tools answer from a corpus of Indonesian news articles. Quote a person only with words that a
tool returned, character for character, between quotation marks, and put the reference beside them.
Words of kind "indirect" are the reporter's, not the speaker's: never put them between quotation
marks as the speaker's own. If a tool finds nothing, say so, with the numbers of articles and
outlets that were searched; do not fill the gap from memory. Before you hand on a text with
quotations, call `check` with it and mend whatever is not "verbatim".
"""
_P = ParamSpec("_P")
_R = TypeVar("_R")
MOST: Final = 50
What: TypeAlias = Literal["statement", "article", "citation"]


def build_server(corpus: Corpus) -> MCPServer[Any]:
    """Return the server of one corpus; ``run("stdio")`` starts it."""
    server: MCPServer[Any] = MCPServer("sumber", instructions=INSTRUCTIONS, version=__version__)
    for tool in (_search, _quotes, _check, _article, _sources, _reference):
        tool(server, corpus)
    return server


def _search(server: MCPServer[Any], corpus: Corpus) -> None:
    @server.tool()
    @_told
    def search(
        query: str,
        what: What = "statement",
        source: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        affixes: bool = False,
        limit: int = 10,
    ) -> dict[str, Any]:
        """Search articles, statements or citations, the best first.

        query: words, "phrases", prefix*, -without. since, until: YYYY-MM-DD, YYYY-MM or YYYY.
        affixes: find other Indonesian forms of the words too. Offsets are Unicode code points.
        """
        filters = Filters(source=source, outlet=outlet, since=since, until=until)
        found = corpus.index().search(
            query, filters, what=what, limit=_few(limit), affixes=affixes, facets=False
        )
        return {"total": found.total, "hits": [hit_row(hit) for hit in found.hits]}


def _quotes(server: MCPServer[Any], corpus: Corpus) -> None:
    @server.tool()
    @_told
    def quotes(
        source: str | None = None,
        words: str = "",
        outlet: str | None = None,
        kind: Literal["direct", "indirect", "mixed"] | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 10,
    ) -> dict[str, Any]:
        """Return who said what, the newest first, each with its reference.

        source: words of the name of who speaks; words: words of what was said.
        """
        filters = Filters(source=source, outlet=outlet, kind=kind, since=since, until=until)
        index = corpus.index()
        found = index.search(words, filters, limit=_few(limit), newest=True, facets=False)
        rows = [
            {
                "who": row["who"],
                "role": row["role"],
                "kind": row["kind"],
                "quote": row["quote"],
                "said_on": row["said_on"],
                "article": row["article"],
                "start": row["start"],
                "end": row["end"],
                "reference": written(_reference_of(hit), "text", "id"),
            }
            for hit in found.hits
            for row in [hit_row(hit)]
        ]
        return {"total": found.total, "quotes": rows, "searched": _searched(corpus)}


def _check(server: MCPServer[Any], corpus: Corpus) -> None:
    @server.tool()
    @_told
    def check(text: str, published: str | None = None) -> dict[str, Any]:
        """Look up every quotation and claim of speech in a text.

        Each is verbatim, altered (with the difference), other-speaker, other-occasion or not-found.
        """
        checked = check_text(corpus, text, published=published)
        found = [as_object(checked, finding, "text", "id") for finding in checked.findings]
        return {"findings": found, "searched": _searched(corpus)}


def _article(server: MCPServer[Any], corpus: Corpus) -> None:
    @server.tool()
    @_told
    def article(id: str) -> dict[str, Any]:  # noqa: A002 - the name that assistants see
        """Return one article: its text, and all that was found in it with exact offsets."""
        found, notes = corpus.article(id)
        return {**as_interchange(found, notes), "text": found.text}


def _sources(server: MCPServer[Any], corpus: Corpus) -> None:
    @server.tool()
    @_told
    def sources(query: str = "", article: str | None = None, limit: int = 10) -> dict[str, Any]:
        """Return who speaks and what is cited, by name, with counts; or one article's citations."""
        if article is not None:
            return {"citations": list(rows_of(corpus.sources(article)))}
        found = search_sources(corpus.index(), query, limit=_few(limit))
        return {"sources": [source_row(source) for source in found]}


def _reference(server: MCPServer[Any], corpus: Corpus) -> None:
    @server.tool(name="reference")
    @_told
    def refer(
        article: str,
        start: int | None = None,
        end: int | None = None,
        form: Form = "text",
    ) -> str:
        """Return the reference of an article, or of its characters start to end (code points)."""
        found, _ = corpus.article(article)
        if start is None or end is None:
            return written(reference(found), form, "id")
        if not 0 <= start < end <= len(found.text):
            raise UsageError(f"The article has characters 0 to {len(found.text)}.")
        return written(reference(found, Span(start, end)), form, "id")


def _reference_of(hit: Hit) -> Reference:
    row, said = hit_row(hit), hit.statement
    indirect = said is not None and said.kind == "indirect"
    span = Span(row["start"], row["end"])
    return reference(hit.article, span, who=row["who"], indirect=indirect)


def _told(tool: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let the assistant read what is wrong with its question."""

    @wraps(tool)
    def asked(*words: _P.args, **named: _P.kwargs) -> _R:
        try:
            return tool(*words, **named)
        except SumberError as error:
            raise ToolError(str(error)) from error

    return asked


def _searched(corpus: Corpus) -> dict[str, Any]:
    searched = corpus.index().kept().searched
    return {name: getattr(searched, name) for name in searched.__struct_fields__}


def _few(limit: int) -> int:
    return max(1, min(limit, MOST))

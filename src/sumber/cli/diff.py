"""``sumber diff``: two articles side by side, with what one has from the other."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from sumber.cli.articles import check_words, named_columns
from sumber.cli.complaints import Mistake
from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format

if TYPE_CHECKING:
    from sumber.compared import Compared
    from sumber.records import Article

COLUMNS = ("side", "article", "start", "end", "mark", "passage", "kind", "from", "exact")


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def diff(
        a: Annotated[str, Parameter(help=say("diff.a"), allow_leading_hyphen=True)],
        b: Annotated[str, Parameter(help=say("diff.b"), allow_leading_hyphen=True)],
        *,
        column: Annotated[list[str] | None, Parameter(help=say("help.column"))] = None,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        from sumber.compared import compare

        check_words([a, b], say)
        form, folder = choose_format(format, say), corpus_folder(corpus)
        if a == b == "-":
            raise Mistake(say("diff.twice"))
        found = compare(*(_article(word, column or [], folder, say) for word in (a, b)))
        if form == "table":
            from sumber.cli.console import screen
            from sumber.render.compared import print_compared

            print_compared(screen(), found, say)
        else:
            put(_rows(found), form, COLUMNS, _schema() if form == "parquet" else None)

    app.command(diff, help=say("diff.help"))


def _article(word: str, columns: list[str], folder: Path, say: Say) -> "Article":
    """Return the article of a file, of standard input or of the corpus."""
    from sumber.corpus import Corpus
    from sumber.errors import CorpusMissing

    if word == "-" or Path(word).exists():
        return _from_file(word, columns, say)
    try:
        return Corpus(folder).article(word)[0]
    except CorpusMissing as error:
        raise Mistake(say("error.neither", article=word, folder=folder)) from error


def _from_file(word: str, columns: list[str], say: Say) -> "Article":
    from sumber.errors import ReadError
    from sumber.readers import read
    from sumber.records import Failure

    found = list(read([word], columns=named_columns(columns, say), stdin=sys.stdin.buffer))
    if len(found) != 1:
        raise Mistake(say("diff.one", path=word, n=len(found)))
    if isinstance(found[0], Failure):
        raise ReadError(f"{word}: {found[0].message} {found[0].next_step}")
    return found[0]


def _rows(found: "Compared") -> Iterator[dict[str, Any]]:
    for side, article, parts in (("a", found.a, found.a_parts), ("b", found.b, found.b_parts)):
        for part in parts:
            shared = found.shared[part.passage - 1] if part.passage else None
            yield {
                "side": side,
                "article": article.id,
                "start": part.span.start,
                "end": part.span.end,
                "mark": part.mark,
                "passage": part.passage or None,
                "kind": shared and shared.kind,
                "from": shared and shared.origin,
                "exact": part.span.of(article.text),
            }


def _schema() -> Any:
    import pyarrow as pa

    whole = ("start", "end", "passage")
    return pa.schema([(n, pa.int64() if n in whole else pa.string()) for n in COLUMNS])

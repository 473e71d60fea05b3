"""``sumber show``: one article's text with its facts coloured and numbered."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from sumber.cli.articles import annotated, check_words, put_facts, read_paths
from sumber.cli.complaints import Mistake
from sumber.cli.failures import Tally
from sumber.cli.streams import choose_format, corpus_folder
from sumber.messages import Say
from sumber.output import Format
from sumber.records import Article, Notes


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def show(
        article: Annotated[str, Parameter(help=say("help.article"), allow_leading_hyphen=True)],
        *,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
        column: Annotated[list[str] | None, Parameter(help=say("help.column"))] = None,
    ) -> int:
        check_words([article], say)
        form, tally = choose_format(format, say), Tally()
        if article == "-" or Path(article).exists():
            found: Iterable[tuple[Article, Notes]] = annotated(
                read_paths([article], column or (), say), tally, workers=1
            )
        else:
            found = _from_corpus(article, corpus_folder(corpus), say)
        _print(found, say) if form == "table" else put_facts(found, form)
        return tally.report(say)

    app.command(show, help=say("help.show"))


def _from_corpus(article: str, folder: Path, say: Say) -> Iterator[tuple[Article, Notes]]:
    from sumber.corpus import Corpus
    from sumber.errors import CorpusMissing

    try:
        yield Corpus(folder).article(article)
    except CorpusMissing as error:
        raise Mistake(say("error.neither", article=article, folder=folder)) from error


def _print(found: Iterable[tuple[Article, Notes]], say: Say) -> None:
    from sumber.cli.console import screen
    from sumber.render.article import print_article

    console = screen()
    for article, notes in found:
        print_article(console, article, notes, say)

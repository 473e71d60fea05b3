"""``sumber convert``: files of annotations, articles or reviews from elsewhere, read back."""

import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, TypeAlias

from cyclopts import App, Parameter

from sumber.cli.articles import check_words
from sumber.cli.complaints import Mistake
from sumber.cli.failures import Tally
from sumber.cli.opening import opened
from sumber.messages import Say

Source: TypeAlias = Literal[
    "labelstudio", "citron", "jsonld", "jsonl", "claimreview", "newsarticle"
]
Target: TypeAlias = Literal["jsonl", "jsonld", "citron", "labelstudio"]
SCHEMA = ("claimreview", "newsarticle")


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def convert(
        paths: Annotated[
            list[str], Parameter(help=say("help.convert_paths"), allow_leading_hyphen=True)
        ],
        *,
        from_: Annotated[Source, Parameter(name="--from", help=say("help.from"))],
        format: Annotated[Target, Parameter(help=say("help.convert_format"))] = "jsonl",  # noqa: A002
    ) -> int:
        check_words(paths, say)
        if from_ in SCHEMA and format != "jsonl":
            raise Mistake(say("convert.schema", source=from_))
        tally = Tally()
        if from_ in SCHEMA:
            _put_schema(paths, from_, tally)
        else:
            _put_facts(paths, from_, format, tally)
        return tally.report(say)

    app.command(convert, help=say("help.convert"))


def _put_facts(paths: Iterable[str], form: Any, target: Any, tally: Tally) -> None:
    from sumber.export.documents import write_documents
    from sumber.export.importing import read_facts

    read = (one for stream, name in opened(paths, tally) for one in read_facts(stream, form, name))
    write_documents(_good(read, tally), target, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _put_schema(paths: Iterable[str], form: Any, tally: Tally) -> None:
    import msgspec

    from sumber.cli.streams import put
    from sumber.export.importing import read_schema

    read = (one for stream, name in opened(paths, tally) for one in read_schema(stream, form, name))
    put((msgspec.structs.asdict(one) for one in _good(read, tally)), "jsonl")


def _good(items: Iterable[Any], tally: Tally) -> Iterator[Any]:
    from sumber.records import Failure

    for item in items:
        if isinstance(item, Failure):
            tally.add(item)
        else:
            tally.done += 1
            yield item

"""Files of annotations back to articles and facts, or to articles and reviews, whoever made them.

``labelstudio``: the JSON export of a project (a list of tasks) or tasks a line. ``citron``: one
document, or one a line. ``jsonld``: sumber's own. ``jsonl``: the interchange form with texts.
``claimreview`` and ``newsarticle``: schema.org, as a page or a feed carries it. What cannot be read
becomes a ``Failure`` and the rest is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal, TypeAlias

from sumber.errors import ReadError
from sumber.export.citron import from_citron
from sumber.export.jsonld_parsing import read_jsonld
from sumber.export.labelstudio_parsing import from_task, is_corrected
from sumber.export.parsing import parse_interchange, parse_json
from sumber.export.schemaorg import Review, read_claim_reviews, read_news_articles
from sumber.readers.streams import MAX_DOCUMENT
from sumber.records import Article, Failure, Notes

FactFormat: TypeAlias = Literal["jsonl", "jsonld", "citron", "labelstudio"]
SchemaFormat: TypeAlias = Literal["claimreview", "newsarticle"]
Found: TypeAlias = tuple[Article, Notes]

_READ: Final[dict[str, Callable[[dict[str, Any], str], Found]]] = {
    "labelstudio": lambda task, _: from_task(task),
    "citron": from_citron,
    "jsonl": lambda found, _: parse_interchange(found, found["article"]["text"]),
}


def read_facts(stream: BinaryIO, form: FactFormat, name: str) -> Iterator[Found | Failure]:
    """Yield the articles with their facts; ``name`` is the file's, for failures."""
    if form == "jsonld":
        yield from _read_jsonld(stream, name)
        return
    for number, value in enumerate(_values(stream, name), 1):
        if isinstance(value, Failure):
            yield value
            continue
        try:
            yield _READ[form](value, f"{Path(name).stem}-{number}" if number > 1 else _stem(name))
        except (ReadError, KeyError, TypeError, AttributeError) as error:
            yield _failure(name, f"record {number}", error)


def read_corrections(stream: BinaryIO, name: str) -> Iterator[Found | Failure | None]:
    """Yield what people left of Label Studio's tasks, ``None`` for one that nobody annotated."""
    for number, task in enumerate(_values(stream, name), 1):
        try:
            if isinstance(task, Failure):
                yield task
            else:
                yield from_task(task) if is_corrected(task) else None
        except (ReadError, KeyError, TypeError, AttributeError) as error:
            yield _failure(name, f"record {number}", error)


def read_schema(stream: BinaryIO, form: SchemaFormat, name: str) -> Iterator[Any]:
    """Yield the reviews or the articles of a JSON document, or a ``Failure``."""
    read: Callable[[bytes], Iterator[Review | Article]] = (
        read_claim_reviews if form == "claimreview" else read_news_articles
    )
    try:
        yield from read(_whole(stream))
    except ReadError as error:
        yield _failure(name, None, error)


def _read_jsonld(stream: BinaryIO, name: str) -> Iterator[Found | Failure]:
    try:
        yield from read_jsonld(stream)
    except ReadError as error:
        yield _failure(name, None, error)


def _values(stream: BinaryIO, name: str) -> Iterator[Any]:
    """Yield the members of a JSON list, the objects of JSON lines, or the one object of a file.

    A list with a member a line, as sumber writes it, is read line by line; any other at once.
    """
    first = stream.readline(MAX_DOCUMENT)
    listed = first.strip() == b"["
    line = stream.readline(MAX_DOCUMENT) if listed else first
    if not isinstance(_object(line, listed), dict):
        yield from _of_document(first + line if listed else first, stream, name)
        return
    lines = chain([line], iter(partial(stream.readline, MAX_DOCUMENT), b""))
    yield from _of_lines(lines, listed, name)


def _of_lines(lines: Iterator[bytes], listed: bool, name: str) -> Iterator[Any]:
    number = 0
    for number, line in enumerate(lines, 1 + listed):
        if listed and line.strip() == b"]":
            return
        if line.strip():
            try:
                yield parse_json(line.rstrip().removesuffix(b",") if listed else line)
            except ReadError as error:
                yield _failure(name, f"line {number}", error)
    if listed:
        yield _failure(
            name, f"line {number}", ReadError("The list is not closed: it was cut short.")
        )


def _object(line: bytes, listed: bool) -> Any:
    try:
        return parse_json(line.rstrip().removesuffix(b",") if listed else line)
    except ReadError:
        return None


def _of_document(first: bytes, stream: BinaryIO, name: str) -> Iterator[Any]:
    try:
        found = parse_json(_whole(stream, first))
    except ReadError as error:
        yield _failure(name, None, error)
        return
    yield from found if isinstance(found, list) else [found]


def _whole(stream: BinaryIO, first: bytes = b"") -> bytes:
    data = first + stream.read(MAX_DOCUMENT + 1 - len(first))
    if len(data) > MAX_DOCUMENT:
        raise ReadError(f"A JSON document may have {MAX_DOCUMENT >> 20} MiB; this one has more.")
    return data


def _stem(name: str) -> str:
    return Path(name).stem or "article"


def _failure(name: str, position: str | None, error: Exception) -> Failure:
    return Failure(
        path=name,
        position=position,
        reason="broken-record",
        message=" ".join(str(error).split())[:500],
        next_step="Check that the file is in the form that was named, and export it again.",
    )

"""Read articles from files of any format that news comes in.

1. expand paths, folders and globs (``inputs``);
2. open each file, unpack it, tell its format (``streams``, ``formats``, ``archives``);
3. find articles in it (``text``, ``html``, ``jsonl``, ``tables``, ``warc``, ``feeds``);
4. check each, read its date, give it an id (``articles``, ``published``).

What cannot be read becomes a :class:`~sumber.records.Failure` in its place, and reading goes on.
Everything streams: no file is held whole but pages, feeds, plain texts and JSON lists, and those
only up to a cap (``streams``).
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from sumber.errors import UsageError
from sumber.readers.archives import read_zip
from sumber.readers.articles import MAX_TEXT, Seen, in_words, make_articles
from sumber.readers.columns import Columns, check_named
from sumber.readers.failures import REASONS, Place, Unreadable, failure
from sumber.readers.formats import open_format, read_format
from sumber.readers.inputs import STDIN, Input, Paths, check_paths, expand, total_bytes
from sumber.readers.published import parse_published
from sumber.readers.streams import Consumed, buffered, can_seek
from sumber.records import Article, Failure

__all__ = ["MAX_TEXT", "REASONS", "Consumed", "parse_published", "read", "total_bytes"]


def read(
    paths: Paths,
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    consumed: Consumed | None = None,
) -> Iterator[Article | Failure]:
    """Yield the articles of files, folders, globs and archives, and a failure for what is not one.

    ``-`` reads ``stdin``, by default the standard input of the process. ``columns`` names the
    column (or JSON key) of a field: ``{"text": "isi", "published": "tgl"}``; fields that are not
    named are guessed. Raises ``UsageError`` at once if a path leads nowhere or a field is unknown,
    and when the first file is read if it lacks a named column; later files that lack it fail.
    ``consumed`` is told how many bytes have been read.

    An id in the input is kept; otherwise it is 16 hexadecimal digits made from url, outlet, title,
    date and text. Of two articles with one id the second is a failure if its text differs, and
    passed over if it does not. A date that is none costs the article its date and is told as a
    failure behind it.
    """
    return _read(check_paths(paths), check_named(columns), stdin, consumed or Consumed())


def _read(
    paths: list[str], named: Columns, stdin: BinaryIO | None, consumed: Consumed
) -> Iterator[Article | Failure]:
    seen = Seen()
    started = False
    for source in expand(paths):
        try:
            for item in _read_input(source, named, seen, stdin, consumed):
                started = True
                yield item
        except UsageError as error:
            if not started:
                raise
            yield failure(Unreadable("unknown-column", str(error)), Place(source.path))


def _read_input(
    source: Input, named: Columns, seen: Seen, stdin: BinaryIO | None, consumed: Consumed
) -> Iterator[Article | Failure]:
    place = Place(source.path)
    try:
        if source.path == STDIN:
            yield from _read_stream(buffered(stdin or sys.stdin.buffer), source, place, named, seen)
        elif os.path.isdir(source.path):  # noqa: PTH112
            os.scandir(source.path).close()  # says so if it may not be read
            yield failure(Unreadable("empty-folder"), place)
        else:
            with Path(source.path).open("rb") as file:
                stream = buffered(file, seekable=can_seek(file))
                consumed.follow(stream)
                yield from _read_stream(stream, source, place, named, seen)
    except OSError as error:
        yield failure(in_words(error), place)


def _read_stream(
    stream: io.BufferedReader, source: Input, place: Place, named: Columns, seen: Seen
) -> Iterator[Article | Failure]:
    try:
        stream, kind = open_format(stream, source.path, by_content=source.named)
    except Exception as error:  # as in make_articles: bad bytes must not end the run
        yield failure(in_words(error), place)
        return
    if kind != "zip":
        yield from make_articles(place, read_format(stream, kind, named), seen)
    elif place.entry:
        yield failure(Unreadable("nested-archive"), place)
    else:

        def read_entry(
            inner: io.BufferedReader, name: str, entry: Place
        ) -> Iterator[Article | Failure]:
            return _read_stream(inner, Input(name, named=False), entry, named, seen)

        yield from read_zip(stream, place, read_entry)

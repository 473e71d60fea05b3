"""Web archives (WARC): each page of HTML that a server answered with is one article.

1. split the archive into records; where bytes belong to none, tell it and go on at the next one;
2. let fastwarc parse the answer of the server: its headers, its packing;
3. read the page.

Answers that are no HTML, and those with an error or a redirect, hold no article and are passed
over. The address is the record's target; the day of crawling is not the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, NamedTuple

from sumber.readers.articles import Fields, Found
from sumber.readers.columns import Columns
from sumber.readers.failures import Unreadable
from sumber.readers.html import page_fields
from sumber.readers.streams import BUFFER, MAX_WHOLE

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

OK = 200
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
LONGEST_HEADER = 2**16

_START = b"WARC/"
_FIELD = rb"(?im)^%s[ \t]*:[ \t]*<?(\S+?)>?[ \t]*\r?$"
_LENGTH = re.compile(_FIELD % rb"content-length")
_TYPE = re.compile(_FIELD % rb"warc-type")
_TARGET = re.compile(_FIELD % rb"warc-target-uri")
_ANSWER_HEADER = (
    b"WARC/1.1\r\nWARC-Type: response\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
)


class Record(NamedTuple):
    """The answer of a server to the request for ``url``: its first ``MAX_WHOLE`` bytes at most."""

    url: str | None
    block: bytes
    size: int


def read_warc(stream: IO[bytes], _named: Columns) -> Iterator[Found]:
    """Yield the article of each page in an archive."""
    pages = 0
    for number, record in enumerate(split_records(stream), 1):
        fields = _page(record) if isinstance(record, Record) else record
        if fields is not None:
            pages += 1
            yield f"record {number}", fields
    if pages == 0:
        raise Unreadable("no-article", ": no page among its records")


def split_records(stream: IO[bytes]) -> Iterator[Record | Unreadable | None]:
    """Yield the answers in an archive, ``None`` for other records, and what is wrong between."""
    lost = False
    while line := stream.readline(LONGEST_HEADER):
        if line.startswith(_START):
            record = _record(stream, _header(stream))
            lost = isinstance(record, Unreadable)
            yield record
        elif line.strip() and not lost:
            lost = True
            yield Unreadable("broken-record", "bytes that belong to no record")


def _header(stream: IO[bytes]) -> bytes:
    lines: list[bytes] = []
    while (line := stream.readline(LONGEST_HEADER)).strip() and sum(map(len, lines)) < 2**20:
        lines.append(line)
    return b"".join(lines)


def _record(stream: IO[bytes], header: bytes) -> Record | Unreadable | None:
    length, kind, target = (pattern.search(header) for pattern in (_LENGTH, _TYPE, _TARGET))
    if not length or not length[1].isdigit() or len(length[1]) > 18:
        return Unreadable("broken-record", "it does not say how long it is")
    size = int(length[1])
    wanted = kind is not None and kind[1].lower() == b"response"
    block = stream.read(min(size, MAX_WHOLE)) if wanted else b""
    if _skip(stream, size - len(block)):
        return Unreadable("broken-record", "it ends too early")
    return Record(target and target[1].decode("utf-8", "replace"), block, size) if wanted else None


def _skip(stream: IO[bytes], left: int) -> int:
    """Pass over ``left`` bytes; return how many of them were not there."""
    while left and (data := stream.read(min(left, BUFFER))):
        left -= len(data)
    return left


def _page(record: Record) -> Fields | Unreadable | None:
    """Return the fields of the page in a record, ``None`` where the answer is no page."""
    try:
        answer = _parse(record.block)
        if answer.http_headers is None or answer.http_headers.status_code is None:
            return Unreadable("broken-record", "it holds no answer of a server")
        if answer.http_headers.status_code != OK or answer.http_content_type not in PAGE_TYPES:
            return None
        data = answer.reader.read(MAX_WHOLE + 1)
        if max(record.size, len(data)) > MAX_WHOLE:
            return Unreadable("too-long", f"more than {MAX_WHOLE:,} bytes")
        return page_fields(data, record.url, answer.http_charset)
    except Unreadable as error:
        return error
    except Exception as error:  # one bad page must not end the archive
        return Unreadable("broken-record", str(error))


def _parse(block: bytes) -> WarcRecord:
    """Parse an answer by itself, so that a bad one cannot stop the reading of the archive."""
    from fastwarc.warc import WarcRecord

    answer = WarcRecord.from_bytes(_ANSWER_HEADER % len(block) + block)
    answer.parse_http(auto_decode="all", quirks_mode=True)
    return answer

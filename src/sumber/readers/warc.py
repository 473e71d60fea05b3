"""Web archives (WARC): each page of HTML that a server answered with is one article.

Answers that are no HTML, and those with an error or a redirect, hold no article and are passed
over. The address is the record's target; the day of crawling is not the day of publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from sumber.readers.articles import Fields, Found
from sumber.readers.columns import Columns
from sumber.readers.failures import Unreadable
from sumber.readers.html import page_fields
from sumber.readers.streams import MAX_WHOLE

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def read_warc(stream: IO[bytes], _named: Columns) -> Iterator[Found]:
    """Yield the article of each page in an archive."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = ArchiveIterator(
        stream, record_types=WarcRecordType.response, parse_http=False, fsspec_args=False
    )
    pages = 0
    for number, record in enumerate(records, 1):
        fields = _page(record)
        if fields is not None:
            pages += 1
            yield f"record {number}", fields
    if pages == 0:
        raise Unreadable("no-article", ": no page among its records")


def _page(record: WarcRecord) -> Fields | Unreadable | None:
    """Return the fields of the page in a record, ``None`` where the record is no page."""
    size = record.content_length
    if size <= MAX_WHOLE:
        record.freeze()
    try:
        cut = record.content_length < size
        record.parse_http(auto_decode="all")
        if not _is_page(record):
            return Unreadable("broken-record", "it ends too early") if cut else None
        if cut:
            return Unreadable("broken-record", "it ends too early")
        return _fields(record)
    except Unreadable as error:
        return error
    except (OSError, ValueError) as error:
        return Unreadable("broken-record", str(error))


def _is_page(record: WarcRecord) -> bool:
    headers = record.http_headers
    return (
        headers is not None
        and headers.status_code == 200
        and record.http_content_type in PAGE_TYPES
    )


def _fields(record: WarcRecord) -> Fields:
    data = record.reader.read(MAX_WHOLE + 1)
    if len(data) > MAX_WHOLE:
        raise Unreadable("too-long", f"more than {MAX_WHOLE:,} bytes")
    return page_fields(data, record.headers.get("WARC-Target-URI"), record.http_charset)

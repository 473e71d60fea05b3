"""A page of HTML: its body, title, day of publication, outlet and address, in any language.

1. decode it, and parse it once;
2. read when it was published, and its headings;
3. give bare text its paragraphs, and let trafilatura find the body: strictly, and where that
   finds nothing, less so;
4. take the title as the page's own heading writes it, without the name of the site.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from sumber.readers.articles import Fields, Found
from sumber.readers.columns import Columns
from sumber.readers.decoding import decode
from sumber.readers.failures import Unreadable
from sumber.readers.page_dates import find_published
from sumber.readers.pages import HEADINGS, clean_lines, parse_page, short_text
from sumber.readers.paragraphs import give_paragraphs
from sumber.readers.streams import whole

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

LOST = "\ufffd"
"""What stands in a page for bytes that could not be decoded."""

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# Not the extensive search: it takes any date of the body for that of publication.
_DATE_SEARCH = {"original_date": True, "extensive_search": False}
_NO_NAME = re.compile(r"[@/]|^\W*$")


def read_html(stream: IO[bytes], _named: Columns) -> Iterator[Found]:
    """Yield the article of a page."""
    yield None, page_fields(whole(stream))


def page_fields(data: bytes, url: str | None = None, charset: str | None = None) -> Fields:
    """Return the fields of the article on a page; raise ``Unreadable`` if there is none.

    ``url`` is where the page was found (otherwise the page's own word is taken), ``charset`` what
    its server said.
    """
    tree = parse_page(_decode_page(data, charset))
    headings = [short_text(element) for element in tree.iter(*HEADINGS)]
    give_paragraphs(tree)
    document, text = _extract(tree)
    if LOST in text:
        raise Unreadable("mixed-encoding")
    title = _title(document, headings)
    return {
        "text": text,
        "title": title,
        "published": find_published(tree, title, document.date),
        "outlet": _outlet(document.sitename),
        "url": url or document.url,
    }


def _decode_page(data: bytes, charset: str | None) -> str:
    """Decode as a browser would: a few bad bytes are no reason to lose a page."""
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    try:
        return decode(data, charset or (declared[1].decode() if declared else None))
    except Unreadable as error:
        if error.reason != "mixed-encoding":
            raise
        return data.decode("utf-8", "replace")


def _extract(tree: HtmlElement) -> tuple[Document, str]:
    """Return what trafilatura makes of the page, and the body in lines."""
    from trafilatura import bare_extraction

    for strictly in (True, False):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its date parser warns of every zone like WIB
            document = bare_extraction(
                tree,
                include_comments=False,
                with_metadata=True,
                favor_precision=strictly,
                date_extraction_params=_DATE_SEARCH,
            )
        if document is not None and not isinstance(document, dict):
            text = clean_lines(document.text or "")
            # A body shorter than the page's own summary is something else, such as a link.
            if text and (not strictly or len(text) >= len(document.description or "")):
                return document, text
    raise Unreadable("no-article")


def _title(document: Document, headings: list[str]) -> str | None:
    """Return the page's title: the heading it begins with, or what is left without the site."""
    title = " ".join((document.title or "").split())
    begun = [heading for heading in headings if heading and title.startswith(heading)]
    if begun:
        return max(begun, key=len)
    before, _, after = title.rpartition(" - ")
    site = (document.sitename or "").lower()
    return before if before and site and site in after.lower() else title or None


def _outlet(name: str | None) -> str | None:
    """Return the name of the site, unless what the page gives is an address."""
    return None if not name or _NO_NAME.search(name) else name

"""The tree of a page of HTML and its text in lines."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from sumber.readers.failures import Unreadable
from sumber.readers.paragraphs import BLOCKS
from sumber.readers.published import is_stamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS = frozenset({"h1", "h2", "h3"})
SHORT_PIECES = 12
"""Pieces of text that an element which is looked at as one short line may be made of."""

_BLANKS = re.compile(r"\s+")
_NO_LETTERS = re.compile(r"[\W\d_]*")
_UNSEEN = frozenset({"script", "style", "noscript", "template"})


def parse_page(page: str) -> HtmlElement:
    """Return the tree of a page without comments.

    Raises ``Unreadable`` where nothing can be parsed or the nesting passes the parser's limit
    (2,048 levels).
    """
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    data = page.replace("\0", "").encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, AssertionError) as error:
        raise Unreadable("no-article") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable("too-deep")
    return tree


def text_in_lines(tree: HtmlElement) -> str:
    """Return the text that a reader sees under an element, a line for each block and break."""
    from lxml import etree

    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in BLOCKS or element.tag == "br":
            pieces.append("\n")
        piece = element.tail if event == "end" else element.text
        if piece and (event == "end" or element.tag not in _UNSEEN):
            pieces.append(_BLANKS.sub(" ", piece))
    return clean_lines("".join(pieces))


def short_text(element: HtmlElement) -> str:
    """Return the text of a small element as one line, ``""`` for a large one."""
    pieces = list(islice(element.itertext(), SHORT_PIECES + 1))
    return " ".join("".join(pieces).split()) if len(pieces) <= SHORT_PIECES else ""


def clean_lines(text: str) -> str:
    """Fold blanks inside lines; drop lines without a letter, and of nothing but a day and hour."""
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(
        line for line in lines if not _NO_LETTERS.fullmatch(line) and not is_stamp(line)
    )

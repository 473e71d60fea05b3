"""Give bare text on a page its paragraphs.

Many news pages write ``<div>The lead.<br><br>More.<p>The rest.</p></div>``. Extractors look for
paragraphs and lose such a lead. In an element that holds both blocks and enough bare text, each
run of text and inline elements between the blocks becomes a ``<p>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HOLDERS = ("div", "article", "section", "td", "main", "center", "span")
_BLOCKS = """
    address article aside blockquote center dd details div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr iframe li main nav noscript ol p pre script section style
    table tbody td th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that begin a line of their own."""
ENOUGH = 40
"""Characters of bare text from which on an element is worth the change."""


def give_paragraphs(tree: HtmlElement) -> None:
    """Wrap bare text in paragraphs, in place."""
    for holder in list(tree.iter(*HOLDERS)):
        if any(child.tag in BLOCKS for child in holder) and _bare_length(holder) >= ENOUGH:
            _wrap(holder)


def _bare_length(holder: HtmlElement) -> int:
    pieces = [holder.text, *(child.tail for child in holder)]
    return sum(len(piece.strip()) for piece in pieces if piece)


def _wrap(holder: HtmlElement) -> None:
    parts = [_paragraph(holder, holder.text)]
    holder.text = None
    for child in list(holder):
        if child.tag in BLOCKS:
            parts += [child, _paragraph(holder, child.tail)]
            child.tail = None
        else:
            parts[-1].append(child)
    holder.extend(part for part in parts if part.tag != "p" or len(part) or _has_text(part))


def _paragraph(holder: HtmlElement, text: str | None) -> HtmlElement:
    paragraph = holder.makeelement("p")
    paragraph.text = text
    return paragraph


def _has_text(element: HtmlElement) -> bool:
    return bool(element.text and element.text.strip())

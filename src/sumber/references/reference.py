"""What a reference holds, before it is written in one of its forms."""

from __future__ import annotations

import msgspec

from sumber.records import Article, Span
from sumber.references.links import jump_link, safe_url


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """Where words stand: ``quote`` are the exact words, ``link`` jumps to them.

    ``published`` is a day or time in ISO 8601; ``article`` the id in the corpus; fields that the
    article does not give are ``None``. ``indirect``: the words are the reporter's, not ``who``'s.
    """

    article: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    link: str | None
    quote: str | None = None
    who: str | None = None
    indirect: bool = False


def reference(
    article: Article,
    span: Span | None = None,
    *,
    who: str | None = None,
    indirect: bool = False,
) -> Reference:
    """Return the reference of an article, or of the words at a span of it.

    ``who`` said them; ``indirect`` where they are the reporter's wording of what was said.
    """
    return Reference(
        article=article.id,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        url=safe_url(article.url),
        link=jump_link(article, span),
        quote=span.of(article.text) if span is not None else None,
        who=who,
        indirect=indirect,
    )

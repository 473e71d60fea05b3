"""Addresses of articles that are safe to click, and links into their text."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from sumber.records import Article, Span
from sumber.references.fragments import text_fragment

_SCHEMES: Final = ("http", "https")
_KEPT: Final = "%/:?#[]@!$&'()*+,;=~-._"
LONGEST: Final = 2_000


def safe_url(url: str | None) -> str | None:
    """Return an address of the web with all odd characters escaped, ``None`` for anything else."""
    if not url or len(url) > LONGEST:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or not parts.netloc:
        return None
    return quote(url.strip(), safe=_KEPT, errors="replace")


def jump_link(article: Article, span: Span | None = None) -> str | None:
    """Return the address of an article, jumping to a span of its text; ``None`` without address."""
    url = safe_url(article.url)
    fragment = text_fragment(article.text, span) if span is not None else None
    if url is None or fragment is None:
        return url
    return f"{url}{fragment}" if "#" in url else f"{url}#{fragment}"

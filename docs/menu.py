"""A hook of the site: a document that mkdocs.yml does not place stands at the end of the menu."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MORE = "More"


def on_files(files: Any, config: Any) -> Any:
    """Add every document that the menu leaves out; MkDocs calls this when it has found all."""
    placed = set(_targets(config.nav))
    left = [page.src_uri for page in files.documentation_pages() if page.src_uri not in placed]
    if left:
        config.nav = [*config.nav, {MORE: sorted(left)}]
    return files


def _targets(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for one in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _targets(one)

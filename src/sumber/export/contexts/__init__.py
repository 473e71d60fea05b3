"""The JSON-LD contexts that sumber's files name, shipped so that nothing is ever fetched.

``anno.jsonld`` stands for http://www.w3.org/ns/anno.jsonld and ``schema.jsonld`` for
https://schema.org: the terms of theirs that sumber writes or reads, with the same meaning.
``sumber.jsonld`` adds sumber's own words, PROV's and the long names of schema.org.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from sumber.errors import ReadError

ANNOTATION: Final = "http://www.w3.org/ns/anno.jsonld"
SCHEMA: Final = "https://schema.org"
_SHIPPED: Final = {
    ANNOTATION: "anno.jsonld",
    SCHEMA: "schema.jsonld",
    f"{SCHEMA}/": "schema.jsonld",
    "http://schema.org": "schema.jsonld",
    "http://schema.org/": "schema.jsonld",
}


def own_context() -> dict[str, Any]:
    """Return sumber's own terms, which each of its files carries itself."""
    return _load("sumber.jsonld")


def load_document(url: str, options: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a shipped context the way a document loader of PyLD does; never fetch one.

    Raises ``ReadError`` for any other address.
    """
    if url not in _SHIPPED:
        raise ReadError(f"{url} is no context that sumber ships, and nothing is fetched.")
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": _load(_SHIPPED[url])},
    }


def _load(name: str) -> dict[str, Any]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found

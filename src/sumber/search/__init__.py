"""Search over the articles, statements and citations of a corpus, by tantivy.

>>> from sumber import Corpus
>>> from sumber.search import Filters, open_index
>>> index = open_index(Corpus("corpus"))  # doctest: +SKIP
>>> found = index.search("banjir rob", Filters(outlet="Gema"), limit=10)  # doctest: +SKIP
>>> [hit.article.id for hit in found.hits], found.facets["source"]  # doctest: +SKIP

In the order in which data flows: ``words`` (what a word is), ``fields`` and ``documents`` (what the
index holds), ``shelf`` (articles by id), ``keeping`` (bringing the index to the newest state),
``queries``, ``affixes`` and ``filters`` (what is asked), ``snippets`` and ``results`` (what is
answered), ``index`` (the class that ties them), ``sources`` (who and what is named).
"""

from __future__ import annotations

from sumber.search.fields import Facet, What
from sumber.search.index import Index, open_index
from sumber.search.results import (
    FacetCount,
    Filters,
    Hit,
    Results,
    Searched,
    SearchOptions,
    Snippet,
    SourceCount,
)
from sumber.search.sources import search_sources

__all__ = [
    "Facet",
    "FacetCount",
    "Filters",
    "Hit",
    "Index",
    "Results",
    "SearchOptions",
    "Searched",
    "Snippet",
    "SourceCount",
    "What",
    "open_index",
    "search_sources",
]

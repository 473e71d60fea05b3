"""References to paste: outlet, title, day and a link that jumps to the quoted words.

>>> from sumber import Article, Span
>>> from sumber.references import reference, written
>>> text = "“Air sudah surut,” kata Rini Wardani."
>>> article = Article(id="a1", text=text, url="https://gema.example/1", outlet="Gema Lembah")
>>> written(reference(article, Span(1, 16)), "link", "en")
'https://gema.example/1#:~:text=Air%20sudah%20surut'
"""

from __future__ import annotations

from sumber.references.fragments import text_fragment
from sumber.references.links import jump_link, safe_url
from sumber.references.reference import Reference, reference
from sumber.references.writing import FORMS, Form, written

__all__ = [
    "FORMS",
    "Form",
    "Reference",
    "jump_link",
    "reference",
    "safe_url",
    "text_fragment",
    "written",
]

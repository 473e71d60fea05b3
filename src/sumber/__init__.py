"""sumber reads Indonesian news: who said what, where each story came from, and who copied whom.

>>> import sumber
>>> found = sumber.annotate("“Air sudah surut,” kata Kepala Desa Sukamaju, Rini Wardani.")
>>> found.to_dict()["statements"]  # doctest: +SKIP

Names are loaded when they are first used, so ``import sumber`` is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "sumber.annotated": ("Annotated", "annotate"),
    "sumber.readers": ("read",),
    "sumber.corpus": ("Corpus",),
    "sumber.records": (
        "Article",
        "Citation",
        "Failure",
        "Mention",
        "Notes",
        "Quotation",
        "Region",
        "Span",
        "Statement",
        "When",
    ),
    "sumber.errors": (
        "CorpusDamaged",
        "CorpusError",
        "CorpusLocked",
        "CorpusMissing",
        "NoSuchArticle",
        "ReadError",
        "SumberError",
        "UsageError",
    ),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022 - in the order of a user's path
    "annotate",
    "read",
    "Annotated",
    "Corpus",
    "Article",
    "Citation",
    "Failure",
    "Mention",
    "Notes",
    "Quotation",
    "Region",
    "Span",
    "Statement",
    "When",
    "CorpusDamaged",
    "CorpusError",
    "CorpusLocked",
    "CorpusMissing",
    "NoSuchArticle",
    "ReadError",
    "SumberError",
    "UsageError",
    "__version__",
]

if TYPE_CHECKING:
    from sumber.annotated import Annotated, annotate
    from sumber.corpus import Corpus
    from sumber.errors import (
        CorpusDamaged,
        CorpusError,
        CorpusLocked,
        CorpusMissing,
        NoSuchArticle,
        ReadError,
        SumberError,
        UsageError,
    )
    from sumber.readers import read
    from sumber.records import (
        Article,
        Citation,
        Failure,
        Mention,
        Notes,
        Quotation,
        Region,
        Span,
        Statement,
        When,
    )


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'sumber' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

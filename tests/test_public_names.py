"""The public names and how they are called: a change here is a change for every user."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import Any

import pytest

import sumber

SIGNATURES = {
    "annotate": "(text, *, published=None, title=None)",
    "read": "(paths, *, columns=None, stdin=None, consumed=None)",
    "Annotated": "(article, notes)",
    "Corpus": "(folder)",
    "Article": "(*, id, text, path=None, url=None, outlet=None, title=None, published=None)",
    "Citation": "(*, span, source, type, known=None, cue=None, statements=(), confidence=0.5,"
    " because=(), standing=None, sentences=(), taken_from=None)",
    "Failure": "(*, path, position, reason, message, next_step)",
    "Mention": "(span, kind, role=None, affiliation=None)",
    "Quotation": "(span, content, because='')",
    "Region": "(span, kind, because='')",
    "Span": "(start, end)",
    "Statement": "(*, id, kind, contents, cue=None, speaker=None, who=None, who_type='unknown',"
    " role=None, affiliation=None, addressee=None, occasion=None, said_on=None, confidence=0.5,"
    " because=())",
    "When": "(span, value, precision='day', because='', contradicts=None)",
}
CORPUS = {
    "add": "(self, paths, *, columns=None, stdin=None, workers=None, batch=1000, wait=10,"
    " on_progress=None, on_failure=None)",
    "article": "(self, name)",
    "failures": "(self, *, as_='arrow')",
    "health": "(self)",
    "quotes": "(self, *, source=None, words=None, outlet=None, since=None, until=None, kind=None,"
    " limit=None, as_='arrow')",
    "remove": "(self, ids, *, wait=10)",
    "sources": "(self, article=None, *, as_='arrow')",
    "verify": "(self)",
}
OTHERS = (
    "Notes", "CorpusDamaged", "CorpusError", "CorpusLocked", "CorpusMissing", "NoSuchArticle",
    "ReadError", "SumberError", "UsageError", "__version__",
)  # fmt: skip
HEAVY = ("cyclopts", "duckdb", "numpy", "pandas", "polars", "pyarrow", "rich", "trafilatura")


def test_the_names_are_these() -> None:
    assert sorted(sumber.__all__) == sorted((*SIGNATURES, *OTHERS))
    assert set(sumber.__all__) <= set(dir(sumber))


def _without_types(thing: Any) -> str:
    signature = inspect.signature(thing)
    bare = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=signature.empty))


@pytest.mark.parametrize("name", SIGNATURES)
def test_signature(name: str) -> None:
    assert _without_types(getattr(sumber, name)) == SIGNATURES[name]


@pytest.mark.parametrize("name", CORPUS)
def test_signature_of_a_corpus_method(name: str) -> None:
    assert _without_types(getattr(sumber.Corpus, name)) == CORPUS[name]


@pytest.mark.parametrize("name", [n for n in sumber.__all__ if n != "__version__"])
def test_every_public_name_and_method_is_documented(name: str) -> None:
    thing = getattr(sumber, name)
    assert inspect.getdoc(thing)
    for method, value in vars(thing).items() if inspect.isclass(thing) else ():
        if not method.startswith("_") and (
            inspect.isfunction(value) or isinstance(value, property)
        ):
            assert inspect.getdoc(value), f"{name}.{method}"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'kutipan'"):
        _ = sumber.kutipan


@pytest.mark.parametrize("module", ["sumber", "sumber.cli"])
def test_the_import_is_light(module: str) -> None:
    told = f"import sys, {module}; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []

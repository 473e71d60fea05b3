"""Text reuse as steps that any engine runs: the rules of :mod:`sumber.reuse.linking` as SQL."""

from __future__ import annotations

from typing import Any, Final

import pyarrow as pa

from sumber.plan.steps import Kernel, Local, Reach, Select, Step
from sumber.plan.tables import BOILERPLATE, PASSAGES
from sumber.reuse.kernels import MASKS, SAMPLES, compare_pairs, mask, sample
from sumber.reuse.selects import (
    ASIDE_LISTS,
    CANDIDATES,
    CATALOGUE,
    COMPARED,
    FORMULA_LISTS,
    FORMULAS,
    LEFT_OUT,
    LINKED,
    MARKED,
    MASK_LISTS,
    MASKABLE,
    MASKING,
    RECURRING,
    REPEATED,
    RULINGS,
    SHARED,
)

_SPANS: Final = pa.list_(pa.int64())
_PAIR: Final = ("text", "outlet", "published", "masks", "formulas", "aside")


def _schema(**columns: Any) -> Any:
    return pa.schema(list(columns.items()))


_WORDS, _LISTS = pa.string(), _schema(article=pa.string(), spans=_SPANS)
_COMPARED: Final = _schema(
    a=_WORDS,
    b=_WORDS,
    a_text=_WORDS,
    b_text=_WORDS,
    a_outlet=_WORDS,
    b_outlet=_WORDS,
    a_published=_WORDS,
    b_published=_WORDS,
    a_masks=_SPANS,
    b_masks=_SPANS,
    a_formulas=_SPANS,
    b_formulas=_SPANS,
    a_aside=_SPANS,
    b_aside=_SPANS,
)
_SHARED: Final = pa.schema(
    [
        *(SAMPLES.field(name) for name in ("gram", "article")),
        *(SAMPLES.field(name) for name in SAMPLES.names[8:]),
        ("formula", pa.bool_()),
        ("nth", pa.int64()),
    ]
)
_MASKABLE: Final = _schema(
    id=_WORDS,
    outlet=_WORDS,
    published=_WORDS,
    text=_WORDS,
    ats=pa.list_(pa.int32()),
)


_AMONG_TOUCHED: Final = "i.article IN (SELECT article FROM {touched})"


def _pairs_of(column: str) -> str:
    """Return a SELECT of the pairs of the articles that a column of changed rows names."""
    return " UNION ALL ".join(
        f"SELECT p.a, p.b FROM pairs__ever p JOIN {{changed}} c ON c.{column} = p.{side}"
        for side in "ab"
    )


def _among_pairs(column: str) -> str:
    """Return the condition that a column names an article of a touched pair."""
    return f"i.{column} IN (SELECT a FROM {{touched}} UNION ALL SELECT b FROM {{touched}})"


STEPS: Final = (
    Step(
        "samples",
        ("articles",),
        Kernel(sample, ("id", "outlet", "published", "text")),
        SAMPLES,
        "Take samples of every text: hashes of runs of words.",
        local=Local(("article",), {"articles": ("id",)}),
    ),
    Step(
        "recurring",
        ("samples",),
        Select(RECURRING),
        SAMPLES,
        "Leave out the samples that one article alone has.",
        local=Local(("gram",), {"samples": ("gram",)}),
    ),
    Step(
        "formulas",
        ("recurring", "repeated"),
        Select(FORMULAS),
        _schema(gram=pa.int64()),
        "Find the samples that recur over weeks in many articles: set phrases.",
        local=Local(("gram",), {"recurring": ("gram",), "repeated": ("gram",)}),
    ),
    Step(
        "repeated",
        ("recurring",),
        Select(REPEATED),
        _schema(gram=pa.int64(), outlet=_WORDS),
        "Find the samples that one outlet repeats over weeks.",
        local=Local(("gram",), {"recurring": ("gram",)}),
    ),
    Step(
        "repeated_at",
        ("recurring", "repeated"),
        Select(MARKED),
        _schema(article=_WORDS, ats=pa.list_(pa.int32())),
        "Say where each article has samples that its outlet repeats.",
        local=Local(
            ("article",),
            {
                "recurring": Reach(
                    "SELECT c.article FROM {changed} c JOIN repeated__ever r ON r.gram = c.gram",
                    _AMONG_TOUCHED,
                ),
                "repeated": Reach(
                    "SELECT r.article FROM recurring__ever r JOIN {changed} c ON c.gram = r.gram"
                ),
            },
        ),
    ),
    Step(
        "maskable",
        ("articles", "repeated_at"),
        Select(MASKABLE, stored=False),
        _MASKABLE,
        "Put texts beside the places of their repeated samples.",
        local=Local(("id",), {"articles": ("id",), "repeated_at": ("article",)}),
    ),
    Step(
        "masks",
        ("maskable",),
        Kernel(mask, ("id", "outlet", "published", "text", "ats")),
        MASKS,
        "Join repeated samples to spans of boilerplate.",
        local=Local(("article",), {"maskable": ("id",)}),
    ),
    Step(
        "rulings",
        ("decisions",),
        Select(RULINGS),
        _schema(key=_WORDS, decision=_WORDS),
        "Take the latest decision on each piece of boilerplate.",
    ),
    Step(
        "masking",
        ("masks", "rulings"),
        Select(MASKING),
        _schema(article=_WORDS, first_word=pa.int32(), stop_word=pa.int32()),
        "Keep the boilerplate that nobody has rejected.",
        local=Local(("article",), {"masks": ("article",)}),
    ),
    Step(
        "boilerplate",
        ("masks", "rulings"),
        Select(CATALOGUE),
        BOILERPLATE,
        "Write the catalogue of what each outlet repeats.",
        kept=True,
        local=Local(("key",), {"masks": ("key",)}),
    ),
    Step(
        "shared",
        ("recurring", "formulas", "masking"),
        Select(SHARED),
        _SHARED,
        "Put the samples that several articles have, boilerplate aside, in order of time.",
        local=Local(
            ("gram",),
            {
                "recurring": ("gram",),
                "formulas": ("gram",),
                "masking": Reach(
                    "SELECT r.gram FROM recurring__ever r JOIN {changed} c ON c.article = r.article"
                ),
            },
        ),
    ),
    Step(
        "linked",
        ("shared",),
        Select(LINKED),
        _schema(gram=pa.int64(), a=_WORDS, b=_WORDS, weight=pa.int32()),
        "Link each article to the first and the last four before it that have a sample.",
        local=Local(("gram",), {"shared": ("gram",)}),
    ),
    Step(
        "pairs",
        ("linked",),
        Select(CANDIDATES),
        _schema(a=_WORDS, b=_WORDS),
        "Take the pairs whose links weigh enough.",
        local=Local(("a", "b"), {"linked": ("a", "b")}),
    ),
    Step(
        "mask_lists",
        ("masking",),
        Select(MASK_LISTS),
        _LISTS,
        "List the boilerplate of each article.",
        local=Local(("article",), {"masking": ("article",)}),
    ),
    Step(
        "formula_lists",
        ("recurring", "formulas"),
        Select(FORMULA_LISTS),
        _LISTS,
        "List the set phrases of each article.",
        local=Local(
            ("article",),
            {
                "recurring": Reach(
                    "SELECT c.article FROM {changed} c JOIN formulas__ever f ON f.gram = c.gram",
                    _AMONG_TOUCHED,
                ),
                "formulas": Reach(
                    "SELECT r.article FROM recurring__ever r JOIN {changed} c ON c.gram = r.gram"
                ),
            },
        ),
    ),
    Step(
        "aside_lists",
        ("regions",),
        Select(ASIDE_LISTS),
        _LISTS,
        "List what stands aside of each article's body: related headlines, prompts, captions.",
        local=Local(("article",), {"regions": ("article",)}),
    ),
    Step(
        "pair_texts",
        ("pairs", "articles", "mask_lists", "formula_lists", "aside_lists"),
        Select(COMPARED, stored=False),
        _COMPARED,
        "Put the texts of each pair side by side.",
        local=Local(
            ("a", "b"),
            {
                "pairs": ("a", "b"),
                "articles": Reach(_pairs_of("id"), _among_pairs("id")),
                "mask_lists": Reach(_pairs_of("article"), _among_pairs("article")),
                "formula_lists": Reach(_pairs_of("article"), _among_pairs("article")),
                "aside_lists": Reach(_pairs_of("article"), _among_pairs("article")),
            },
        ),
    ),
    Step(
        "passages",
        ("pair_texts",),
        Kernel(compare_pairs, ("a", "b", *(f"{side}_{name}" for side in "ab" for name in _PAIR))),
        PASSAGES,
        "Compare each pair word by word; type what it shares, tell who had it first.",
        kept=True,
        local=Local(("a", "b"), {"pair_texts": ("a", "b")}),
    ),
    Step(
        "left_out",
        ("linked", "pairs", "repeated_at", "masks", "passages"),
        Select(LEFT_OUT),
        _schema(rule=_WORDS, n=pa.int64()),
        "Count what each rule left out.",
    ),
)

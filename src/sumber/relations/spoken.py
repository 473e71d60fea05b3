"""What each statement says and who says it, in words that can be compared.

1. ``statement_facts``: every row of ``statements`` as one text (a kernel).
2. ``told``: an article with its text and all its statements in one row (a view).
3. ``sayings``: a row a statement: the name of its source, what is known of the source in that
   article, and the words of its content (a kernel).

These tables live in the working folder of a run; they hold folded words, for comparing only.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
import pyarrow as pa

from sumber.language import lexicon as lex
from sumber.language import load
from sumber.plan.steps import Batches, Kernel, Local, Select, Step
from sumber.relations.names import GENERIC, Name, own_length, plain, read_name
from sumber.relations.rows import Rows, each, pack, unpack
from sumber.relations.weights import bits, total

FACTS: Final = pa.schema([("article", pa.string()), ("fact", pa.string())])
SAYINGS: Final = pa.schema(
    [
        ("saying", pa.string()),
        ("article", pa.string()),
        ("statement", pa.string()),
        ("outlet", pa.string()),
        ("day", pa.string()),
        ("said_on", pa.string()),
        ("abroad", pa.bool_()),
        ("name", pa.string()),
        ("who_start", pa.int32()),
        ("who_end", pa.int32()),
        ("appearance", pa.string()),
        ("kind", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("content", pa.string()),
        ("content_hash", pa.int64()),
    ]
)
"""``saying`` names the statement and sorts in the order of time (:func:`saying_key`); ``day``: of
publication; ``abroad``: the source stands for another country; ``name``: the folded name of the
source, null where it names nobody in particular; ``who_start`` and ``who_end``: where it stands,
without what follows in brackets or behind a comma; ``appearance``: an :class:`Appearance`;
``content``: the folded words, ``content_hash`` their number (:func:`number_of`)."""

_FIELDS = ("id", "kind", "contents", "who", "who_type", "role", "affiliation", "said_on")
_FOREIGN = frozenset(load("people")["foreign"]["words"].split())
_HOME = frozenset(load("people")["foreign"]["not_with"])
_WORD = re.compile(r"[^\W_]+")
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]{3,}")
_CONTEXT_READ = 6000
_CONTEXT_WORDS = 16
_CONTEXT_BITS = 13
_ALIAS_READ = 40
_SAID, _SAID_BITS = 8, 90


class Appearance(msgspec.Struct, frozen=True, array_like=True):
    """What one article tells of one source: where it names it most fully, and around it.

    ``roles`` and ``bodies`` are the words of its roles and bodies there, ``context`` the words that
    mark the article, ``also`` other names that it gives, ``statements`` how many it makes;
    ``said`` are numbers of its long contents, the same for the same words.
    """

    article: str
    day: str | None
    outlet: str | None
    kind: str
    name: str
    start: int
    end: int
    statements: int
    roles: list[str]
    bodies: list[str]
    context: list[str]
    also: list[str]
    said: list[int]


def _fact(batch: Any) -> Iterator[str]:
    columns = [batch.column(batch.schema.get_field_index(n)).to_pylist() for n in _FIELDS]
    for name, kind, contents, who, who_type, role, body, said_on in zip(*columns, strict=True):
        parts = [(c["start"], c["end"]) for c in contents]
        yield pack(name, kind, parts, _ends(who), who_type, _ends(role), _ends(body), said_on)


def _ends(span: dict[str, int] | None) -> tuple[int, int] | None:
    return None if span is None else (span["start"], span["end"])


def state_facts(batches: Batches) -> Batches:
    """Write every statement as one text."""
    for batch in batches:
        article = batch.column(batch.schema.get_field_index("article"))
        yield pa.RecordBatch.from_arrays(
            [article.cast(pa.string()), pa.array(list(_fact(batch)), pa.string())], schema=FACTS
        )


def say(batches: Batches) -> Batches:
    """Read names and contents off the texts of articles."""
    columns = ("article", "outlet", "published", "text", "facts")
    return each(batches, columns, SAYINGS, sayings)


def sayings(
    article: str, outlet: str | None, published: str | None, text: str, facts: list[str]
) -> Rows:
    """Return the rows of one article; see :data:`SAYINGS`."""
    told = [unpack(fact) for fact in facts]
    day = published[:10] if published else None
    names = [_name(text, fact[3], fact[4]) for fact in told]
    met = _appearances(article, outlet, day, text, told, names)
    for (statement, kind, parts, who, who_type, *_, said_on), name in zip(told, names, strict=True):
        words = " ".join(fold(" ".join(text[s:e] for s, e in parts)))
        key = name.key if name is not None and name.named else None
        one = met[key] if key else None
        named = (key, *_bare(text, who, who_type), msgspec.json.encode(one).decode()) if one else ()
        yield (
            *(saying_key(day, article, statement), article, statement, outlet, day, said_on),
            *(_is_foreign(one), *(named or (None,) * 4)),
            *(kind, parts[0][0], parts[-1][1], words, number_of(words)),
        )


def number_of(words: str) -> int:
    """Return 48 bits of the BLAKE2b of a text, the same for the same words."""
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=6).digest(), "big")


def saying_key(day: str | None, article: str, statement: str) -> str:
    """Return the text that names a statement; earlier ones sort before later and undated ones."""
    return pack(day or "9999", article, statement)


def _is_foreign(one: Appearance | None) -> bool:
    """Tell whether a source stands for another country by its body (*Presiden Rusia*)."""
    if one is None:
        return False
    words = {*one.bodies, *(one.name.split() if one.kind == "organisation" else ())}
    return bool(words & _FOREIGN) and not words & _HOME


def _bare(text: str, who: tuple[int, int], kind: str) -> tuple[int, int]:
    """Return where a name stands without what follows in brackets or behind a comma."""
    return who[0], who[0] + own_length(text[slice(*who)], kind)


def fold(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case without accents."""
    return [plain(word) for word in _WORD.findall(text)]


def _name(text: str, who: tuple[int, int] | None, kind: str) -> Name | None:
    return None if who is None else read_name(text[slice(*who)], kind)


def _appearances(
    article: str,
    outlet: str | None,
    day: str | None,
    text: str,
    told: list[list[Any]],
    names: list[Name | None],
) -> dict[str, Appearance]:
    """Return what the article tells of each source, under the key of its name."""
    made: dict[str, list[list[Any]]] = {}
    for fact, name in zip(told, names, strict=True):
        if name is not None and name.named:
            made.setdefault(name.key, []).append(fact)
    around = context(text) if made else []
    found = {}
    for key, facts in made.items():
        start, end = min((fact[3][0] - fact[3][1], *fact[3]) for fact in facts)[1:]
        roles, bodies = _posts(text, facts)
        found[key] = Appearance(
            article=article,
            day=day,
            outlet=outlet,
            kind=facts[0][4],
            name=key,
            start=start,
            end=end,
            statements=len(facts),
            roles=sorted(roles),
            bodies=sorted(bodies - set(key.split())),
            context=[word for word in around if word not in key.split()],
            also=sorted(set(_others(text, start, end, key))),
            said=sorted(set(_long_contents(text, facts)))[:_SAID],
        )
    return found


def _long_contents(text: str, facts: list[list[Any]]) -> Iterator[int]:
    for _, _, parts, *_ in facts:
        words = fold(" ".join(text[start:end] for start, end in parts))
        if total(words) >= _SAID_BITS:
            yield number_of(" ".join(words))


def _posts(text: str, facts: list[list[Any]]) -> tuple[set[str], set[str]]:
    """Return the words of roles and of bodies that the statements of one source give."""
    roles: set[str] = set()
    bodies: set[str] = set()
    for *_, role, body, _ in facts:
        words = fold(text[slice(*role)]) if role else []
        spelt = {*words, *lex.spelt_out(words)}
        own = {word for word in spelt if word in lex.ROLES or word in lex.ROLE_PARTS}
        roles |= own
        bodies |= spelt - own
        bodies |= set(fold(text[slice(*body)]) if body else [])
    return roles, {word for word in bodies if len(word) > 1 and word not in GENERIC}


def context(text: str) -> list[str]:
    """Return the words with a capital that mark a text, the most frequent first."""
    counts = Counter(plain(word) for word in _CAPITAL.findall(text[:_CONTEXT_READ]))
    rare = [(-n, word) for word, n in counts.items() if bits(word) >= _CONTEXT_BITS]
    return [word for _, word in sorted(rare)[:_CONTEXT_WORDS]]


def _others(text: str, start: int, end: int, key: str) -> Iterable[str]:
    """Yield other names given right behind a name: in brackets, or *akrab disapa X*."""
    from sumber.stages.statements.entities import ALSO, BRACKET

    behind = text[end : end + _ALIAS_READ + 40]
    for pattern in (BRACKET, ALSO):
        match = pattern.match(behind)
        if match and match[1][0].isupper():
            name = read_name(match[1], "person")
            if name.named and len(name.words) <= 3 and not set(name.words) & set(key.split()):
                yield name.key


STEPS: Final = (
    Step(
        name="statement_facts",
        reads=("statements",),
        runs=Kernel(state_facts, columns=("article", *_FIELDS)),
        schema=FACTS,
        note="every statement as one text",
        local=Local(("article",), {"statements": ("article",)}),
    ),
    Step(
        name="told",
        reads=("articles", "statement_facts"),
        runs=Select(
            """
            SELECT a.id AS article, a.outlet, a.published, a.text, s.facts
            FROM articles a JOIN (
                SELECT article, array_sort(array_agg(fact)) AS facts
                FROM statement_facts GROUP BY article
            ) s ON s.article = a.id
            """,
            stored=False,
        ),
        schema=pa.schema(
            [
                ("article", pa.string()),
                ("outlet", pa.string()),
                ("published", pa.string()),
                ("text", pa.string()),
                ("facts", pa.list_(pa.string())),
            ]
        ),
        note="every article with its text and its statements",
        local=Local(("article",), {"articles": ("id",), "statement_facts": ("article",)}),
    ),
    Step(
        name="sayings",
        reads=("told",),
        runs=Kernel(say, columns=("article", "outlet", "published", "text", "facts")),
        schema=SAYINGS,
        note="who says what, in words that can be compared",
        local=Local(("article",), {"told": ("article",)}),
    ),
)

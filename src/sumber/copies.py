"""What articles share: passages between two of them, and the boilerplate of an outlet.

Both are read off the tables that `sumber relate` fills. A decision about boilerplate is kept in the
corpus and heeded by every later run.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

import pyarrow as pa

from sumber.corpus.store import writing
from sumber.corpus.versions import Snapshot, arrow
from sumber.errors import NoSuchArticle, UsageError
from sumber.plan.tables import DECISIONS
from sumber.records import PassageKind

KINDS: Final[tuple[str, ...]] = get_args(PassageKind)
Decision: TypeAlias = Literal["approved", "rejected"]

_COPIES = """
SELECT
    p.a, p.b, p.a_start, p.a_end, p.b_start, p.b_end, p.kind, p.origin AS "from",
    p.bits, p.confidence, p.because,
    x.outlet AS a_outlet, x.published AS a_published, x.title AS a_title, x.url AS a_url,
    y.outlet AS b_outlet, y.published AS b_published, y.title AS b_title, y.url AS b_url,
    substring(x.text, p.a_start + 1, p.a_end - p.a_start) AS a_exact,
    substring(y.text, p.b_start + 1, p.b_end - p.b_start) AS b_exact
FROM passages p JOIN articles x ON x.id = p.a JOIN articles y ON y.id = p.b
WHERE ($article IS NULL OR p.a = $article OR p.b = $article) AND ($kind IS NULL OR p.kind = $kind)
ORDER BY p.a, p.b, p.a_start, p.b_start
"""

_BOILERPLATE = """
SELECT
    CAST(p.key AS VARCHAR) AS key, p.outlet, p.articles, p.first_seen, p.last_seen,
    coalesce(d.decision, p.decision) AS decision,
    p.article, p.start, p."end",
    substring(a.text, p.start + 1, p."end" - p.start) AS exact
FROM boilerplate p LEFT JOIN articles a ON a.id = p.article
LEFT JOIN (
    SELECT key, arg_max(decision, decided_at) AS decision FROM decisions
    WHERE about = 'boilerplate' GROUP BY key
) d ON d.key = CAST(p.key AS VARCHAR)
ORDER BY p.outlet NULLS LAST, p.articles DESC, p.key
"""


def copies(state: Snapshot, article: str | None = None, kind: str | None = None) -> Any:
    """Return the passages that articles share, of the whole corpus, one article or one kind.

    ``from`` is the id of the article that had it first, null where unknown; ``a_exact`` and
    ``b_exact`` are the words on both sides. Raises ``NoSuchArticle``, and ``UsageError`` for a kind
    that is none.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"kind {kind!r} is none of {', '.join(KINDS)}.")
    with state.connect("articles", "passages") as connection:
        if article is not None:
            one = "SELECT 1 FROM articles WHERE id = $article"
            if not arrow(connection, one, {"article": article}).num_rows:
                raise NoSuchArticle(f"The corpus holds no article {article!r}.")
        return arrow(connection, _COPIES, {"article": article, "kind": kind})


def boilerplate(state: Snapshot) -> Any:
    """Return what outlets put into many of their articles, by outlet, the most frequent first."""
    with state.connect("articles", "boilerplate", "decisions") as connection:
        return arrow(connection, _BOILERPLATE)


def decide_boilerplate(folder: Path, key: str, decision: Decision, *, wait: float = 10) -> None:
    """Keep a person's decision about one boilerplate, ``key`` as :func:`boilerplate` gives it.

    Approved text is masked wherever its outlet puts it, rejected text is treated as any other, from
    the next run of relating on. Raises ``UsageError`` for a key that is none.
    """
    with writing(folder, wait=wait) as writer:
        if key not in boilerplate(writer.snapshot).column("key").to_pylist():
            raise UsageError(f"There is no boilerplate {key!r}; `sumber boilerplate` lists them.")
        row: dict[str, Any] = {"about": "boilerplate", "key": key, "decision": decision}
        row["decided_at"] = datetime.now(UTC)
        writer.append({"decisions": pa.Table.from_pylist([row], schema=DECISIONS)})


def is_stale(state: Snapshot) -> bool:
    """Tell whether articles came or went, or none were related, since relating last ran."""
    return state.manifest.related != state.manifest.changed

"""The rules of :mod:`sumber.reuse.linking` as SQL: the SELECTs of the steps, in their order."""

from __future__ import annotations

from typing import Final

from sumber.reuse.kernels import PACKED
from sumber.reuse.linking import (
    BOILERPLATE_ARTICLES,
    BOILERPLATE_WEEKS,
    ENOUGH,
    FORMULA_ARTICLES,
    FORMULA_MANY,
    FORMULA_WEEKS,
    HABIT_ARTICLES,
    HABIT_WEEKS,
    KNOWN_ARTICLES,
    KNOWN_WEEKS,
    LAST,
    MANY_ARTICLES,
    NAMELESS_ARTICLES,
    NAMELESS_WEEKS,
    SHORT_QUOTE,
)
from sumber.reuse.sides import ASIDE

_WEEKS: Final = "count(DISTINCT week) + count(*) - count(week)"

RECURRING: Final = """
SELECT s.* FROM samples s
WHERE s.gram IN (SELECT gram FROM samples WHERE NOT again GROUP BY gram HAVING count(*) > 1)
"""

FORMULAS: Final = f"""
SELECT gram FROM recurring WHERE NOT again GROUP BY gram
HAVING count(*) >= {FORMULA_ARTICLES}
AND ({_WEEKS} >= {FORMULA_WEEKS} OR count(*) >= {FORMULA_MANY})
OR (count(*) >= {KNOWN_ARTICLES} AND count(DISTINCT week) >= {KNOWN_WEEKS})
UNION
SELECT gram FROM recurring WHERE NOT again AND quoted = 0 GROUP BY gram, outlet
HAVING count(*) >= {HABIT_ARTICLES} AND count(DISTINCT week) >= {HABIT_WEEKS}
UNION
SELECT gram FROM repeated
"""

REPEATED: Final = f"""
SELECT gram, outlet FROM recurring WHERE NOT again AND quoted = 0 GROUP BY gram, outlet
HAVING count(*) >= {MANY_ARTICLES}
OR (outlet IS NOT NULL AND count(*) >= {BOILERPLATE_ARTICLES} AND {_WEEKS} >= {BOILERPLATE_WEEKS})
OR (outlet IS NULL AND count(*) >= {NAMELESS_ARTICLES} AND count(DISTINCT week) >= {NAMELESS_WEEKS})
"""

MARKED: Final = """
SELECT s.article, array_sort(array_agg(s.at)) AS ats FROM recurring s
JOIN repeated r ON r.gram = s.gram AND r.outlet IS NOT DISTINCT FROM s.outlet
WHERE s.quoted = 0 GROUP BY s.article
"""

MASKABLE: Final = """
SELECT a.id, a.outlet, a.published, a.text, m.ats
FROM articles a JOIN repeated_at m ON m.article = a.id
"""

RULINGS: Final = """
SELECT key, decision FROM (
    SELECT key, decision, row_number() OVER (
        PARTITION BY key ORDER BY decided_at DESC, decision
    ) AS nth FROM decisions WHERE about = 'boilerplate'
) latest WHERE nth = 1
"""

MASKING: Final = """
SELECT m.article, m.first_word, m.stop_word FROM masks m
WHERE NOT EXISTS (
    SELECT 1 FROM rulings r WHERE r.key = CAST(m.key AS STRING) AND r.decision = 'rejected'
)
"""

CATALOGUE: Final = """
SELECT m.key, m.outlet, m.article, m.start, m."end", c.articles, c.first_seen, c.last_seen,
    r.decision
FROM (
    SELECT key, outlet, article, start, "end", row_number() OVER (
        PARTITION BY outlet, key ORDER BY article, start
    ) AS nth FROM masks
) m
JOIN (
    SELECT key, outlet, count(DISTINCT article) AS articles, min(published) AS first_seen,
        max(published) AS last_seen
    FROM masks GROUP BY key, outlet
) c ON c.key = m.key AND c.outlet IS NOT DISTINCT FROM m.outlet
LEFT JOIN rulings r ON r.key = CAST(m.key AS STRING)
WHERE m.nth = 1
"""

SHARED: Final = """
SELECT s.gram, s.article, s.near_left, s.near_right, s.far_left, s.far_right, s.quoted,
    f.gram IS NOT NULL AS formula,
    row_number() OVER (PARTITION BY s.gram ORDER BY s.published NULLS LAST, s.article) AS nth
FROM recurring s
LEFT JOIN formulas f ON f.gram = s.gram
WHERE NOT s.again AND NOT EXISTS (
    SELECT 1 FROM masking m
    WHERE m.article = s.article AND m.first_word < s.at + s.run AND s.at < m.stop_word
)
"""

_NEAR: Final = """((s.near_left >= 0 AND s.near_left = t.near_left)
        OR (s.near_right >= 0 AND s.near_right = t.near_right))"""
_FAR: Final = """((s.far_left >= 0 AND s.far_left = t.far_left)
        OR (s.far_right >= 0 AND s.far_right = t.far_right))"""

LINKED: Final = f"""
SELECT s.gram, CASE WHEN s.article < t.article THEN s.article ELSE t.article END AS a,
    CASE WHEN s.article < t.article THEN t.article ELSE s.article END AS b,
    CASE WHEN s.quoted = 0 AND s.formula THEN CASE WHEN {_FAR} THEN 2 ELSE 0 END
        WHEN s.quoted = 0 THEN CASE WHEN {_NEAR} THEN 2 ELSE 1 END
        WHEN s.formula THEN CASE WHEN {_NEAR} THEN 1 ELSE 0 END
        WHEN s.quoted <= {SHORT_QUOTE} OR t.quoted <= {SHORT_QUOTE} THEN 2
        ELSE 1 END AS weight
FROM shared s
CROSS JOIN ({" UNION ALL ".join(f"SELECT {back} AS back" for back in range(LAST + 1))}) k
JOIN shared t ON t.gram = s.gram AND t.nth = CASE WHEN k.back = 0 THEN 1 ELSE s.nth - k.back END
WHERE k.back > 0 OR s.nth > {LAST + 1}
"""

CANDIDATES: Final = f"""
SELECT a, b FROM linked GROUP BY a, b HAVING sum(weight) >= {ENOUGH}
"""

MASK_LISTS: Final = f"""
SELECT article, array_sort(array_agg(CAST(first_word AS BIGINT) * {PACKED} + stop_word)) AS spans
FROM masking GROUP BY article
"""

FORMULA_LISTS: Final = f"""
SELECT s.article, array_sort(array_agg(CAST(s.at AS BIGINT) * {PACKED} + s.at + s.run)) AS spans
FROM recurring s JOIN formulas f ON f.gram = s.gram GROUP BY s.article
"""

ASIDE_LISTS: Final = f"""
SELECT article, array_sort(array_agg(CAST(start AS BIGINT) * {PACKED} + "end")) AS spans
FROM regions WHERE kind IN ({", ".join(f"'{kind}'" for kind in ASIDE)}) GROUP BY article
"""

COMPARED: Final = """
SELECT c.a, c.b, a.text AS a_text, b.text AS b_text, a.outlet AS a_outlet, b.outlet AS b_outlet,
    a.published AS a_published, b.published AS b_published,
    ma.spans AS a_masks, mb.spans AS b_masks, fa.spans AS a_formulas, fb.spans AS b_formulas,
    xa.spans AS a_aside, xb.spans AS b_aside
FROM pairs c
JOIN articles a ON a.id = c.a
JOIN articles b ON b.id = c.b
LEFT JOIN mask_lists ma ON ma.article = c.a
LEFT JOIN mask_lists mb ON mb.article = c.b
LEFT JOIN formula_lists fa ON fa.article = c.a
LEFT JOIN formula_lists fb ON fb.article = c.b
LEFT JOIN aside_lists xa ON xa.article = c.a
LEFT JOIN aside_lists xb ON xb.article = c.b
"""

LEFT_OUT: Final = """
SELECT 'formula_links' AS rule, count(*) AS n FROM linked WHERE weight = 0
UNION ALL SELECT 'light_pairs', count(*) FROM linked l WHERE weight = 1
    AND NOT EXISTS (SELECT 1 FROM pairs p WHERE p.a = l.a AND p.b = l.b)
UNION ALL SELECT 'repeated_texts', count(*) FROM repeated_at m
    WHERE NOT EXISTS (SELECT 1 FROM masks k WHERE k.article = m.article)
UNION ALL SELECT 'empty_pairs', count(*) FROM pairs c
    WHERE NOT EXISTS (SELECT 1 FROM passages p WHERE p.a = c.a AND p.b = c.b)
"""

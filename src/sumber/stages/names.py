"""Find what can be a source by its name: persons with role and body, and bodies.

1. Runs: capitalised words that stand together, with the particles and joints names hold; a role in
   lower case right before a run belongs to it (*pengamat politik Budi Santoso*).
2. Evidence from the whole article: which words also stand alone, as short names do.
3. In a run that begins with a role, the place where the name begins is the one with the most
   evidence: after a rank, a bracket or a comma, at a known first name or a short name of the
   article, never inside a place or the name of a body.
4. What stands between role and name is the body. Runs without a role are persons or bodies by
   their first word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from sumber.language import lexicon as lex
from sumber.language.tokens import LOWER, NUMBER, OTHER, TITLE, UPPER
from sumber.model.asking import Asking, answered
from sumber.model.tagger import Tagger
from sumber.records import Article, Mention, MentionKind, Notes, Span, Tokens
from sumber.stages.introductions import tag_names
from sumber.stages.roles import bind_roles

JOINTS = frozenset(["dan", "&", "/", "untuk", "dari", "di", "bidang", "atas"])
CAPITAL = (TITLE, UPPER)
Range = tuple[int, int]


def find_names(
    article: Article, notes: Notes, tagger: Tagger | None, roles: Tagger | None = None
) -> Notes:
    """Return the notes with their mentions filled; without taggers by rules alone."""
    return answered(ask_names(article, notes, tagger, roles))


def ask_names(
    article: Article, notes: Notes, tagger: Tagger | None, roles: Tagger | None = None
) -> Asking[Notes]:
    """Return what ``find_names`` does, its questions to the taggers open."""
    by_rule = msgspec.structs.replace(notes, mentions=names_by_rule(article.text, notes.tokens))
    if tagger is None:
        return by_rule
    tagged = yield from tag_names(by_rule, tagger)
    return tagged if roles is None else (yield from bind_roles(tagged, roles))


def names_by_rule(text: str, tokens: Tokens) -> tuple[Mention, ...]:
    """Return the mentions that the rules read."""
    runs = list(_runs(text, tokens))
    alone = _standing_alone(tokens, runs)
    return tuple(mention for run in runs for mention in _parse(tokens, run, alone))


def _is_capital(tokens: Tokens, at: int) -> bool:
    return tokens.shapes[at] in CAPITAL


def _runs(text: str, tokens: Tokens) -> Iterator[Range]:
    """Yield the runs as token ranges."""
    end = 0
    for at in _beginnings(tokens):
        if at >= end:
            end = _run_end(text, tokens, at)
            yield at, end


def _beginnings(tokens: Tokens) -> list[int]:
    """Return where a run may begin: at a capital, at a role in lower case."""
    roles, openers = lex.ROLES, lex.OPENERS
    return [
        at
        for at, (low, shape) in enumerate(zip(tokens.lows, tokens.shapes, strict=True))
        if (shape in CAPITAL or (shape == LOWER and low in roles))
        and (low not in openers or (shape == UPPER and len(low) > 2))
    ]


def _run_end(text: str, tokens: Tokens, at: int) -> int:
    """Return where the run that begins at ``at`` ends."""
    count, role = len(tokens), tokens.lows[at] in lex.ROLES
    end = at + 1
    while end < count and _on_one_line(text, tokens, end):
        step = _run_step(tokens, end, role)
        if not step:
            break
        end += step
    return end


def _on_one_line(text: str, tokens: Tokens, at: int) -> bool:
    gap = text[tokens.ends[at - 1] : tokens.starts[at]]
    return len(gap) <= 2 and "\n" not in gap


def _run_step(tokens: Tokens, end: int, role: bool) -> int:
    """Return how many tokens at ``end`` go on with the run."""
    low, shape = tokens.lows[end], tokens.shapes[end]
    following = end + 1 < len(tokens) and _is_capital(tokens, end + 1)
    if _is_capital(tokens, end):
        return 1
    if low == "." and (len(tokens.lows[end - 1]) == 1 or tokens.lows[end - 1] in lex.TITLES):
        return 1 if following else 0
    if role and (low in lex.ROLE_PARTS or low in lex.ROLES):
        return 1
    if following and (low in lex.PARTICLES or (role and low in JOINTS)):
        return 1
    if role and low == "," and following and _list_goes_on(tokens, end + 1):
        return 1
    if role and shape == NUMBER:
        return 1
    if role and low == "(" and end + 2 < len(tokens):
        return _bracket(tokens, end)
    return 0


def _list_goes_on(tokens: Tokens, at: int) -> bool:
    """Tell whether a list goes on to a closing *dan* (*Politik, Hukum, dan Keamanan*)."""
    for step in range(at, min(at + 6, len(tokens))):
        if tokens.lows[step] == "dan":
            return True
        if not _is_capital(tokens, step) and tokens.lows[step] != ",":
            return False
    return False


def _bracket(tokens: Tokens, at: int) -> int:
    """Return the length of a bracket that holds a short form (*(Menko Polhukam)*), else 0."""
    for end in range(at + 1, min(at + 6, len(tokens))):
        if tokens.lows[end] == ")":
            return end - at + 1 if end + 1 < len(tokens) and _is_capital(tokens, end + 1) else 0
        if tokens.shapes[end] in (OTHER, NUMBER) and tokens.lows[end] not in "-/":
            return 0
    return 0


def _standing_alone(tokens: Tokens, runs: list[Range]) -> Counter[str]:
    """Count the words that stand as a run of their own, as the short names of persons do."""
    return Counter(tokens.lows[start] for start, end in runs if end == start + 1)


def _parse(tokens: Tokens, run: Range, alone: Counter[str]) -> Iterator[Mention]:
    start, end = run
    core = _role_end(tokens, start, end)
    if core > start:
        yield _with_role(tokens, start, core, end, alone)
        return
    while start < end and tokens.lows[start] in lex.TITLES and end - start > 1:
        start += 1
        if tokens.lows[start] == "." and end - start > 1:
            start += 1
    yield Mention(_span(tokens, start, end), _kind_alone(tokens, start, end, alone))


def _kind_alone(tokens: Tokens, start: int, end: int, alone: Counter[str]) -> MentionKind:
    first = tokens.lows[start]
    if first in lex.BODIES:
        return "organisation"
    if first in lex.FIRST_NAMES:
        return "person"
    if any(low in lex.PLACES for low in tokens.lows[start:end]):
        return "unknown"
    if all(tokens.shapes[at] == UPPER for at in range(start, end)):
        return "organisation"
    return "person" if end - start > 1 and alone[first] else "unknown"


def _role_end(tokens: Tokens, start: int, end: int) -> int:
    """Return where the words of the role itself end; ``start`` where there is none."""
    if tokens.lows[start] not in lex.ROLES:
        return start
    at = start + 1
    while at < end and (tokens.lows[at] in lex.ROLE_PARTS or tokens.lows[at] in lex.ROLES):
        at += 1
    return at


def _with_role(tokens: Tokens, start: int, core: int, end: int, alone: Counter[str]) -> Mention:
    name = _name_start(tokens, core, end, alone)
    last = _without_titles(tokens, core, name)
    whole = tokens.lows[start] in lex.WHOLE_ROLES
    body = _span(tokens, core, last) if last > core else None
    role = _span(tokens, start, last if whole and body else core)
    if name == end:
        return Mention(role, "role", role, body)
    return Mention(_span(tokens, name, end), "person", role, body)


def _without_titles(tokens: Tokens, core: int, name: int) -> int:
    """Step back over ranks, commas and brackets before the name."""
    last = name
    while last > core and (tokens.lows[last - 1] in lex.TITLES or tokens.shapes[last - 1] == OTHER):
        if tokens.lows[last - 1] == ")":
            while last > core and tokens.lows[last - 1] != "(":
                last -= 1
        last -= 1
    return last


def _name_start(tokens: Tokens, core: int, end: int, alone: Counter[str]) -> int:
    """Return where the name begins in a run; ``end`` where it holds none."""
    best, best_score = end, 0.9
    for at in range(core, end):
        if tokens.shapes[at] in (OTHER, NUMBER, LOWER):
            continue
        score = _name_score(tokens, core, at, end, alone)
        if score > best_score:
            best, best_score = at, score
    return best


def _name_score(tokens: Tokens, core: int, at: int, end: int, alone: Counter[str]) -> float:
    low, before, length = tokens.lows[at], tokens.lows[at - 1], end - at
    score = (0.6, 1.2, 1.0, 0.4)[min(length, 4) - 1]
    if low in lex.PLACES or low in lex.BODIES or low in lex.TITLES or low in lex.ROLE_PARTS:
        score -= 3
    if before in lex.TITLES and at > core:
        score += 4
    if before in ",)" or at == core:
        score += 0.8
    if before in lex.PLACES or tokens.shapes[at - 1] == UPPER:
        score += 0.8
    score += min(2, alone[low]) * 1.2
    score += 2 * (low in lex.FIRST_NAMES)
    return score - sum(_speaks_against(tokens, inner) for inner in range(at, end))


def _speaks_against(tokens: Tokens, at: int) -> float:
    low = tokens.lows[at]
    if low in lex.BODIES or low in lex.PLACES or low in JOINTS or tokens.shapes[at] == NUMBER:
        return 1.5
    return 1.0 if tokens.shapes[at] == UPPER and len(low) > 2 else 0.0


def _span(tokens: Tokens, start: int, end: int) -> Span:
    return Span(tokens.starts[start], tokens.ends[end - 1])

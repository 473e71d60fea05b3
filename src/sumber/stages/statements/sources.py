"""Resolve who each attribution names, by ranking the persons and bodies of the article.

1. Candidates: everybody the article names, whoever was described as a source before, and the words
   of the attribution themselves.
2. Every candidate gets features: how the words fit its names, role and body; whether it was the
   last source, how long ago it was mentioned, and what stands between.
3. A linear model weighs them, the weights learned (``train``) or, without a model, set by hand in
   ``language/sources.toml``. The best candidate is the source; of *-nya* and pronouns too.

After Grosz, Joshi and Weinstein (1995) on centers of attention, and Soon, Ng and Lim (2001) on
coreference as decisions over pairs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from sumber.language import lexicon as lex
from sumber.language.tokens import TITLE, UPPER
from sumber.records import Clause, Mention, Notes, SourceKind, Span
from sumber.stages.statements.entities import (
    CALLED,
    Entity,
    alike,
    gather_entities,
    name_words,
    short_forms,
    shortens,
)
from sumber.stages.statements.frames import Attribution
from sumber.stages.statements.referents import (
    BACK,
    EMPTY,
    Form,
    Referent,
    Setting,
    Source,
    kind_of,
)

HOLDERS = frozenset(
    [
        "data", "hasil", "survei", "laporan", "pihak", "catatan", "riset", "rilis", "siaran",
        "pers", "kelompok", "pernyataan", "dokumen",
    ]
)  # fmt: skip
LOOK_BACK = 12  # mentions of a candidate that are looked at, from the last one back
MOST_CANDIDATES = 60  # in an article of very many names, those mentioned last
LONGEST_NAME = 4
BESIDE = 45  # characters between a role and the name behind it
NO_PERSON = (
    lex.PLACES | lex.BODIES | lex.OPENERS | lex.DAYS | lex.MONTHS | lex.GROUPS | lex.DOCUMENTS
)
RECENT = 6  # contents that are kept in mind, so that who is only talked of is told apart
Range = tuple[int, int]


class Sources:
    """The walk through an article's attributions: who can speak, and who spoke last."""

    def __init__(self, text: str, notes: Notes, weights: dict[str, float]) -> None:
        """Take the text, the notes with mentions and clauses, and the weights of the features."""
        self.text = text
        self.weights = weights
        self.mentions = [m for m in notes.mentions if m.kind != "role"]
        self.roles = [m for m in notes.mentions if m.kind == "role"]
        self.entities = gather_entities(text, notes.mentions)
        self.short = short_forms(text)
        self.referents = [self._of_entity(e) for e in self.entities.all]
        self.clause_starts = [c.span.start for c in notes.clauses]
        self.starts = sorted(m.span.start for m in self.mentions)
        self.number = 0
        self.last: Referent | None = None
        self.last_at = 0
        self.contents: list[Span] = []

    def _of_entity(self, entity: Entity) -> Referent:
        kind: SourceKind = "person" if entity.kind == "person" else "organisation"
        where = self._full_body(entity.full)
        words = entity.words | entity.also | name_words(where.of(self.text))
        referent = Referent(words, where, kind)
        referent.entity = entity
        parts = [p for m in entity.mentions for p in (m.role, m.affiliation) if p is not None]
        told = {w for p in parts for w in name_words(p.of(self.text))}
        referent.told = frozenset(told | lex.spelt_out(told))
        return referent

    # --- the walk

    def setting(self, clause: Clause, attribution: Attribution) -> Setting:
        """Return the attribution as the ranking sees it."""
        words = attribution.source
        span = clause.range(*words) if words else None
        cue = attribution.cue
        return Setting(
            self.number,
            clause,
            clause.starts[cue[0]] if cue else clause.span.start,
            self._form(clause, words, cue),
            name_words(span.of(self.text)) - EMPTY if span else frozenset(),
            span,
            attribution.quotation,
            tuple(clause.range(*part) for part in attribution.contents),
            self._proper(clause, words),
        )

    def _proper(self, clause: Clause, words: Range | None) -> frozenset[str]:
        """Return the capitalised words of a description but roles (*pemimpin* **Rusia** *itu*)."""
        places = range(words[0], words[1]) if words else ()
        return (
            frozenset(
                clause.lows[at]
                for at in places
                if clause.shapes[at] in (TITLE, UPPER) and clause.lows[at] not in lex.ROLES
            )
            - EMPTY
        )

    def candidates(self, setting: Setting) -> list[tuple[Referent, list[str]]]:
        """Return who can be the source, each with its features; the words themselves come last."""
        found = [(r, self._features(r, setting)) for r in self._at_hand(setting)]
        if setting.span is not None and setting.form not in ("he", "they", "house"):
            own = self._own(setting)
            found.append((own, self._own_features(setting, found)))
        return found

    def _at_hand(self, setting: Setting) -> list[Referent]:
        """Return the candidates; of very many those that said or were called something last."""
        if len(self.referents) <= MOST_CANDIDATES:
            return self.referents
        fitting = [r for r in self.referents if r.words & setting.words][-MOST_CANDIDATES:]
        near = [r for r in self.referents if r.where.start <= setting.at][-MOST_CANDIDATES:]
        return list(dict.fromkeys([*fitting, *near, *([self.last] if self.last else [])]))

    def resolve(self, clause: Clause, attribution: Attribution) -> Source:
        """Return the source of an attribution, and remember it."""
        setting = self.setting(clause, attribution)
        candidates = self.candidates(setting)
        if not candidates:
            self.number += 1
            return Source(setting.span, form=setting.form, because="nobody to choose from")
        scored = [(sum(map(self._weight, f)), -n) for n, (_, f) in enumerate(candidates)]
        score, place = max(scored)
        if self._goes_by_another_name(setting):
            score, place = max(s for s in scored if candidates[-s[1]][0] is self.last)
        if self._is_new_name(setting, candidates):
            score, place = scored[-1]
        chosen, features = candidates[-place]
        rest = [other for other, n in scored if n != place]
        self.remember(chosen, setting)
        return self._source(chosen, setting, score - max(rest, default=score - 4), features)

    def _goes_by_another_name(self, setting: Setting) -> bool:
        """Tell whether the words name the last source anew (*pria yang akrab disapa Wiro*)."""
        seat = setting.span
        match = CALLED.search(self.text, seat.start, seat.end) if seat else None
        if match is None or self.last is None or self.last not in self.referents:
            return False
        words = name_words(match.group(1))
        if any(r is not self.last and words & r.words and len(r.words) > 1 for r in self.referents):
            return False
        self.last.words |= words
        return self.last.kind == "person"

    def _is_new_name(self, setting: Setting, candidates: list[tuple[Referent, list[str]]]) -> bool:
        """Tell whether the words are a name that fits nobody named so far: then they name anew."""
        if setting.form != "name" or len(setting.words) > LONGEST_NAME:
            return False
        clean = setting.words == setting.proper and not setting.words & NO_PERSON
        return clean and all("name|fit=no" in found for _, found in candidates[:-1])

    def _weight(self, feature: str) -> float:
        return self.weights.get(feature, 0.0)

    def remember(self, chosen: Referent, setting: Setting) -> None:
        """Note who was the source of the attribution just read."""
        if chosen.entity is None and chosen not in self.referents:
            self.referents.append(chosen)
        self.contents.extend(setting.content)
        chosen.said = self.number
        self.last, self.last_at = chosen, setting.at
        self.number += 1

    def _source(self, chosen: Referent, setting: Setting, margin: float, why: list[str]) -> Source:
        role = body = None
        if chosen.entity is not None:
            self._learn_role(chosen.entity, setting.span)
            spans = [*setting.content, *([setting.span] if setting.span else [])]
            told = chosen.entity.introduction(max([setting.at, *(span.end for span in spans)]))
            if told is not None:
                role, body = told.role, chosen.entity.affiliation(told, self.text)
        else:
            chosen.introduced = chosen.introduced or self._role_beside(setting)
            if chosen.introduced is not None:
                role, body = chosen.introduced.role, chosen.introduced.affiliation
        because = f"source: {setting.form}" + (
            ", the last one" if f"{setting.form}|last" in why else ""
        )
        form = setting.form
        return Source(setting.span, chosen.where, chosen.kind, role, body, margin, form, because)

    def _role_beside(self, setting: Setting) -> Mention | None:
        """Return the role without a name that stands right before a name not known so far."""
        if setting.span is None or setting.form != "name":
            return None
        start = setting.span.start
        near = [m for m in self.roles if 0 <= start - m.span.end <= BESIDE]
        return near[-1] if near else None

    def _learn_role(self, entity: Entity, span: Span | None) -> None:
        """Give an entity the role that an attribution describes it by (*mantan rektor ini*)."""
        inside = [m for m in self.roles if span is not None and span.holds(m.span)]
        for mention in inside:
            words = name_words((mention.role or mention.span).of(self.text))
            if not words <= entity.words:  # *Sultan* is no role of *Sultan Danu*
                entity.described.append(mention)

    # --- what the words are

    def _form(self, clause: Clause, words: Range | None, cue: Range | None) -> Form:
        if words is None:
            clitic = cue is not None and clause.lows[cue[0]].endswith("nya")
            return "clitic" if clitic else "nothing"
        first, last = clause.lows[words[0]], clause.lows[words[1] - 1]
        if words[1] - words[0] <= 2 and first in lex.PRONOUNS:
            return "house" if first == "pihaknya" else "they" if first == "mereka" else "he"
        if last in BACK:
            return "back"
        if first in lex.ROLES:
            return "role"
        return "name" if clause.shapes[words[0]] > 1 and clause.shapes[words[0]] < 4 else "other"

    def _own(self, setting: Setting) -> Referent:
        """Return the words of the attribution as a source of their own."""
        assert setting.span is not None
        where = self._full_body(self._without_holders(setting.span))
        lows = where.of(self.text).lower().split()
        return Referent(setting.words, where, kind_of(lows))

    def _without_holders(self, span: Span) -> Span:
        """Step over *data*, *hasil survei*, *pihak* before the name of a body."""
        words = list(re.finditer(r"\S+", span.of(self.text)))
        start = 0
        while start < len(words) - 1 and words[start].group().lower() in HOLDERS:
            start += 1
        named = words[start].group()[0].isupper() if words else False
        return Span(span.start + words[start].start(), span.end) if named else span

    def _full_body(self, span: Span) -> Span:
        """Return the full name of a body that is named by its short form."""
        short = span.of(self.text)
        if short in self.short:
            return self.short[short]
        if not (short.isupper() and short.isalpha() and 2 <= len(short) <= 6):
            return span
        pattern = r"\s(?:dan\s|untuk\s)?".join(rf"{letter}[a-z][\w-]*" for letter in short)
        match = re.search(rf"(?<!\w){pattern}", self.text)
        return Span(*match.span()) if match else span

    # --- features

    def _features(self, referent: Referent, setting: Setting) -> list[str]:
        form = setting.form
        facts = [
            *self._fit(referent, setting),
            *self._history(referent),
            *self._nearness(referent, setting),
            f"kind={referent.kind}",
        ]
        found = [f"{form}|{fact}" for fact in facts]
        if form in ("nothing", "clitic", "he"):
            found += [f"{'Q' if setting.quotation else 'I'}|{fact}" for fact in facts]
            found.append(f"{form}|{facts[1]}|{facts[2]}|{facts[3]}")
        return found

    def _fit(self, referent: Referent, setting: Setting) -> list[str]:
        """Tell how the words fit the names of the candidate, and its role and body."""
        words, mine = setting.words, referent.words
        if setting.form in ("role", "back") and not words & mine:
            words |= lex.spelt_out(words)
        if setting.form in ("nothing", "clitic", "he", "they", "house"):
            return ["fit=none"]
        if not words:
            return ["fit=empty"]
        shared = words & mine
        if words == mine:
            fit = "same"
        elif mine <= setting.proper and setting.form in ("role", "back"):
            fit = "inner"  # the country of *pemimpin Rusia itu* is not its leader
        elif shared and (words <= mine or mine <= words):
            fit = "part" if words <= mine else "holds"
        elif shared:
            fit = "some"
        else:
            fit = "like" if alike(words, mine) or shortens(words, mine) else "no"
        rest = words - mine
        told = len(rest & referent.told) / len(rest) if rest else 0.0
        facts = [f"fit={fit}", f"told={round(told * 4)}|{fit}"]
        if setting.form in ("role", "back") and setting.proper:
            missing = setting.proper - mine - referent.told
            facts.append(f"proper={not missing:d}")
        return facts

    def _history(self, referent: Referent) -> list[str]:
        """Tell when the candidate was last the source."""
        if referent.said < 0:
            return ["said=never"]
        ago = self.number - referent.said
        facts = [f"said={min(ago, 4)}"]
        if referent is self.last:
            facts.append("last")
        return facts

    def _nearness(self, referent: Referent, setting: Setting) -> list[str]:
        """Tell where the candidate was last mentioned, and who was mentioned since."""
        entity = referent.entity
        start, end = setting.clause.span.start, setting.clause.span.end
        reported = (*self.contents[-RECENT:], *setting.content)
        seen = entity.before(end, LOOK_BACK) if entity else []
        free = (m for m in seen if not any(c.holds(m.span) for c in reported))
        seat = setting.span
        last = next(
            (m for m in free if m.span.start < start or seat is None or m.span.meets(seat)), None
        )
        if last is None:
            return ["near=content" if seen else "near=never"]
        away = self._clauses_between(last.span.start, setting.clause.span.start)
        since = bisect_left(self.starts, start) - bisect_left(self.starts, last.span.end)
        new = last.span.start > self.last_at
        facts = [
            f"near={min(away, 4)}",
            f"since={min(since, 3)}",
            f"new={new:d}{last.role is not None:d}{self._leads(last):d}",
        ]
        if self.last is None:
            facts.append(f"first={self.referents[0] is referent:d}{last.role is not None:d}")
        return facts

    def _clauses_between(self, start: int, end: int) -> int:
        return bisect_right(self.clause_starts, end) - bisect_right(self.clause_starts, start)

    def _leads(self, mention: Mention) -> bool:
        """Tell whether the mention is the first of its sentence."""
        at = bisect_right(self.clause_starts, mention.span.start)
        start = self.clause_starts[at - 1] if at else 0
        return bisect_left(self.starts, start) == bisect_left(self.starts, mention.span.start)

    def _own_features(
        self, setting: Setting, others: list[tuple[Referent, list[str]]]
    ) -> list[str]:
        assert setting.span is not None
        form = setting.form
        fits = {f for _, features in others for f in features if f.startswith(f"{form}|fit=")}
        best = next(
            (k for k in ("same", "part", "holds", "some", "like") if f"{form}|fit={k}" in fits),
            "no",
        )
        told = max(
            (int(f.split("told=")[1][0]) for _, fs in others for f in fs if "told=" in f), default=0
        )
        lows = setting.span.of(self.text).lower().split()
        kind = kind_of(lows)
        return [
            f"own|{form}",
            f"own|{form}|{best}",
            f"own|{form}|told={told}",
            f"own|{form}|{kind}",
            f"own|{lows[0]}",
            f"own|{form}|back={lows[-1] in BACK:d}|last={self.last is not None:d}",
            f"own|{form}|long={min(len(lows), 4)}",
        ]

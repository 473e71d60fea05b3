"""The known sources, and names that have the form of an outlet's.

``language/outlets.txt`` is read line by line: it is ten times as fast as TOML, and one reviews it
by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any, NamedTuple

from sumber import language
from sumber.records import Article, CitationKind, Region, Span
from sumber.stages.citations.wording import CITED

_DATA: dict[str, Any] = CITED


class Source(NamedTuple):
    """A known source: its id, the name to look it up by, its kind and its country."""

    id: str
    name: str
    kind: str
    country: str

    @property
    def type(self) -> CitationKind:
        """Return the type of a citation of this source."""
        if self.kind in ("platform", "official"):
            return "platform"
        return "provider" if self.kind == "provider" else "outlet"


class Name(NamedTuple):
    """A source's name in a text: its end, the name to look it up by, and the source if known.

    ``ambiguous``: it is an ordinary word or a body too; ``common``: it hardly ever is the outlet.
    """

    end: int
    name: str
    known: Source | None
    ambiguous: bool = False
    common: bool = False


def _read() -> tuple[dict[str, list[tuple[str, Source]]], dict[str, Source]]:
    """Return the known names by their first word, the longest first, and the sources by domain."""
    by_word: dict[str, list[tuple[str, Source]]] = {}
    by_domain: dict[str, Source] = {}
    lines = files(language).joinpath("outlets.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line or line[0] == "#":
            continue
        name, kind, country, domains, others = (part.strip() for part in line.split("|"))
        source = Source(re.sub(r"[^a-z\d]+", "-", name.lower()).strip("-"), name, kind, country)
        for one in {name, *filter(None, map(str.strip, others.split(",")))}:
            by_word.setdefault(_first_word(one), []).append((one, source))
        by_domain.update((domain.strip(), source) for domain in domains.split(",") if domain)
    for names in by_word.values():
        names.sort(key=lambda item: -len(item[0]))
    return by_word, by_domain


def _first_word(name: str) -> str:
    word = re.match(r"\w+", name)
    return word[0] if word else name


_BY_WORD, _BY_DOMAIN = _read()
_COUNTRIES = {source.id: source.country for named in _BY_WORD.values() for _, source in named}
_BY_NAME = {
    source.name.lower().split(".")[0].split("com")[0]: source
    for source in reversed(_BY_DOMAIN.values())
}
_AMBIGUOUS = frozenset(_DATA["ambiguous"]["names"])
_COMMON = frozenset(_DATA["common"]["names"])
_PLAIN = {name.lower() for name in _AMBIGUOUS | _COMMON}
_BY_SMALL = {
    name.lower().removesuffix(".com"): source
    for named in _BY_WORD.values()
    for name, source in named
    if re.fullmatch(r"\w{5,}(?:\.com)?", name) and name.lower() not in _PLAIN
    if source.kind in ("outlet", "agency", "broadcaster")
}
_SMALL = re.compile(r"(detik[a-z]{2,12}|[a-z][a-z\d]{4,30})(?:\.com)?\b")
_WORD = re.compile(r"\w+")
_CAPITAL_WORD = re.compile(r"[A-Z]\w*")
_CAPITALS_GLUED = re.compile(r"([A-Z]{2,})[a-z]{2}|([A-Z][a-z]+)(?=[A-Z])")
_WORD_GLUED = re.compile(r"([A-Za-z]{3,}?)(?:nya|pada|menyebut|melaporkan|di|dan|dari)\b")
_GLUE_HINT = re.compile(
    r"[A-Z]{2,}[a-z]{2}|[A-Z][a-z]+[A-Z]|\w{3,}(?:nya|pada|menyebut|melaporkan|di|dan|dari)\Z"
)
_SMALL_WORD = re.compile(r"detik\w+|kumparan\b|channelstv\b|\d{1,3}[A-Z]{2}\w*|9to5")
_SMALL_HEADS = ("detik", "kumparan", "channelstv")
_SMALL_DIGITS = re.compile(r"\d(?:[A-Z]{2}|to5)")
_FAMILY = re.compile("|".join(_DATA["families"]["patterns"]))
_DOMAIN = re.compile(_DATA["families"]["domain"])
_GLUED = re.compile(r"(?:nya|pada|menyebut|melaporkan|di|dan|dari)(?![a-z])")


def country_of(known: str | None) -> str | None:
    """Return the country of a known source by its id."""
    return _COUNTRIES.get(known) if known else None


def agencies() -> list[str]:
    """Return the ids of the known news agencies."""
    known = {source for named in _BY_WORD.values() for _, source in named}
    return sorted(source.id for source in known if source.kind == "agency")


def is_common(name: str) -> bool:
    """Tell whether a name is a word that hardly ever means the outlet."""
    return name in _COMMON


def known_by_domain(domain: str) -> Source | None:
    """Return the source of a web domain or of the domain it belongs to."""
    parts = domain.lower().removeprefix("www.").split(".")
    tries = (".".join(parts[i:]) for i in range(len(parts) - 1))
    return next((_BY_DOMAIN[name] for name in tries if name in _BY_DOMAIN), None)


def name_at(text: str, at: int) -> Name | None:
    """Return the longest name at ``at`` that is known or has the form of an outlet's."""
    known = _known_at(text, at)
    formed = _FAMILY.match(text, at) or _DOMAIN.match(text, at)
    if known and (formed is None or known.end >= formed.end()):
        return known
    if formed is None or not _ends_at(text, at, formed.end()):
        return known
    exact = formed[0]
    source = known_by_domain(exact) if "." in exact else None
    own_name = source is not None and _FAMILY.match(exact) is None
    return Name(formed.end(), source.name if source and own_name else exact, source)


def small_name_at(text: str, at: int) -> Name | None:
    """Return the known outlet whose name is written without capitals at ``at``."""
    word = _SMALL.match(text, at)
    source = _BY_SMALL.get(word[1]) if word else None
    if word is None or (source is None and not word[1].startswith("detik")):
        return None
    return Name(word.end(), source.name if source else word[1], source)


def _known_at(text: str, at: int) -> Name | None:
    word = _WORD.match(text, at)
    for cut in _cuts(word[0]) if word else ():
        for name, source in _BY_WORD.get(cut, ()):
            end = at + len(name)
            if text.startswith(name, at) and _ends_at(text, at, end):
                return Name(end, source.name, source, name in _AMBIGUOUS, name in _COMMON)
    return None


def _cuts(word: str) -> tuple[str, ...]:
    """Return a word, and its capitals where small letters are glued to them (*AFPmenyebut*)."""
    heads = (_CAPITALS_GLUED.match(word), _WORD_GLUED.match(word))
    return (word, *(head[head.lastindex or 0] for head in heads if head))


def _ends_at(text: str, at: int, end: int) -> bool:
    """Tell whether a name ends there: no letter follows, or a word that has been glued to it."""
    after = text[end : end + 1]
    if not after.isalnum() or _GLUED.match(text, end):
        return True
    long = "." in text[at:end] or end - at > 7
    return (
        long and after.isupper() and text[end - 1].islower() and text[end + 1 : end + 2].islower()
    )


def first_names(text: str) -> list[tuple[int, Name]]:
    """Return all known names and names of an outlet's form, those with a capital first."""
    found: list[tuple[int, Name]] = []
    end = 0
    any_small = any(head in text for head in _SMALL_HEADS) or _SMALL_DIGITS.search(text)
    small = _SMALL_WORD.finditer(text) if any_small else ()
    for word in chain(_CAPITAL_WORD.finditer(text), small):
        start = word.start()
        if start < end and word.re is _CAPITAL_WORD:
            continue
        name = name_at(text, start) if _may_begin(word[0], text, word.end()) else None
        if name and text[start - 1 : start] not in ("@", "#"):
            end = name.end
            found.append((start, name))
    return found


_FORMED = re.compile(
    r"detik[A-Z]|Tribun|TRIBUN|RMOL|Suara[A-Z]|Ayo[A-Z]|Radar|RADAR|IDN|Times\b|JPNN"
)


def _may_begin(word: str, text: str, end: int) -> bool:
    """Tell fast whether a word can begin a name."""
    if text[end : end + 1] == "." and text[end + 1 : end + 2].isalpha():
        return True
    return _begins_name(word)


@lru_cache(maxsize=1 << 14)
def _begins_name(word: str) -> bool:
    """Tell whether a word can begin a name wherever it stands; words recur."""
    if word in _BY_WORD or _FORMED.match(word):
        return True
    return bool(_GLUE_HINT.match(word)) and any(cut in _BY_WORD for cut in _cuts(word)[1:])


SHORT = 4
"""Letters of an address up to which it is too short to be looked for as a name."""


class Outlet(NamedTuple):
    """The outlet that published an article: its source if known, and the stem of its family.

    An unknown one has the stem of its address (*lensakini* of *lensakini.example*).

    ``because`` says what told it where the metadata do not: ``dateline`` or ``byline``; ``span`` is
    where.
    """

    known: str | None
    stem: str | None
    name: str | None = None
    because: str | None = None
    span: Span | None = None

    def is_named(self, source: str, known: str | None) -> bool:
        """Tell whether a citation names this outlet or a desk of its family."""
        if known is not None and known == self.known:
            return True
        joined = re.sub(r"\W", "", source).lower()
        return self.stem is not None and joined.startswith(self.stem)


NOBODY = Outlet(None, None)
"""Nothing is known of who publishes."""


def own_outlet(article: Article, regions: Iterable[Region] = ()) -> Outlet:
    """Return the outlet of an article by its address or its given outlet, else by its regions."""
    host = re.search(r"(?:https?://)?([\w-]+(?:\.[\w-]+)+)", article.url or article.outlet or "")
    source = known_by_domain(host[1]) if host else None
    if source is None and article.outlet:
        wanted = article.outlet.lower().split(" ")[0]
        source = _BY_NAME.get(wanted)
    if source is not None:
        given = article.outlet is not None
        return _outlet(source, None if given else "address", None)
    if article.url or article.outlet:
        address = host[1].removeprefix("www.") if host else article.outlet or ""
        stem = re.sub(r"\W", "", address.split(".")[0]).lower()
        name = None if article.outlet else host and host[1]
        return Outlet(None, stem if len(stem) > SHORT else None, name, "address")
    return next(_told_by(article.text, regions), NOBODY)


def _told_by(text: str, regions: Iterable[Region]) -> Iterator[Outlet]:
    """Yield the publishers that the dateline, and else the byline, name."""
    told = [r for r in regions if r.kind in ("dateline", "byline")]
    for region in sorted(told, key=lambda r: r.kind == "byline"):
        for at, name in first_names(region.span.of(text)):
            if name.known and name.known.kind in ("outlet", "agency", "broadcaster"):
                start = region.span.start
                yield _outlet(name.known, region.kind, Span(start + at, start + name.end))


def _outlet(source: Source, because: str | None, span: Span | None) -> Outlet:
    stem = next((s for s in ("detik", "tribun") if source.name.lower().startswith(s)), None)
    return Outlet(source.id, stem, source.name, because, span)

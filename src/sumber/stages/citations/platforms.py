"""Platforms, accounts, sites and uploads as the place of what was said or shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sumber.language.patterns import any_of
from sumber.records import Span
from sumber.stages.citations.found import Found
from sumber.stages.citations.saying import (
    opens_sentence,
    placed,
    said_before,
    said_in,
    said_right_in,
)
from sumber.stages.citations.sources import known_by_domain, name_at
from sumber.stages.citations.wording import CITED

_PLATFORMS = CITED["platforms"]
_SITES = CITED["sites"]

GENERIC = frozenset(_PLATFORMS["generic"])
_PLATFORM = re.compile(any_of(_PLATFORMS["names"]))
_CHANNEL = re.compile(
    r"(?: [Cc]hannel| [Oo]fficial)?(?: resmi| milik)?((?: (?!Channel)[A-Z\d][\w’'&]*){1,5})"
)
_BETWEEN = any_of(_PLATFORMS["between"])
_HELD = rf"(?<!ke )\b(?:{any_of(_PLATFORMS['held'])})\s(?:(?:sebuah|video|isi|suatu)\s)?"
_HEAD_LEFT = re.compile(
    rf"(?:\b(?={any_of(_PLATFORMS['heads'])})|{_HELD}|(?:^|[.!?\n”\"]\s{{0,2}}))"
    rf"({any_of([*_PLATFORMS['heads'], *_PLATFORMS['holders']])})(?:\s(?:{_BETWEEN}),?)*\s\Z"
)
_INVITED_LEFT = re.compile(rf"\b(?:{any_of(_PLATFORMS['invited'])})\b")
_WROTE_LEFT = re.compile(
    rf"\b(?:{any_of(_PLATFORMS['wrote'])})(?:\s[\w’'@-]+){{0,4}}\s(?:di|via|lewat|melalui)(?:\s(?:{_BETWEEN}))*\s\Z"
)
_OWN_RIGHT = re.compile(
    r"-?(?:nya)?(?: pribadi| resmi| Story| story)?(?:nya)?,? @\w"
    r"|-?nya\b|(?:-?nya)? (?:pribadi|resmi|milik)(?:nya)?\b"
)
_PLACE_LEFT = re.compile(
    r"\b(di|melalui|lewat|dalam|dari|pada|Melalui|Lewat|Dalam|Di|Dari|via)"
    r"\s(?:(?:akun|kanal|akun resmi|sosial media|media sosial|medsos)\s)?\Z"
)
_CREDIT_LEFT = re.compile(
    rf"\((?:{any_of(_PLATFORMS['credits'])}[.:/]?\s?)?(?:akun\s|video\s)?\Z"
    rf"|\b{any_of(_PLATFORMS['credits'])}(?:: ?|/ ?|\. )(?:akun\s|video\s)?\Z"
)
_CREDIT_RIGHT = re.compile(r" ?/ ?[\w@]| @\w| [A-Z][\w ]{2,40}\)|\.com/")
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:[Dd]alam|[Ll]ewat|[Mm]elalui|[Vv]ia|[Dd]ari|[Dd]i)\s(?:sebuah\s)?|\n|\.\s?)\Z"
)
_HANDLE = re.compile(
    r"\b((?:tulis|tulisan|unggahan|diunggah|lewat|melalui|dari|dalam|bunyi|ungkap|cuit|di|pada|via"
    r"|oleh) akun)"
    r"(?: [a-z]{4,10}){0,3} (@\w(?:\w|\.(?=[a-z\d_]))+)"
)
_RESMI = any_of(_SITES["resmi"])
_SITE_RIGHT = re.compile(
    rf"(?:nya)?((?:[\s\xa0](?:{_RESMI})(?:nya)?)*)(?:[\s\xa0](?:milik|dari))?[\s\xa0]?"
)
_OWNER = re.compile(rf"{any_of(_SITES['owners'])}\b(?: [A-Z][\w.]*){{0,3}}")
_NAME = re.compile(r"[A-Z\d][\w&'’-]*(?:[ \xa0](?:[A-Z\d][\w&'’-]*|of|for|and)(?![\w.]*@)){0,6}")
_TOLD_LEFT = re.compile(
    rf"\b({any_of(_SITES['told'])})(?:\s[\w.]+){{0,4}}\s"
    r"(?:di|dalam|pada|dari|melalui|lewat)\s(?:sebuah\s)?\Z|"
    rf"\b({any_of(_SITES['told'])})\s(?:dari\s)?\Z"
)
_INVITED = re.compile(r"\b(?:dapat|bisa|silakan|harus|bakal|akan)\b")
_VERB_RIGHT = re.compile(
    rf"(?: \(\w+\))?(?: (?:hanya|juga|pun|sempat|bahkan))? {any_of(_SITES['verbs'])}\b"
)


def platform_at(text: str, at: int) -> tuple[int, str] | None:
    """Return the end and the name of a platform at ``at``, with the channel named behind it."""
    match = _PLATFORM.match(text, at)
    if match is None or _runs_on(text, match.end()):
        return None
    end = match.end()
    if match[0].lower() == "youtube":
        channel = _CHANNEL.match(text, end)
        end = channel.end() if channel else end
        end -= text[end - 1] == "."
    return end, text[at:end]


def _runs_on(text: str, end: int) -> bool:
    """Tell whether letters follow that belong to another word, the clitic *-nya* aside."""
    return text[end : end + 1].isalnum() and not re.match(r"nya\b", text[end : end + 4])


def platform(text: str, at: int, word: str) -> Found | None:
    """Return the platform at ``at`` behind *akun*, *unggahan di* and the like, or words of saying.

    ``word`` is what is written there.
    """
    here = platform_at(text, at)
    if here is None:
        return None
    left = text[max(0, at - 60) : at]
    base = at - len(left)
    credit = None if word in GENERIC else _CREDIT_LEFT.search(left)
    if credit and (credit[0] != "(" or " " in here[1] or _CREDIT_RIGHT.match(text, here[0])):
        return Found(at, *here, "platform", None, None, 0.75, "credit in brackets")
    cue = _generic_cue(text, at, left) if word in GENERIC else _place_cue(text, left, *here)
    said = said_right_in if word in GENERIC else said_in
    words = Span(base + cue.start(), base + len(left.rstrip())) if cue else said(text, at)
    return Found(at, *here, "platform", None, words, 0.8, "place of saying") if words else None


def _generic_cue(text: str, at: int, left: str) -> re.Match[str] | None:
    """Return what makes *media sosial* a source: an upload to it, or that it is somebody's own."""
    head = _HEAD_LEFT.search(left)
    if head and head[1].startswith(("unggah", "postingan", "cuitan")):
        return head if _PLACE_BEFORE.search(left[: head.start(1)]) else None
    end = at + (6 if text.startswith("medsos", at) else 12)
    own = re.match(r"nya\b| (?:pribadi|resmi)(?:nya)?\b", text[end : end + 16])
    place = _PLACE_LEFT.search(left) if own else None
    return place if place and place[1] not in ("dari", "Dari") else None


def _place_cue(text: str, left: str, end: int, name: str) -> re.Match[str] | None:
    """Return what makes a platform the place where something was said or shown."""
    cue = _HEAD_LEFT.search(left)
    if cue is None and (" " in name or _OWN_RIGHT.match(text, end)):
        cue = _PLACE_LEFT.search(left)
    cue = cue or _WROTE_LEFT.search(left)
    return None if cue and _INVITED_LEFT.search(left[: cue.end()]) else cue


def site(text: str, at: int, word: str) -> Found | None:
    """Return the site at ``at`` where something was said or read: *laman resmi klub*."""
    right = _SITE_RIGHT.match(text, at + len(word))
    start = right.end() if right else at + len(word)
    named = name_at(text, start)
    if named is None and text[start - 1] not in " \xa0":
        return None
    owner = _OWNER.match(text, start)
    run = _NAME.match(text, start)
    end = named.end if named else run.end() if run else owner.end() if owner else 0
    if named and run and run.end() > named.end and "." not in text[start : named.end]:
        end, named = run.end(), None
    cue = _site_cue(text, at, start, end) if end else None
    if cue is None:
        return None
    begin = at if owner and end == owner.end() else start
    exact = text[begin:end]
    known = known_by_domain(exact) if "." in exact else named.known if named else None
    kind = known.type if known else "platform"
    source = known.name if known and kind != "platform" else exact
    return Found(
        begin, end, source, kind, known.id if known else None, cue, 0.75, "site read or said on"
    )


def _site_cue(text: str, at: int, start: int, end: int) -> Span | None:
    """Return the words that make a site the place of what is said or told."""
    left = text[max(0, at - 60) : at]
    told = _TOLD_LEFT.search(left)
    if told and not _INVITED.search(left[: told.start()][-24:]):
        group = 1 if told[1] else 2
        return Span(at - len(left) + told.start(group), at + len(text[at:start].rstrip()))
    said = said_in(text, at)
    if said:
        return said
    verb = _VERB_RIGHT.match(text, end)
    return Span(verb.start() + 1, verb.end()) if verb else None


def upload(text: str, at: int, word: str) -> Found | None:
    """Return an upload whose platform is not named at ``at``: *lewat unggahannya*."""
    end = at + len(word)
    own = re.match(r"(nya| itu| tersebut)\b", text[end : end + 12])
    place = placed(text, at)
    if place is None or _PLATFORM.search(text, end, end + 60):
        return None
    if not said_before(text, place.start) and not (own and opens_sentence(text, place.start)):
        return None
    stop = end + (3 if own and own[1] == "nya" else 0)
    source = word.lower()
    return Found(at, stop, source, "platform", None, place, 0.65, "upload without its platform")


def handles(text: str) -> Iterator[Found]:
    """Yield accounts that are named by their handle alone: *tulis akun @nama*."""
    if "@" not in text:
        return
    for match in _HANDLE.finditer(text):
        if not _PLATFORM.search(match[0]):
            cue = Span(*match.span(1))
            yield Found(*match.span(2), match[2], "platform", None, cue, 0.7, "account")

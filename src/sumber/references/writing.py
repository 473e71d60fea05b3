"""References written out: plain text, Markdown, HTML, BibTeX, CSL-JSON, or the bare link.

All that comes from an article is escaped for the form in which it is written.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, Final, Literal, TypeAlias, get_args

from sumber.messages import Language, Say, speak
from sumber.references.reference import Reference
from sumber.render.safe import one_line

Form: TypeAlias = Literal["text", "markdown", "html", "bibtex", "csl", "link"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")
_TEX: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def written(reference: Reference, form: Form, language: Language | Say = "id") -> str:
    """Return a reference in one form; ``language`` is that of its small words and months.

    Whoever writes many gives the texts of the language (:func:`sumber.messages.speak`) instead.
    """
    return _WRITERS[form](reference, language if isinstance(language, Say) else speak(language))


def day_in_words(published: str | None, say: Say) -> str | None:
    """Return *11 Juli 2023* for ``2023-07-11``, *Juli 2023* and *2023* for less; else ``None``."""
    parts = _date_parts(published)
    if not parts:
        return None
    year, *rest = parts
    words = [f"{year}"]
    if rest:
        words.insert(0, say(f"month.{rest[0]}"))
    if len(rest) > 1:
        words.insert(0, f"{rest[1]}")
    return " ".join(words)


def _text(reference: Reference, say: Say) -> str:
    return _sentence(reference, say, lambda text: text, reference.link or "")


def _markdown(reference: Reference, say: Say) -> str:
    def escaped(text: str) -> str:
        return _MARKDOWN.sub(r"\\\1", text)

    link = f"[{say('reference.open')}](<{reference.link}>)" if reference.link else ""
    return _sentence(reference, say, escaped, link)


def _html(reference: Reference, say: Say) -> str:
    link = ""
    if reference.link:
        opened = html.escape(say("reference.open"))
        link = f'<a href="{html.escape(reference.link)}">{opened}</a>'
    return f"<p>{_sentence(reference, say, html.escape, link)}</p>"


def _sentence(reference: Reference, say: Say, escaped: Callable[[str], str], link: str) -> str:
    """Return *Who: “Words” — Outlet, “Title”, day. Link*, leaving out what is not known."""
    said = f"“{_shown(reference.quote, escaped)}”" if reference.quote else ""
    if said and reference.who:
        wording = f" ({escaped(say('reference.indirect'))})" if reference.indirect else ""
        said = f"{_shown(reference.who, escaped)}{wording}: {said}"
    title = f"“{_shown(reference.title, escaped)}”" if reference.title else ""
    day = day_in_words(reference.published, say) or say("reference.undated")
    outlet = _shown(reference.outlet, escaped) or say("reference.no_outlet")
    where = ", ".join(part for part in (outlet, title, escaped(day)) if part)
    known = link or f"{say('reference.article')} {_shown(reference.article, escaped)}"
    return f"{f'{said} — ' if said else ''}{where}. {known}"


def _bibtex(reference: Reference, say: Say) -> str:
    parts = _date_parts(reference.published)
    fields = {
        "title": _tex(reference.title),
        "organization": _tex(reference.outlet),
        "date": "-".join(f"{part:02}" for part in parts),
        "year": str(parts[0]) if parts else "",
        "url": (reference.link or "").replace("{", "%7B").replace("}", "%7D"),
        "langid": "indonesian",
        "note": _tex(f"“{one_line(reference.quote)}”" if reference.quote else ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{key_of(reference)},", *lines, "}"])


def as_csl(reference: Reference) -> dict[str, Any]:
    """Return a reference as one item of CSL-JSON."""
    parts = _date_parts(reference.published)
    item: dict[str, Any] = {
        "id": key_of(reference),
        "type": "article-newspaper",
        "title": one_line(reference.title or ""),
        "container-title": one_line(reference.outlet or ""),
        "issued": {"date-parts": [parts]} if parts else None,
        "URL": reference.link,
        "language": "id",
        "note": one_line(reference.quote or ""),
    }
    return {name: value for name, value in item.items() if value}


def key_of(reference: Reference) -> str:
    """Return a key for bibliographies: outlet, year, and letters that tell articles apart."""
    outlet = re.sub(r"[^a-z0-9]", "", (reference.outlet or "").lower())[:20] or "sumber"
    year = (reference.published or "")[:4] if _date_parts(reference.published) else ""
    pin = blake2b(reference.article.encode("utf-8", "replace"), digest_size=3).hexdigest()
    return f"{outlet}{year}{pin}"


def _csl(reference: Reference, say: Say) -> str:
    return json.dumps([as_csl(reference)], ensure_ascii=False, indent=2)


def _link(reference: Reference, say: Say) -> str:
    return reference.link or ""


def _shown(text: str | None, escaped: Callable[[str], str]) -> str:
    return escaped(one_line(text or ""))


def _tex(text: str | None) -> str:
    return "".join(_TEX.get(sign, sign) for sign in one_line(text or ""))


def _date_parts(published: str | None) -> list[int]:
    """Return year, month and day as far as they are known."""
    found = _DATE.match(published or "")
    parts = [int(part) for part in found.groups() if part] if found else []
    return parts if all(parts) and (len(parts) < 2 or parts[1] <= 12) else []


_WRITERS: Final[dict[Form, Callable[[Reference, Say], str]]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "bibtex": _bibtex,
    "csl": _csl,
    "link": _link,
}

"""One request as the pages see it, and in which language and light it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args

from sumber.messages import LANGUAGES, Language, Say
from sumber.web.answers import Question, Table
from sumber.web.desk import Desk, Reading
from sumber.web.params import Params

Theme: TypeAlias = Literal["auto", "light", "dark"]
THEMES: Final[tuple[Theme, ...]] = get_args(Theme)
_CLOSE: Final = {"ms": "id", "jv": "id", "su": "id", "in": "id"}
"""Languages whose readers rather read Indonesian than English; ``in`` is the old code of ``id``."""


class Visit(NamedTuple):
    """A request: the state to answer from, the key in its path, its parameters, the words.

    ``whole``: all rows are asked for, as far as there is no cap.
    """

    desk: Desk
    reading: Reading
    key: str
    params: Params
    say: Say
    whole: bool = False

    def ask(self, question: Question, **values: Any) -> Table:
        """Answer a question with all its rows."""
        return self.reading.ask(question, **values)

    def ask_page(self, question: Question, **values: Any) -> Table:
        """Answer a question with the rows of the page that the request asks for."""
        return self.reading.ask(question, page=self.params.page(), **values)


def choose_language(
    query: Mapping[str, str], cookies: Mapping[str, str], accepted: str, otherwise: Language
) -> Language:
    """Choose the language: the address's, the cookie's, the browser's first that is known."""
    for asked in (query.get("lang"), cookies.get("lang")):
        if asked in LANGUAGES:
            return asked
    for name in _by_preference(accepted):
        known = _CLOSE.get(name, name)
        if known in LANGUAGES:
            return known
    return otherwise


def choose_theme(query: Mapping[str, str], cookies: Mapping[str, str]) -> Theme:
    """Choose light or dark; ``auto`` leaves it to the browser."""
    for asked in (query.get("theme"), cookies.get("theme")):
        if asked in THEMES:
            return asked
    return "auto"


def _by_preference(accepted: str) -> list[str]:
    """Return the primary tags of an ``Accept-Language`` header, the most wanted first."""
    weighed: list[tuple[float, str]] = []
    for part in accepted[:500].split(","):
        tag, _, weight = part.partition(";q=")
        try:
            quality = float(weight or 1)
        except ValueError:
            continue
        if quality > 0:
            weighed.append((quality, tag.strip().lower().split("-")[0]))
    return [tag for _, tag in sorted(weighed, key=lambda pair: -pair[0])]

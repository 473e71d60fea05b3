"""The addresses of the page and how each is answered.

``/person/KEY`` is a page, ``/person/KEY.json`` and ``/person/KEY.csv`` are its twins. An encoded
key holds no dot (``keys``), so the suffix is never part of it.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import parse_qsl

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sumber.errors import NoSuchArticle, SumberError, UsageError
from sumber.messages import LANGUAGES, Language, Say, speak
from sumber.web import pages
from sumber.web.answers import Moved, Page, Question
from sumber.web.desk import Desk, Reading
from sumber.web.guards import Guards, read_body
from sumber.web.keys import decode
from sumber.web.params import Params
from sumber.web.rendering import TYPES, html_of, static_files
from sumber.web.twins import csv_of, json_of, link
from sumber.web.visits import THEMES, Theme, Visit, choose_language, choose_theme

Maker: TypeAlias = Callable[[Visit], Page]
_FORM: Final = re.compile(r"(?P<rest>[^.]*?)(?:\.(?P<form>json|csv))?")
_YEAR: Final = 365 * 24 * 3600
_SEEKING: Final = 8
"""Searches and checks at a time: while the index is brought to a newer state they wait for it, and
leave the other threads to the other pages."""


class Manner(NamedTuple):
    """How a request is answered: its form, the words, the light, what a cookie is to keep."""

    form: str
    say: Say
    theme: Theme
    kept: dict[str, str]


def make_app(folder: Path, language: Language = "id") -> Starlette:
    """Return the application over the corpus in ``folder``.

    ``language`` is that of visitors whose browser asks for neither Indonesian nor English.
    """
    desk = Desk(folder)
    words = {name: speak(name) for name in LANGUAGES}

    seeking = CapacityLimiter(_SEEKING)

    def route(name: str, make: Maker, *, keyed: bool) -> Route:
        page = name.split(".")[0]
        limit = seeking if page in ("search", "check") else None

        async def answer(request: Request) -> Response:
            return await _answer(request, make, desk, words, language, limit)

        methods = ["GET", "POST"] if page == "check" else ["GET"]
        return Route(f"/{name}/{{key}}" if keyed else f"/{name}", answer, methods=methods)

    routes = [route("", pages.PAGES["home"], keyed=False)]
    for name, make in pages.PAGES.items():
        for suffix in ("", ".json", ".csv"):
            routes.append(route(name + suffix, make, keyed=False))
    for name, make in pages.KEYED.items():
        routes.append(route(name, make, keyed=True))
    routes.append(Route("/static/{stamp}/{name}", _static))
    routes.append(Route("/favicon.ico", _static))

    async def refuse(request: Request, error: Exception) -> Response:
        return await run_sync(_refuse, request, error, desk, words, language)

    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guards)],
        exception_handlers={HTTPException: refuse, SumberError: refuse},
    )
    app.state.desk = desk
    return app


async def _answer(
    request: Request,
    make: Maker,
    desk: Desk,
    words: dict[Language, Say],
    language: Language,
    limit: CapacityLimiter | None,
) -> Response:
    given = dict(request.query_params)
    if request.method == "POST":
        given |= _fields(await read_body(request))
    manner = _manner(request, words, language)
    name = _name(request.path_params.get("key"))
    try:
        return await run_sync(_made, make, desk, name, given, manner, limiter=limit)
    except Moved as moved:
        return RedirectResponse(link(moved.path, form=manner.form), status_code=307)
    except NoSuchArticle:
        raise HTTPException(404) from None
    except UsageError as error:
        raise HTTPException(400, str(error)) from None
    except (HTTPException, SumberError):
        raise
    except Exception as error:
        traceback.print_exception(error, file=sys.stderr)
        raise HTTPException(500) from None


def _name(key: str | None) -> str:
    """Return the name behind the key in a path, its suffix aside; a page without one has ``""``."""
    if key is None:
        return ""
    parts = _FORM.fullmatch(key)
    name = decode(parts["rest"]) if parts else None
    if name is None:
        raise HTTPException(404)
    return name


def _made(make: Maker, desk: Desk, key: str, given: dict[str, str], manner: Manner) -> Response:
    reading = desk.reading()
    params = Params(given, manner.say)
    page = make(Visit(desk, reading, key, params, manner.say, whole=manner.form == "csv"))
    return _sent(page, reading, given.get("table"), manner)


def _sent(page: Page, reading: Reading | None, wanted: str | None, manner: Manner) -> Response:
    """Return a page in the form asked for."""
    if manner.form == "json":
        body, kind = json_of(page, reading), "application/json"
    elif manner.form == "csv":
        body, kind = _csv(page, reading, wanted), "text/csv; charset=utf-8"
    else:
        body = html_of(page, reading, manner.say, manner.theme).encode("utf-8", "replace")
        kind = "text/html; charset=utf-8"
    response = Response(body, page.status, media_type=kind)
    response.headers["cache-control"] = "no-cache"
    response.headers["vary"] = "accept-language, cookie"
    response.headers["content-language"] = manner.say.language
    if manner.form == "csv":
        response.headers["content-disposition"] = f'attachment; filename="{page.name}.csv"'
    for name, value in manner.kept.items():
        response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="lax")
    return response


def _csv(page: Page, reading: Reading | None, wanted: str | None) -> bytes:
    table = page.tables.get(wanted or page.main)
    if table is None:
        raise HTTPException(404)
    if reading is not None and table.engine == "sql" and table.total > len(table.rows):
        table = reading.ask(Question(table.name, table.query), **table.values)
    return csv_of(table, iter(table.rows))


def _refuse(
    request: Request,
    error: Exception,
    desk: Desk,
    words: dict[Language, Say],
    language: Language,
) -> Response:
    """Say what went wrong and what to do; the reasons of a bug go to the terminal alone."""
    manner = _manner(request, words, language)
    status, told = 500, ""
    if isinstance(error, HTTPException):
        status, told = error.status_code, error.detail if error.status_code == 400 else ""
    elif isinstance(error, SumberError):
        status, told = 503, str(error)
    if manner.form == "csv":
        manner = manner._replace(form="json")
    page = pages.refused(status, told, manner.say)
    reading = None
    with suppress(SumberError):
        reading = desk.reading() if status in (400, 404) else None
    response = _sent(page, reading, None, manner)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


def _manner(request: Request, words: dict[Language, Say], language: Language) -> Manner:
    query, cookies = request.query_params, request.cookies
    accepted = request.headers.get("accept-language", "")
    chosen = choose_language(query, cookies, accepted, language)
    kept: dict[str, str] = {"lang": chosen} if query.get("lang") in LANGUAGES else {}
    theme = choose_theme(query, cookies)
    if query.get("theme") in THEMES:
        kept["theme"] = theme
    form = _FORM.fullmatch(request.url.path.rsplit("/", 1)[-1])
    return Manner((form and form["form"]) or "html", words[chosen], theme, kept)


def _fields(body: bytes) -> dict[str, str]:
    """Return the fields of a form; what is no such form gives none."""
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=20))
    except ValueError:
        return {}


async def _static(request: Request) -> Response:
    name = request.path_params.get("name", "sign.svg")
    data = static_files().get(name)
    if data is None:
        raise HTTPException(404)
    response = Response(data, media_type=TYPES[Path(name).suffix])
    response.headers["cache-control"] = "public, max-age=31536000, immutable"
    return response

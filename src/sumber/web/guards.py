"""What stands between the network and the pages.

1. Only a browser that calls this machine by its own name gets an answer: a foreign ``Host`` (a name
   that an attacker points at 127.0.0.1) and a foreign ``Origin`` are refused.
2. A body is read up to a size and within a time.
3. Every answer forbids scripts, styles, frames and requests other than the page's own.
"""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS: Final = ("127.0.0.1", "localhost")
LARGEST: Final = 512 * 1024
"""Bytes of a body."""
PATIENCE: Final = 10.0
"""Seconds that a body may take to arrive."""
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-dns-prefetch-control": "off",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Guards:
    """The ASGI application behind the checks of ``Host`` and ``Origin``, with safe headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse or pass on one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = _refusal(scope)
        app: ASGIApp = self.app if refusal is None else refusal
        await app(scope, receive, send_safe)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    headers = Headers(scope=scope)
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not is_own_host(hosts[0]):
        return PlainTextResponse("This page answers to 127.0.0.1 and localhost alone.\n", 421)
    origins = headers.getlist("origin")
    if scope["method"] not in ("GET", "HEAD") and any(
        origin.lower() != f"{scope['scheme']}://{hosts[0].lower()}" for origin in origins
    ):
        return PlainTextResponse("A request from another site is not answered.\n", 403)
    return None


def is_own_host(host: str) -> bool:
    """Tell whether a ``Host`` header names this machine, with or without a port."""
    name, colon, port = host.lower().partition(":")
    return name in HOSTS and (not colon or (port.isascii() and port.isdigit()))


async def read_body(request: Request) -> bytes:
    """Return the body of a request.

    Raises ``HTTPException``: 413 where it is too large, 408 where it comes too slowly, 400 where
    the client has gone.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    raise HTTPException(413)
    except TimeoutError:
        raise HTTPException(408) from None
    except ClientDisconnect:
        raise HTTPException(400) from None
    return bytes(body)

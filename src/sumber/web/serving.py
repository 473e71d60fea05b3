"""Serving the page on this machine alone."""

from __future__ import annotations

import asyncio
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from sumber.errors import UsageError
from sumber.messages import Language
from sumber.web.app import make_app

HOST: Final = "127.0.0.1"
PATIENCE: Final = 15.0
"""Seconds within which a client that has connected must have asked for something."""
MOST_AT_ONCE: Final = 400
"""Connections beyond which new ones are told to come again."""


class Impatient(H11Protocol):
    """HTTP that hangs up on clients who connect and do not finish asking."""

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the request."""
        super().connection_made(transport)
        self._wait = asyncio.get_running_loop().call_later(PATIENCE, self._hang_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._wait.cancel()
        super().connection_lost(exc)

    def _hang_up(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()


def serve(
    folder: Path,
    *,
    port: int = 0,
    language: Language = "id",
    open_browser: bool = False,
    on_ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the corpus in ``folder`` until Ctrl-C; ``port`` 0 takes a free one.

    The first call for a corpus makes its search index. ``on_ready`` is told the address once the
    page answers. Raises ``CorpusMissing``,
    ``CorpusDamaged``, and ``UsageError`` where the port is taken.
    """
    app = make_app(folder, language)
    app.state.desk.reading()
    app.state.desk.index.kept()
    listener = _listen(port)
    address = f"http://{HOST}:{listener.getsockname()[1]}/"
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            http=Impatient,
            ws="none",
            lifespan="off",
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=MOST_AT_ONCE,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=2,
        )
    )
    on_ready(address)
    if open_browser:
        threading.Timer(0.3, webbrowser.open, [address]).start()
    server.run([listener])


def _listen(port: int) -> socket.socket:
    # asyncio sends at once what is written only where the socket names its protocol.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        raise UsageError(
            f"Port {port} cannot be used: {error}. Leave it out for a free one."
        ) from error
    return listener

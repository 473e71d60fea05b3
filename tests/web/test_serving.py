"""``sumber serve`` as a process: a free port, slow and rude clients, an end."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from sumber import Corpus
from sumber.web.serving import _listen

SOON = 120.0


class Served(NamedTuple):
    """A running process and its port."""

    process: subprocess.Popen[str]
    port: int

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=SOON) as answer:
            return answer.status, answer.read().decode()

    def send(self, data: bytes, wait: float = SOON) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as client:
            try:
                client.sendall(data)
                return client.recv(4096)
            except (ConnectionResetError, BrokenPipeError):
                return b""


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "sumber",
            "serve",
            "--corpus",
            str(folder),
            "--lang",
            "en",
            *options,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def served(corpus: Corpus) -> Iterator[Served]:
    with start(corpus.folder) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert found, line
        yield Served(process, int(found[1]))
        process.send_signal(signal.SIGINT)
        process.wait(SOON)


def test_it_serves_on_a_free_port_of_this_machine(served: Served) -> None:
    status, html = served.get("/article/kawat-001")
    assert status == 200
    assert "Jembatan Gintung" in html


def test_a_query_of_a_megabyte_is_refused(served: Served) -> None:
    query = b"GET /search?q=" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    answer = served.send(query)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    assert served.get("/home.json")[0] == 200


@pytest.mark.parametrize(
    "rude",
    [
        b"\x00\xff\xfe\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n"
        + b"x" * 600_000,
    ],
)
def test_rude_requests_are_refused(served: Served, rude: bytes) -> None:
    answer = served.send(rude)
    assert answer == b"" or re.match(rb"HTTP/1\.1 4", answer), answer[:80]
    assert served.get("/home.json")[0] == 200


def test_slow_clients_keep_nobody_waiting(served: Served) -> None:
    with ExitStack() as stack:
        for n in range(150):
            client = socket.create_connection(("127.0.0.1", served.port), timeout=SOON)
            stack.enter_context(client)
            half = b"GET /people HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow:"
            if n % 2:
                half = b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\ntext"
            client.sendall(half)
        begun = time.monotonic()
        assert served.get("/people")[0] == 200
        assert time.monotonic() - begun < 5


def test_it_ends_at_ctrl_c_and_says_nothing_bad(corpus: Corpus) -> None:
    with start(corpus.folder, "--port", "0") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.wait(SOON)
        assert "Traceback" not in process.stderr.read()


def test_a_taken_port_is_said(served: Served, corpus: Corpus) -> None:
    with start(corpus.folder, "--port", str(served.port)) as process:
        _, told = process.communicate(timeout=SOON)
        assert process.returncode == 2
        assert str(served.port) in told
        assert "Traceback" not in told


def test_no_corpus_is_said(tmp_path: Path) -> None:
    with start(tmp_path / "none") as process:
        _, told = process.communicate(timeout=SOON)
        assert process.returncode == 1
        assert "sumber add" in told


def test_answers_are_sent_at_once() -> None:
    """A socket that does not name TCP is left with Nagle's delay of 40 ms by asyncio."""
    with _listen(0) as listener:
        assert listener.proto == socket.IPPROTO_TCP

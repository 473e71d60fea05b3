"""Make inputs of every format, and read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from sumber.readers import read
from sumber.records import Article, Failure

LEAD = "Warga Desa Karangsari mulai membersihkan rumah setelah air sungai surut."
SAID = "“Kami butuh air bersih,” kata Kepala Desa Karangsari, Wahyu Lestaluhu, Senin."
BODY = f"{LEAD} {SAID} " * 3


def read_one(path: Path, data: bytes, columns: Mapping[str, str] | None = None) -> list[object]:
    """Write ``data`` and return each article's text and each failure's reason and position."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return told(list(read(path, columns=columns)))


def told(items: list[Article | Failure]) -> list[object]:
    """Return each article's text, and each failure as ``(reason, position)``."""
    return [
        item.text if isinstance(item, Article) else (item.reason, item.position) for item in items
    ]


def articles(path: Path) -> list[Article]:
    """Return the articles at a path, which must give no failure."""
    items = list(read(path))
    assert all(isinstance(item, Article) for item in items), items
    return [item for item in items if isinstance(item, Article)]


def json_lines(*values: object) -> bytes:
    """Return a line of JSON for each value; bytes are a line as they are."""
    lines = (
        value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
        for value in values
    )
    return b"\n".join(lines) + b"\n"


def page(
    title: str = "Air Surut di Karangsari", head: str = "", under: str = "", body: str = BODY
) -> bytes:
    """Return a page of HTML: ``head`` goes into its head, ``under`` below the heading."""
    return f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body><nav><a href="/">Beranda</a></nav><h1>{title}</h1>{under}
<article><p>{LEAD}</p><p>{body}</p></article></body></html>""".encode()


def web_record(
    url: str,
    body: bytes,
    *,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    extra: str = "",
) -> bytes:
    """Return the WARC record of a server's answer."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    header = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "WARC-Date: 2024-06-01T00:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return header.encode() + answer + b"\r\n\r\n"

"""The MCP server, asked by the client of its own library, in this process and over stdio."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="needs the extra mcp")

from mcp import ClientSession, StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client

from sumber.cli import main
from sumber.corpus import Corpus
from sumber.mcp import build_server
from tests.search.making import made

SAID = "Air rob sudah surut dan dapur umum kami tutup sore ini"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return made(tmp_path_factory.mktemp("korpus") / "k")


def asked(corpus: Corpus, tool: str, **words: Any) -> tuple[bool, Any]:
    """Return whether a tool failed, and its answer."""

    async def ask() -> tuple[bool, Any]:
        async with Client(build_server(corpus)) as client:
            answer = await client.call_tool(tool, words)
            told = getattr(answer.content[0], "text", "")
            return bool(answer.is_error), told if answer.is_error else _read(told)

    return asyncio.run(ask())


def _read(told: str) -> Any:
    try:
        return json.loads(told)
    except ValueError:
        return told


def test_the_tools_are_the_questions(corpus: Corpus) -> None:
    async def listed() -> set[str]:
        async with Client(build_server(corpus)) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    assert asyncio.run(listed()) == {
        "search", "quotes", "check", "article", "sources", "reference",
    }  # fmt: skip


def test_quotes_come_verbatim_with_their_reference(corpus: Corpus) -> None:
    failed, answer = asked(corpus, "quotes", source="Rini Wardani", kind="direct")
    assert not failed
    texts = {article.id: article.text for article, _ in corpus.annotated()}
    assert answer["quotes"]
    for quote in answer["quotes"]:
        assert quote["quote"] in texts[quote["article"]]
        assert quote["quote"] in quote["reference"]
    assert answer["searched"]["articles"] == 4


def test_indirect_words_are_told_as_such(corpus: Corpus) -> None:
    _, answer = asked(corpus, "quotes", source="Toto", kind="indirect")
    assert answer["quotes"]
    assert all("wartawan" in quote["reference"] for quote in answer["quotes"])


def test_search_sources_article_and_check(corpus: Corpus) -> None:
    _, found = asked(corpus, "search", query="wereng", what="article", limit=1)
    assert (found["total"], len(found["hits"])) == (2, 1)
    _, found = asked(corpus, "sources", query="rini")
    assert found["sources"][0]["name"] == "Rini Wardani"
    _, found = asked(corpus, "article", id="rob")
    assert SAID in found["text"]
    _, found = asked(corpus, "check", text=f"“{SAID},” kata Toto Suharto.")
    assert found["findings"][0]["verdict"] == "other-speaker"


def test_references_of_spans(corpus: Corpus) -> None:
    _, told = asked(corpus, "reference", article="rob", start=14, end=14 + 20, form="link")
    assert "#:~:text=" in told
    failed, told = asked(corpus, "reference", article="rob", start=5, end=99_999)
    assert failed
    assert "characters" in told


@pytest.mark.parametrize(
    ("tool", "words"),
    [
        ("article", {"id": "tidakada"}),
        ("search", {"query": "a" * 20_000}),
        ("search", {"query": "rob", "since": "kemarin"}),
        ("check", {"text": "a" * 200_000}),
    ],
)
def test_misuse_is_an_error_that_tells(corpus: Corpus, tool: str, words: dict[str, Any]) -> None:
    assert asked(corpus, tool, **words)[0]


def test_it_speaks_over_standard_input_and_output(corpus: Corpus) -> None:
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "sumber", "mcp", "--corpus", str(corpus.folder)]
    )

    async def ask() -> str:
        async with stdio_client(server) as streams, ClientSession(*streams) as session:
            started = await session.initialize()
            assert "Quote a person only" in (started.instructions or "")
            answer = await session.call_tool("check", {"text": f"“{SAID},” kata Rini Wardani."})
            return getattr(answer.content[0], "text", "")

    assert json.loads(asyncio.run(ask()))["findings"][0]["verdict"] == "verbatim"


def test_without_the_extra_it_says_how_to_install_it(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "sumber.mcp", None)
    assert main(["mcp", "--corpus", str(corpus.folder)]) == 2
    assert "pip install 'sumber[mcp]'" in capsys.readouterr().err


def test_without_a_corpus_it_does_not_start(tmp_path: Path) -> None:
    assert main(["mcp", "--corpus", str(tmp_path / "k")]) == 1

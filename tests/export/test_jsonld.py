"""JSON-LD: valid against its contexts with nothing fetched, and in the words of the standards."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from pyld import jsonld  # type: ignore[import-untyped]

from sumber.corpus import Corpus
from sumber.errors import ReadError
from sumber.export.contexts import ANNOTATION, SCHEMA, load_document
from sumber.export.jsonld import article_nodes, write_jsonld
from sumber.export.jsonld_parsing import read_jsonld
from sumber.export.jsonld_related import parse_related, related_nodes
from sumber.export.schemaorg import Review, as_claim_review, as_news_article
from sumber.records import Article, Notes
from tests.export.making import RELATED, article, notes

OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
LOADED = {"documentLoader": load_document}


def document(*nodes: Any) -> Any:
    out = io.BytesIO()
    write_jsonld(nodes, out)
    return json.loads(out.getvalue())


def unwrapped(value: Any) -> Any:
    """Return a value with lists of one as the one itself, as JSON-LD sees no difference."""
    if isinstance(value, dict):
        return {key: unwrapped(one) for key, one in value.items()}
    if isinstance(value, list):
        return unwrapped(value[0]) if len(value) == 1 else [unwrapped(one) for one in value]
    return value


def test_no_word_is_lost_between_the_file_and_what_it_means(samples: Corpus) -> None:
    nodes = [*article_nodes(article(), notes()), *related_nodes(samples.snapshot())]
    written = document(*nodes)
    expanded = jsonld.expand(written, LOADED)
    back = jsonld.compact(expanded, written["@context"], LOADED)
    assert unwrapped(back["@graph"]) == unwrapped(written["@graph"])


def test_an_annotation_has_both_selectors_in_the_words_of_the_recommendation() -> None:
    expanded = jsonld.expand(document(*article_nodes(article(), notes())), LOADED)
    facts = [node for node in expanded if node.get("@type") == [f"{OA}Annotation"]]
    assert len(facts) == 8
    (target,) = facts[0][f"{OA}hasTarget"]
    assert target["@type"] == [f"{OA}SpecificResource"]
    position, quote = target[f"{OA}hasSelector"]
    assert position["@type"] == [f"{OA}TextPositionSelector"]
    start, end = (position[f"{OA}{side}"][0]["@value"] for side in ("start", "end"))
    assert quote["@type"] == [f"{OA}TextQuoteSelector"]
    assert quote[f"{OA}exact"] == [{"@value": article().text[start:end]}]
    assert article().text[:start].endswith(quote[f"{OA}prefix"][0]["@value"])


def test_provenance_says_who_spoke_and_from_whom_the_article_has_it() -> None:
    nodes = list(article_nodes(article(), notes()))
    whole, first, *others = jsonld.expand(document(*nodes), LOADED)
    assert [one["@id"] for one in whole[f"{PROV}wasDerivedFrom"]] == [
        "urn:sumber:cited:gema",
        "urn:sumber:cited:desa",
    ]
    (said,) = first[f"{OA}hasBody"]
    assert "http://schema.org/Quotation" in said["@type"]
    (agent,) = said[f"{PROV}wasAttributedTo"]
    assert f"{PROV}Agent" in agent["@type"]
    assert agent["http://schema.org/name"] == [{"@value": "Rini Wardani"}]
    bodies = [body for node in others for body in node[f"{OA}hasBody"]]
    derived = [body for body in bodies if f"{PROV}Derivation" in body.get("@type", [])]
    assert derived[0][f"{PROV}entity"][0]["@id"] == "urn:sumber:cited:gema"


def test_what_relates_articles_comes_back(samples: Corpus) -> None:
    found: dict[str, list[Any]] = {}
    for node in json.loads(json.dumps(list(related_nodes(samples.snapshot())))):
        parsed = parse_related(node)
        assert parsed
        found.setdefault(parsed[0], []).append(parsed[1])
    there = {
        table: [{k: v or None for k, v in row.items()} for row in rows]
        for table, rows in RELATED.items()
    }
    assert {
        table: [{k: v or None for k, v in row.items()} for row in rows]
        for table, rows in found.items()
    } == there
    assert parse_related({"type": "Annotation", "body": {"type": "sumber:Date"}}) is None


def test_schema_org_documents_hold_no_word_that_their_context_lacks() -> None:
    review = Review(
        claim="Air surut", claimant="Rini", rating="Salah", value=1, appearances=("https://a", "b")
    )
    for written in (as_claim_review(review), as_news_article(article())):
        expanded = jsonld.expand(written, LOADED)
        back = jsonld.compact(expanded, {}, LOADED)
        assert all(name.startswith(("@", "http://schema.org/")) for name in back)
        assert len(back) == len(written) - 1


def test_no_other_context_is_fetched() -> None:
    assert load_document(ANNOTATION)["document"]["@context"]["oa"] == OA
    assert load_document(SCHEMA)["contextUrl"] is None
    with pytest.raises(ReadError, match="nothing is fetched"):
        load_document("http://127.0.0.1/context.jsonld")


def test_a_text_that_has_moved_is_found_by_the_words() -> None:
    nodes = json.loads(json.dumps(list(article_nodes(article(), notes()))))
    nodes[0]["text"] = "Ralat. " + nodes[0]["text"]
    ((moved, found),) = read_jsonld(io.BytesIO(json.dumps({"@graph": nodes}).encode()))
    said = [[c.of(moved.text) for c in s.contents] for s in found.statements]
    assert said == [[c.of(article().text) for c in s.contents] for s in notes().statements]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b'{"@graph": [{"type": "schema:NewsArticle"}]}',
        b'{"@context": 1, "@graph": [\n{"id": "a"}\n',
        b'{"@graph": [{"type": "schema:NewsArticle", "text": "a", "identifier": "x"},'
        b' {"type": "Annotation", "body": {"type": "sumber:Date", "value": "2023"},'
        b' "target": {"selector": {"type": "TextQuoteSelector", "exact": "b"}}}]}',
    ],
)
def test_what_is_no_jsonld_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        list(read_jsonld(io.BytesIO(data)))


def test_a_document_laid_out_anew_is_read(annotated: list[tuple[Article, Notes]]) -> None:
    nodes = [node for pair in annotated[:3] for node in article_nodes(*pair)]
    again = json.dumps(document(*nodes), indent=2).encode()
    assert list(read_jsonld(io.BytesIO(again))) == annotated[:3]

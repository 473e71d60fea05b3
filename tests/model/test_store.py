"""The model file: what goes in comes out; what is no model file is refused."""

from __future__ import annotations

import pickletools
import re
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

import sumber.model
from sumber.model.store import MODEL, Models, load_models, pack, unpack
from sumber.model.tagger import Tagger

SHIPPED = Path(sumber.model.__file__).parent / MODEL
LARGEST = 10_000_000
LONGEST_WORD = 40
MOST_JOINED = 6


def small() -> Models:
    """Return invented models."""
    tagger = Tagger(
        ["B", "O"],
        [-1, 0, 1],
        {"w=air": 1, "w=surut": 2},
        {"near": 1},
        np.arange(18, dtype=np.float32).reshape(3, 3, 2),
        np.arange(4, dtype=np.float32).reshape(2, 2),
        np.arange(4, dtype=np.float32).reshape(2, 2),
    )
    return Models({"names": tagger}, {"sources": {"last": 1.5, "first": -0.25}}, {"articles": 3})


def test_models_come_back_as_they_were() -> None:
    given = small()
    back = unpack(pack(given))
    assert (back.rankers, back.about) == (given.rankers, given.about)
    before, after = given.taggers["names"], back.taggers["names"]
    assert (after.labels, after.offsets) == (before.labels, before.offsets)
    assert (after.atoms, after.local) == (before.atoms, before.local)
    np.testing.assert_array_equal(after.atom_weights, before.atom_weights)
    np.testing.assert_array_equal(after.local_weights, before.local_weights)
    np.testing.assert_array_equal(after.transitions, before.transitions)


def test_the_same_models_give_the_same_bytes() -> None:
    assert pack(small()) == pack(small()) == pack(unpack(pack(small())))


def test_models_load_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "model"
    path.write_bytes(pack(small()))
    found = load_models(path)
    assert found
    assert found.about == {"articles": 3}
    assert load_models(tmp_path / "absent") is None


def test_a_truncated_file_is_refused() -> None:
    data = pack(small())
    for end in range(len(data)):
        with pytest.raises((msgspec.DecodeError, ValueError)):
            unpack(data[:end])


@pytest.mark.parametrize("data", [b"", b"\x80\x04.", b"{}", msgspec.msgpack.encode({"a": 1})])
def test_what_is_no_model_file_is_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        unpack(data)


# ---------------------------------------------------------------- what is shipped


def strings(value: Any) -> list[str]:
    """Return every string inside plain values."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [found for pair in value.items() for part in pair for found in strings(part)]
    return [found for part in value for found in strings(part)] if isinstance(value, list) else []


def test_the_shipped_file_is_small() -> None:
    assert SHIPPED.stat().st_size <= LARGEST


def test_the_shipped_file_is_no_pickle() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever pickletools says
        pickletools.dis(SHIPPED.read_bytes(), out=None)


def test_the_shipped_models_are_whole() -> None:
    models = load_models()
    assert models
    assert {"names", "roles", "arguments"} <= set(models.taggers)
    assert "sources" in models.rankers
    for tagger in models.taggers.values():
        assert len(set(tagger.labels)) == len(tagger.labels)
        for table in (tagger.atom_weights, tagger.local_weights, tagger.transitions):
            assert np.isfinite(table).all()
        assert not tagger.atom_weights[0].any()
        assert not tagger.local_weights[0].any()


def test_the_shipped_models_hold_words_and_no_sentences() -> None:
    inside = strings(msgspec.msgpack.decode(SHIPPED.read_bytes()))
    assert len(inside) > 1000
    # A feature joins a few signs: fit=part|said=never.
    parts = [part for joined in inside for part in joined.split("|")]
    assert [p for p in parts if re.search(r"\s", p) or len(p) > LONGEST_WORD] == []
    assert max(joined.count("|") for joined in inside) <= MOST_JOINED


def test_the_shipped_profiles_hold_words_and_no_sentences() -> None:
    lines = (SHIPPED.parent / "profiles.txt").read_text("utf-8").splitlines()
    words = [line for line in lines if not line.startswith("# ")]
    assert len(words) > 1000
    assert [w for w in words if not re.fullmatch(rf"\S{{1,{LONGEST_WORD}}} [0-4]{{4}}", w)] == []

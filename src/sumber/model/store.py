"""The model file: MessagePack with the weights as half floats. Reading it cannot run code."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from sumber.model.tagger import Tagger

MODEL = "sumber.msgpack"


class _StoredTagger(msgspec.Struct):
    labels: list[str]
    offsets: list[int]
    atoms: list[str]
    local: list[str]
    atom_weights: bytes
    local_weights: bytes
    transitions: bytes


class _StoredRanker(msgspec.Struct):
    features: list[str]
    weights: bytes


class StoredModels(msgspec.Struct):
    """What the file holds: the taggers and rankers by name, and what they were trained on."""

    taggers: dict[str, _StoredTagger]
    rankers: dict[str, _StoredRanker]
    about: dict[str, Any]


class Models(msgspec.Struct):
    """The models ready for use."""

    taggers: dict[str, Tagger]
    rankers: dict[str, dict[str, float]]
    about: dict[str, Any]


def pack(models: Models) -> bytes:
    """Return the bytes of a model file."""
    stored = StoredModels(
        {name: _store(tagger) for name, tagger in models.taggers.items()},
        {name: _store_ranker(weights) for name, weights in models.rankers.items()},
        models.about,
    )
    return msgspec.msgpack.encode(stored)


def unpack(data: bytes) -> Models:
    """Return the models that the bytes of a model file hold."""
    stored = msgspec.msgpack.decode(data, type=StoredModels)
    return Models(
        {name: _restore(tagger) for name, tagger in stored.taggers.items()},
        {
            name: dict(zip(r.features, _halves(r.weights).tolist(), strict=True))
            for name, r in stored.rankers.items()
        },
        stored.about,
    )


def load_models(path: Path | None = None) -> Models | None:
    """Return the shipped models, or those at ``path``; nothing where there is no such file."""
    where = files(__package__).joinpath(MODEL) if path is None else path
    return unpack(where.read_bytes()) if where.is_file() else None


def _halves(data: bytes) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.frombuffer(data, dtype=np.float16).astype(np.float32)


def _store(tagger: Tagger) -> _StoredTagger:
    return _StoredTagger(
        tagger.labels,
        tagger.offsets,
        _by_row(tagger.atoms),
        _by_row(tagger.local),
        tagger.atom_weights.astype(np.float16).tobytes(),
        tagger.local_weights.astype(np.float16).tobytes(),
        tagger.transitions.astype(np.float16).tobytes(),
    )


def _store_ranker(weights: dict[str, float]) -> _StoredRanker:
    values = np.asarray(list(weights.values()), dtype=np.float16)
    return _StoredRanker(list(weights), values.tobytes())


def _by_row(table: dict[str, int]) -> list[str]:
    return sorted(table, key=table.__getitem__)


def _restore(stored: _StoredTagger) -> Tagger:
    labels = len(stored.labels)
    return Tagger(
        stored.labels,
        stored.offsets,
        {atom: row for row, atom in enumerate(stored.atoms, start=1)},
        {feature: row for row, feature in enumerate(stored.local, start=1)},
        _halves(stored.atom_weights).reshape(-1, len(stored.offsets), labels),
        _halves(stored.local_weights).reshape(-1, labels),
        _halves(stored.transitions).reshape(labels, labels),
    )

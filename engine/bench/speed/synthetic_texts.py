"""A hundred thousand aliases whose vectors lie around those of real ones (goal QE4).

No hundred thousand wordings of symptoms exist, and vectors drawn evenly on the sphere would make
neighbours of nothing. So each vector is that of a shipped alias, moved by noise of random length;
its text says that it is none.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.bench.speed import synthetic
from engine.bench.speed.synthetic import Synthetic
from graph.vocabulary import AliasKind, KnowledgeStatus, Label, Locale, RelationshipType

TEXTS = 100_000
#: Length of the noise beside a unit vector: cosines from .96 down to .64.
NEAR, FAR = 0.3, 1.2
Vectors = NDArray[np.float32]
Batch = list[dict[str, Any]]


def around(real: Vectors, count: int, rng: np.random.Generator) -> Vectors:
    """Return unit vectors, each that of a random real one moved by noise of random length.

    Args:
        real: unit vectors, one a row.
        count: how many are drawn.
        rng: draws them.
    """
    chosen = real[rng.integers(0, len(real), count)]
    noise = rng.standard_normal(chosen.shape, dtype=np.float32)
    length = rng.uniform(NEAR, FAR, (count, 1)).astype(np.float32)
    moved = chosen + noise * (length / np.linalg.norm(noise, axis=1, keepdims=True))
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


def alias_rows(numbers: Sequence[int]) -> Batch:
    """Return the nodes of some aliases, French and English in turn."""
    locales = tuple(Locale)
    return [
        {
            "id": alias_id(number),
            "labels": [Label.ALIAS.value],
            "properties": {
                "text": f"synthetic text {number}",
                "caption": f"synthetic text {number}",
                "locale": locales[number % len(locales)].value,
                "kind": AliasKind.ALIAS.value,
                "status": KnowledgeStatus.ACTIVE.value,
            },
            "content_hash": "synthetic",
        }
        for number in numbers
    ]


def vector_rows(numbers: Sequence[int], real: Vectors, seed: int) -> Batch:
    """Return the vectors of some aliases; the first number and the seed decide them."""
    vectors = around(real, len(numbers), np.random.default_rng([seed, TEXTS, numbers[0]]))
    return [
        {"id": alias_id(number), "embedding": vector.tolist()}
        for number, vector in zip(numbers, vectors, strict=True)
    ]


def name_rows(drawn: Synthetic, numbers: Sequence[int]) -> Batch:
    """Return the relationship of each alias to the observable that it names."""
    return [
        {
            "start": alias_id(number),
            "end": synthetic.observable_id(number % drawn.size.observables),
            "type": RelationshipType.NAMES.value,
            "relation_id": f"rel_names_{number}",
            "properties": {
                "status": KnowledgeStatus.ACTIVE.value,
                "source_kind": "imported_statistics",
                "creation_method": "inferred",
                "confidence": 1.0,
            },
            "content_hash": "synthetic",
        }
        for number in numbers
    ]


def batches(count: int, size: int) -> Iterator[range]:
    """Yield the numbers from 0 in order, at most ``size`` at a time."""
    for start in range(0, count, size):
        yield range(start, min(start + size, count))


def alias_id(number: int) -> str:
    """Return the id of a synthetic alias."""
    return f"alias.synthetic_{number:06d}"

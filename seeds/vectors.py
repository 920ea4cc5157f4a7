"""Texts to the rows that store their vectors, a batch at a time."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from graph.embedder import Embedder

#: Rows per UNWIND and texts per call of the model: bounds the memory of each.
BATCH = 500
T = TypeVar("T")


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the items in order, at most ``BATCH`` at a time."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def vector_rows(
    texts: Sequence[tuple[str, str]], embedder: Embedder
) -> Iterator[list[dict[str, Any]]]:
    """Yield batches of rows for ``seed/merge_embeddings``.

    Args:
        texts: (id of the alias, its words).
        embedder: the model whose vectors the graph holds.
    """
    for batch in batches(texts):
        vectors = embedder.encode([words for _, words in batch])
        yield [
            {"id": key, "embedding": vector.tolist()}
            for (key, _), vector in zip(batch, vectors, strict=True)
        ]

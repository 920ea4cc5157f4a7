"""Synthetic aliases lie around real ones, name observables, and searches must be whole."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from api import synthetic_texts
from engine.bench.speed.synthetic import Size, draw
from engine.bench.speed.synthetic_rows import node_rows
from engine.bench.speed.synthetic_texts import (
    FAR,
    NEAR,
    alias_rows,
    around,
    batches,
    name_rows,
    vector_rows,
)
from engine.text.matching import VectorSearch
from graph.errors import ConflictError

REAL = np.eye(3, 64, dtype=np.float32)


def test_vectors_are_of_unit_length_and_as_near_as_the_noise_allows() -> None:
    drawn = around(REAL, 500, np.random.default_rng(1))
    assert np.linalg.norm(drawn, axis=1) == pytest.approx(1.0, abs=1e-5)
    nearest = (drawn @ REAL.T).max(axis=1)
    assert nearest.min() > 1 / np.hypot(1, FAR) - 0.25
    assert nearest.max() < 1 / np.hypot(1, NEAR) + 0.1
    assert np.unique(drawn, axis=0).shape == drawn.shape


def test_equal_seeds_give_equal_vectors_and_other_batches_other_ones() -> None:
    first, same = (vector_rows(range(5), REAL, 1) for _ in range(2))
    assert first == same
    assert vector_rows(range(5, 10), REAL, 1)[0]["embedding"] != first[0]["embedding"]


def test_every_alias_names_an_observable_that_exists() -> None:
    drawn = draw(Size("tiny", 30, 40), 1)
    known = {row["id"] for row in node_rows(drawn)}
    numbers = [number for part in batches(100, 30) for number in part]
    assert numbers == list(range(100))
    names = name_rows(drawn, numbers)
    assert {row["end"] for row in names} <= known
    assert [row["start"] for row in names] == [row["id"] for row in alias_rows(numbers)]
    assert len({row["relation_id"] for row in names}) == 100


@pytest.mark.parametrize(("hits", "is_whole"), [(10, True), (9, False), (0, False)])
def test_a_search_that_is_not_whole_is_no_figure(hits: int, is_whole: bool) -> None:
    class Index:
        def find_similar(self, _searches: Sequence[Any], _locale: Any, _limit: int) -> Any:
            return [["hit"] * hits]

    search = VectorSearch(vectors=REAL[:1])
    index: Any = Index()
    if is_whole:
        synthetic_texts._search(index, search, None)
        return
    with pytest.raises(ConflictError, match="instead of 10"):
        synthetic_texts._search(index, search, None)

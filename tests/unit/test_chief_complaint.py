import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.chief_complaint import told_first_rates

RATES = st.lists(st.floats(0.001, 0.999), min_size=1, max_size=6)


@given(RATES)
def test_a_symptom_is_told_first_as_often_as_enumeration_says(rates: list[float]) -> None:
    expected = [0.0] * len(rates)
    for shown in itertools.product([False, True], repeat=len(rates)):
        chance = math.prod(r if on else 1 - r for r, on in zip(rates, shown, strict=True))
        for at, on in enumerate(shown):
            expected[at] += chance / sum(shown) if on else 0.0
    assert told_first_rates(np.asarray([rates]))[0].tolist() == pytest.approx(expected, abs=1e-9)


def test_something_is_told_first_whenever_anything_is_there() -> None:
    rates = np.random.default_rng(2).random((3, 92))
    assert told_first_rates(rates).sum(axis=1) == pytest.approx(1 - (1 - rates).prod(axis=1))


def test_a_symptom_told_first_speaks_for_the_fault_that_shows_little_else() -> None:
    rates = np.asarray([[0.8, 0.0, 0.0], [0.8, 0.9, 0.9]])
    few, many = told_first_rates(rates)[:, 0]
    assert few == pytest.approx(0.8)
    assert many < few / 2

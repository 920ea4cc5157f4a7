"""Faults that no finding tells apart: the bound, the threshold, and the pairs that are left out."""

import numpy as np
import pytest

from engine.inference.twins import expected_bits, twins

ALL = np.ones((3, 3), dtype=bool)


def test_equal_rates_tell_nothing_and_certain_ones_tell_one_bit() -> None:
    one = np.array([[0.3, 0.8]])
    assert expected_bits(one, one) == pytest.approx([0.0])
    assert expected_bits(np.array([[0.0]]), np.array([[1.0]])) == pytest.approx([1.0], abs=1e-9)


def test_a_finding_tells_the_information_between_its_answer_and_the_fault() -> None:
    # I(answer; fault) with P = .5: H(.5) - (H(.9) + H(.1)) / 2 = 1 - .46900
    bits = expected_bits(np.array([[0.9]]), np.array([[0.1]]))
    assert bits == pytest.approx([0.5310044], abs=1e-6)


def test_pairs_below_the_threshold_are_found_and_incomparable_ones_are_not() -> None:
    rates = np.array([[0.9, 0.1], [0.88, 0.12], [0.1, 0.9]])
    assert twins(rates, ALL, 0.05) == [(0, 1)]
    apart = ALL.copy()
    apart[0, 1] = apart[1, 0] = False
    assert twins(rates, apart, 0.05) == []
    assert twins(rates, ALL, 3.0) == [(0, 1), (0, 2), (1, 2)]


def test_the_quick_bound_never_loses_a_pair() -> None:
    rates = np.random.default_rng(7).uniform(0.0, 1.0, (40, 3))
    every = np.ones((40, 40), dtype=bool)
    for limit in (0.01, 0.05, 0.2):
        slow = [
            (i, j)
            for i in range(40)
            for j in range(i + 1, 40)
            if expected_bits(rates[[i]], rates[[j]])[0] <= limit
        ]
        assert twins(rates, every, limit) == slow

"""The nearest fault of each, and how many bits findings can tell between the two."""

import numpy as np
import pytest

from engine.inference.twins import expected_bits, nearest

RATES = np.array([[0.9, 0.1], [0.7, 0.1], [0.1, 0.9]])


def test_the_nearest_row_is_the_one_that_findings_tell_least_about() -> None:
    found = nearest(RATES, np.ones((3, 3), dtype=bool))
    bits = float(expected_bits(RATES[[0]], RATES[[1]])[0])
    assert [(row, other) for row, other, _ in found] == [(0, 1), (1, 0), (2, 1)]
    assert found[0][2] == pytest.approx(bits)
    assert found[1][2] == pytest.approx(bits)


def test_a_row_without_a_comparable_one_has_no_nearest() -> None:
    apart = np.ones((3, 3), dtype=bool)
    apart[2, :2] = apart[:2, 2] = False
    assert nearest(RATES, apart)[2] == (2, None, float("inf"))

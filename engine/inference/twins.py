"""Pairs of faults that no finding of the graph tells apart."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_LN2 = float(np.log(2.0))


def expected_bits(first: Floats, second: Floats) -> Floats:
    """Return what all findings together can tell at most of which of two faults it is.

    Both faults are equally likely; each finding tells the Jensen-Shannon divergence of its two
    rates, and the sum over findings bounds what they tell together.

    Args:
        first: shape (pairs, o), P(present | first fault).
        second: shape (pairs, o), P(present | second fault).
    """
    middle = (first + second) / 2.0
    told = _entropy(middle) - (_entropy(first) + _entropy(second)) / 2.0
    return np.asarray(told.sum(axis=1), dtype=np.float64)


def twins(rates: Floats, comparable: NDArray[np.bool_], most_bits: float) -> list[tuple[int, int]]:
    """Return the pairs of rows that all findings together tell apart by ``most_bits`` at most.

    A finding tells at least (p - q)²/(2 ln 2) bits, so a pair whose squared distance is above
    2 ln 2 times the limit needs no closer look: one product of matrices leaves few pairs.

    Args:
        rates: shape (f, o), P(present | fault), leaks included.
        comparable: shape (f, f), whether some vehicle can have either fault.
        most_bits: threshold in bits, above 0.
    """
    squares = (rates**2).sum(axis=1)
    distance = squares[:, None] + squares[None, :] - 2.0 * rates @ rates.T
    near = np.triu(comparable & (distance <= 2.0 * _LN2 * most_bits + 1e-12), k=1)
    left, right = np.nonzero(near)
    if left.size == 0:
        return []
    bits = expected_bits(rates[left], rates[right])
    return [
        (int(i), int(j)) for i, j, told in zip(left, right, bits, strict=True) if told <= most_bits
    ]


def nearest(rates: Floats, comparable: NDArray[np.bool_]) -> list[tuple[int, int | None, float]]:
    """Return for each row the comparable one that findings tell it from worst, and the bits.

    Args:
        rates: shape (f, o), P(present | fault), leaks included.
        comparable: shape (f, f), whether some vehicle can have either fault.

    Returns:
        (row, its nearest, bits) of each row; nearest None and infinite bits where it has no
        comparable row.
    """
    found: list[tuple[int, int | None, float]] = []
    for row in range(len(rates)):
        others = np.flatnonzero(comparable[row] & (np.arange(len(rates)) != row))
        if others.size == 0:
            found.append((row, None, float("inf")))
            continue
        bits = expected_bits(
            np.broadcast_to(rates[row], (others.size, rates.shape[1])), rates[others]
        )
        at = int(bits.argmin())
        found.append((row, int(others[at]), float(bits[at])))
    return found


def _entropy(rates: Floats) -> Floats:
    """Return the binary entropy in bits; 0 at the ends."""
    p = np.clip(rates, 1e-12, 1.0 - 1e-12)
    return np.asarray(-(p * np.log2(p) + (1.0 - p) * np.log2(1.0 - p)), dtype=np.float64)

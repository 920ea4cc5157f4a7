"""Expected cost of repair: against all orders, and by its laws."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inference.repair_cost import (
    Repairs,
    expected_cost_of_repair,
    expected_costs,
    first_best,
    repair_cost_eur,
)

TWO = Repairs(np.asarray([100.0, 20.0]), np.asarray([[0.9, 0.0], [0.0, 0.5]]), 400.0)
HALVES = np.asarray([0.6, 0.3, 0.0, 0.1])


def _cost_of(order: tuple[int, ...], belief: np.ndarray, repairs: Repairs) -> float:
    """Follow an order in plain Python: pay, and go on with what is not fixed."""
    left: list[float] = belief.tolist()
    total = 0.0
    for action in order:
        total += sum(left) * float(repairs.cost_eur[action])
        fixes = [*repairs.fixes[action].tolist(), 0.0, 0.0]
        left = [mass * (1.0 - chance) for mass, chance in zip(left, fixes, strict=True)]
    return float(total + sum(left) * repairs.call_service_eur)


def _cheapest(belief: np.ndarray, repairs: Repairs) -> float:
    count = len(repairs.cost_eur)
    orders = (order for size in range(count + 1) for order in permutations(range(count), size))
    return min(_cost_of(order, belief, repairs) for order in orders)


@st.composite
def troubles(draw: st.DrawFn, *, perfect: bool) -> tuple[np.ndarray, Repairs]:
    """Draw a posterior with zeros in it, and repairs of which some cost nothing."""
    faults = draw(st.integers(1, 5))
    masses = st.one_of(st.just(0.0), st.floats(1e-6, 1.0))
    belief = np.asarray([draw(masses) for _ in range(faults + 2)])
    belief[draw(st.integers(0, faults + 1))] += 0.1
    prices = np.asarray(
        [draw(st.one_of(st.just(0.0), st.floats(1.0, 900.0))) for _ in range(faults)]
    )
    chance = st.one_of(st.just(0.0), st.just(1.0), st.floats(0.0, 1.0))
    fixes = np.eye(faults)
    if not perfect:
        fixes = np.asarray([[draw(chance) for _ in range(faults)] for _ in range(faults)])
    return belief / belief.sum(), Repairs(prices, fixes, draw(st.floats(1.0, 3000.0)))


def test_the_cost_and_the_order_are_those_computed_by_hand() -> None:
    result = expected_cost_of_repair(HALVES, TWO)
    # p/C: repair 0 .54/100, repair 1 .15/20, so 1 first; then 85 % pay 100; 31 % call the service.
    assert result.actions == (1, 0)
    assert result.expected_cost_eur == pytest.approx(20 + 0.85 * 100 + 0.31 * 400, abs=1e-12)


def test_the_service_is_called_at_once_when_it_is_cheapest() -> None:
    result = expected_cost_of_repair(HALVES, Repairs(TWO.cost_eur, TWO.fixes, 15.0))
    assert result.actions == ()
    assert result.expected_cost_eur == pytest.approx(15.0)


def test_a_failed_repair_changes_what_comes_next() -> None:
    # Repair 0 looks best, and takes the fault that repair 1 fixes as well: then 2 overtakes 1.
    fixes = np.asarray([[0.9, 0.0], [0.8, 0.0], [0.0, 0.9]])
    repairs = Repairs(np.asarray([50.0, 50.0, 60.0]), fixes, 1000.0)
    result = expected_cost_of_repair(np.asarray([0.7, 0.3, 0.0, 0.0]), repairs)
    assert result.actions == (0, 2, 1)


def test_a_repair_that_failed_already_is_not_repeated() -> None:
    result = expected_cost_of_repair(HALVES, TWO, np.asarray([False, True]))
    assert result.actions == (0,)


def test_equal_repairs_are_ordered_by_index() -> None:
    repairs = Repairs(np.full(4, 30.0), np.eye(4), 900.0)
    belief = np.asarray([0.2, 0.2, 0.2, 0.2, 0.1, 0.1])
    assert expected_cost_of_repair(belief, repairs).actions == (0, 1, 2, 3)


def test_a_tie_within_rounding_goes_to_the_lowest_index() -> None:
    assert first_best(np.asarray([[0.3, 0.1 + 0.2, 0.1]])).tolist() == [0]
    assert first_best(np.asarray([[-2.0, -1.0, -1.0]])).tolist() == [1]


def test_the_price_of_a_repair_is_labour_parts_and_time() -> None:
    price = repair_cost_eur(np.asarray([90.0]), np.asarray([15.0]), np.asarray([120.0]), 80.0)
    assert price.tolist() == [255.0]


@settings(max_examples=40)
@given(troubles(perfect=True))
def test_perfect_repairs_of_one_fault_each_are_ordered_as_well_as_can_be(
    trouble: tuple[np.ndarray, Repairs],
) -> None:
    result = expected_cost_of_repair(*trouble)
    assert result.expected_cost_eur == pytest.approx(_cheapest(*trouble), rel=1e-9, abs=1e-9)


@settings(max_examples=40)
@given(troubles(perfect=False))
def test_the_stated_cost_is_what_the_stated_order_costs(
    trouble: tuple[np.ndarray, Repairs],
) -> None:
    result = expected_cost_of_repair(*trouble)
    assert result.expected_cost_eur == pytest.approx(
        _cost_of(result.actions, *trouble), rel=1e-9, abs=1e-9
    )
    assert np.isfinite(result.expected_cost_eur)
    assert len(set(result.actions)) == len(result.actions)


@settings(max_examples=40)
@given(troubles(perfect=False), st.floats(0.01, 100.0))
def test_the_cost_scales_with_the_prices(
    trouble: tuple[np.ndarray, Repairs], factor: float
) -> None:
    belief, repairs = trouble
    dearer = Repairs(repairs.cost_eur * factor, repairs.fixes, repairs.call_service_eur * factor)
    before, after = (
        expected_cost_of_repair(belief, repairs),
        expected_cost_of_repair(belief, dearer),
    )
    assert after.expected_cost_eur == pytest.approx(before.expected_cost_eur * factor, rel=1e-9)


@settings(max_examples=40)
@given(troubles(perfect=True), st.floats(0.0, 500.0))
def test_a_dearer_repair_never_lowers_the_cost(
    trouble: tuple[np.ndarray, Repairs], more_eur: float
) -> None:
    belief, repairs = trouble
    prices = repairs.cost_eur.copy()
    prices[0] += more_eur
    dearer = Repairs(prices, repairs.fixes, repairs.call_service_eur)
    assert (
        expected_cost_of_repair(belief, dearer).expected_cost_eur
        >= expected_cost_of_repair(belief, repairs).expected_cost_eur - 1e-9
    )


@settings(max_examples=40)
@given(troubles(perfect=False))
def test_many_situations_at_once_cost_what_each_costs_alone(
    trouble: tuple[np.ndarray, Repairs],
) -> None:
    belief, repairs = trouble
    masses = np.stack([belief, belief * 0.25, np.zeros_like(belief), belief[::-1]])
    done = np.zeros((4, len(repairs.cost_eur)), bool)
    costs = expected_costs(masses, repairs, done)
    alone = [
        expected_cost_of_repair(row, repairs).expected_cost_eur for row in (belief, belief[::-1])
    ]
    assert costs == pytest.approx([alone[0], alone[0] * 0.25, 0.0, alone[1]], rel=1e-9, abs=1e-9)


def test_a_wrong_order_would_be_noticed() -> None:
    belief, repairs = np.asarray([0.8, 0.2, 0.0, 0.0]), Repairs(np.full(2, 50.0), np.eye(2), 900.0)
    assert _cost_of((1, 0), belief, repairs) > _cheapest(belief, repairs) + 20.0

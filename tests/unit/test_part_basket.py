"""The smallest basket, against trying every basket."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inference import part_basket as module
from engine.inference.part_basket import part_basket

PRICES = np.asarray([100.0, 20.0, 30.0])
#: Fault 0 needs part 0; fault 1 parts 1 and 2; fault 2 no part; fault 3 part 2.
REQUIRED = np.asarray([[1, 0, 0], [0, 1, 1], [0, 0, 0], [0, 0, 1]], dtype=bool)
BELIEF = np.asarray([0.4, 0.2, 0.15, 0.05, 0.1, 0.1])


@st.composite
def stocks(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Draw a posterior with zeros, required parts, prices with ties, and a share."""
    faults, parts = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    mass = st.one_of(st.just(0.0), st.floats(0.001, 1.0))
    belief = np.asarray([draw(mass) for _ in range(faults + 2)]) + 1e-6
    required = np.asarray([[draw(st.booleans()) for _ in range(parts)] for _ in range(faults)])
    prices = np.asarray([draw(st.sampled_from([5.0, 10.0, 12.5, 40.0])) for _ in range(parts)])
    return belief / belief.sum(), required, prices, draw(st.floats(0.0, 1.0))


def _smallest(
    belief: np.ndarray, required: np.ndarray, prices: np.ndarray, share: float
) -> tuple[int, float]:
    listed, wanted = belief[:-2], share * belief[:-2].sum()
    best = (len(prices) + 1, np.inf)
    for size in range(len(prices) + 1):
        for chosen in combinations(range(len(prices)), size):
            inside = np.isin(np.arange(len(prices)), chosen)
            if listed[~(required & ~inside).any(axis=1)].sum() >= wanted - 1e-12:
                best = min(best, (size, round(float(prices[list(chosen)].sum()), 9)))
    return best


def test_the_smallest_basket_covers_what_it_says() -> None:
    basket = part_basket(BELIEF, REQUIRED, PRICES, share=0.9)
    assert basket.parts == (0, 1, 2)
    assert basket.price_eur == 150.0
    assert basket.covered_share == pytest.approx(1.0)
    assert basket.covered_probability == pytest.approx(0.8)
    assert basket.free_probability == pytest.approx(0.15)
    assert (basket.is_reached, basket.is_exact) == (True, True)


def test_faults_that_need_no_part_are_covered_for_free() -> None:
    basket = part_basket(np.asarray([0.0, 0.0, 0.9, 0.0, 0.0, 0.1]), REQUIRED, PRICES)
    assert basket.parts == ()
    assert (basket.is_reached, basket.covered_share) == (True, 1.0)


def test_a_part_that_cannot_be_had_puts_the_share_out_of_reach() -> None:
    available = np.asarray([False, True, True])
    basket = part_basket(BELIEF, REQUIRED, PRICES, share=0.9, available=available)
    assert basket.parts == (1, 2)
    assert not basket.is_reached
    assert basket.covered_share == pytest.approx(0.5)


def test_fewer_parts_win_over_a_lower_price_and_then_the_price_decides() -> None:
    required = np.asarray([[1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]], dtype=bool)
    belief = np.asarray([0.3, 0.4, 0.3, 0.0, 0.0])
    prices = np.asarray([500.0, 1.0, 1.0, 400.0])
    assert part_basket(belief, required, prices, share=0.3).parts == (3,)


def test_without_any_listed_fault_nothing_is_reached() -> None:
    basket = part_basket(np.asarray([0.0, 1.0]), np.zeros((0, 3), bool), PRICES)
    assert (basket.parts, basket.is_reached, basket.covered_share) == ((), False, 0.0)


@settings(max_examples=50)
@given(stocks())
def test_no_basket_is_smaller_nor_as_small_and_cheaper(
    stock: tuple[np.ndarray, np.ndarray, np.ndarray, float],
) -> None:
    basket = part_basket(*stock)
    assert basket.is_exact
    assert basket.is_reached
    assert (len(basket.parts), round(basket.price_eur, 9)) == _smallest(*stock)


@settings(max_examples=50)
@given(stocks())
def test_a_larger_share_never_needs_fewer_parts(
    stock: tuple[np.ndarray, np.ndarray, np.ndarray, float],
) -> None:
    belief, required, prices, share = stock
    less = part_basket(belief, required, prices, share * 0.5)
    more = part_basket(belief, required, prices, share)
    assert len(more.parts) >= len(less.parts)


def test_a_search_that_is_cut_off_says_so_and_still_reaches_the_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "NODES", 3)
    rng = np.random.default_rng(8)
    belief = np.concatenate([rng.dirichlet(np.ones(30)) * 0.9, [0.0, 0.1]])
    required = rng.random((30, 12)) < 0.2
    basket = part_basket(belief, required, rng.uniform(5, 90, 12))
    assert not basket.is_exact
    assert basket.is_reached
    assert basket.covered_share >= 0.9

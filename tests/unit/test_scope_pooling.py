import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.scope_pooling import pooled_prior, pooled_prior_chain

PARENT = np.asarray([0.6, 0.3, 0.1])
COUNTS = st.lists(st.integers(0, 50), min_size=3, max_size=3)


@given(COUNTS, st.floats(0.1, 100))
def test_priors_that_sum_to_one_still_do(counts: list[int], strength: float) -> None:
    cases = np.asarray(counts, dtype=np.float64)
    pooled = pooled_prior(cases, np.asarray(cases.sum()), PARENT, strength)
    assert pooled.sum() == pytest.approx(1.0)


@given(COUNTS, st.floats(0.1, 100))
def test_the_result_lies_between_the_scope_and_its_parent(
    counts: list[int], strength: float
) -> None:
    cases = np.asarray(counts, dtype=np.float64)
    pooled = pooled_prior(cases, np.asarray(cases.sum()), PARENT, strength)
    own = cases / max(cases.sum(), 1.0) if cases.sum() else PARENT
    assert np.all(pooled >= np.minimum(own, PARENT) - 1e-12)
    assert np.all(pooled <= np.maximum(own, PARENT) + 1e-12)


def test_the_formula_by_hand() -> None:
    pooled = pooled_prior(np.asarray([0.0, 6.0, 0.0]), np.asarray(6.0), PARENT, 4.0)
    assert pooled.tolist() == pytest.approx([0.24, 0.72, 0.04])


def test_many_scopes_at_once_give_what_each_gives_alone() -> None:
    cases = np.asarray([[1.0, 2.0, 3.0], [0.0, 0.0, 9.0]])
    both = pooled_prior(cases, cases.sum(axis=1), PARENT, 5.0)
    alone = [pooled_prior(row, np.asarray(row.sum()), PARENT, 5.0).tolist() for row in cases]
    assert both.tolist() == alone


def test_a_chain_hands_each_scope_to_the_next() -> None:
    make, model = np.asarray([2.0, 0.0, 0.0]), np.asarray([0.0, 0.0, 1.0])
    step = pooled_prior(make, np.asarray(2.0), PARENT, 3.0)
    expected = pooled_prior(model, np.asarray(1.0), step, 3.0)
    found = pooled_prior_chain(PARENT, [(make, 2.0), (model, 1.0)], 3.0)
    assert found.tolist() == expected.tolist()
    assert pooled_prior_chain(PARENT, [], 3.0).tolist() == PARENT.tolist()


@pytest.mark.parametrize(("count", "strength"), [(1.0, 0.0), (1.0, -2.0), (-1.0, 2.0)])
def test_negative_counts_and_no_strength_are_refused(count: float, strength: float) -> None:
    with pytest.raises(ValueError, match=r"strength|negative"):
        pooled_prior(np.asarray([count]), np.asarray(1.0), np.asarray([1.0]), strength)

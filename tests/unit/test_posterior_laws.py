"""Laws that every posterior keeps, on random problems (issue: the reasoning engine)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.inference.posterior import Evidence, Prior, posterior
from tests.builders.inference import problems

_RATE = st.floats(0.0, 1.0)


def _with_finding(evidence: Evidence, rates: np.ndarray, unlisted_rate: float) -> Evidence:
    """Return the evidence with one more present finding."""
    return Evidence(
        present=np.append(evidence.present, True),
        likelihood=np.column_stack([evidence.likelihood, rates[:-1]]),
        leak=np.append(evidence.leak, rates[-1]),
        unlisted_rate=np.append(evidence.unlisted_rate, unlisted_rate),
    )


@given(problems(), st.data())
def test_a_present_finding_that_no_fault_explains_never_lowers_the_unlisted_share(
    problem: tuple[Prior, Evidence], data: st.DataObject
) -> None:
    prior, evidence = problem
    unlisted = data.draw(st.floats(0.01, 1.0))
    count = evidence.likelihood.shape[0] + 1
    rates = np.asarray(
        data.draw(st.lists(st.floats(0.0, unlisted), min_size=count, max_size=count))
    )
    before = posterior(prior, evidence).unlisted
    after = posterior(prior, _with_finding(evidence, rates, unlisted)).unlisted
    assert after >= before * (1 - 1e-9)


@given(problems(), st.data())
def test_it_raises_the_unlisted_share_when_it_is_clearly_likelier_there(
    problem: tuple[Prior, Evidence], data: st.DataObject
) -> None:
    prior, evidence = problem
    before = posterior(prior, evidence).unlisted
    assume(1e-6 < before < 1 - 1e-6)
    count = evidence.likelihood.shape[0] + 1
    rates = np.asarray(data.draw(st.lists(st.floats(0.0, 0.3), min_size=count, max_size=count)))
    assert posterior(prior, _with_finding(evidence, rates, 0.6)).unlisted > before


@given(st.floats(0.0, 1.0), _RATE)
def test_an_absent_finding_never_speaks_for_a_fault_that_indicates_it_above_its_leak(
    leak: float, weight: float
) -> None:
    assume(weight > leak)
    absent = Evidence(
        np.asarray([False]), np.asarray([[weight]]), np.asarray([leak]), np.asarray([leak])
    )
    fault, untouched, _ = absent.log_terms()[:, 0]
    assert fault <= untouched


@given(problems(), st.floats(1.01, 50.0), st.integers(0, 5))
def test_a_larger_prior_never_lowers_a_fault_nor_raises_another(
    problem: tuple[Prior, Evidence], factor: float, which: int
) -> None:
    prior, evidence = problem
    row = which % len(prior.faults)
    faults = prior.faults.copy()
    faults[row] *= factor
    before = posterior(prior, evidence).faults
    after = posterior(replace(prior, faults=faults), evidence).faults
    others = np.arange(len(faults)) != row
    assert after[row] >= before[row] * (1 - 1e-9)
    assert (after[others] <= before[others] * (1 + 1e-9) + 1e-300).all()


@given(problems(), st.data())
def test_a_share_of_one_and_a_temperature_of_one_change_nothing(
    problem: tuple[Prior, Evidence], data: st.DataObject
) -> None:
    prior, evidence = problem
    shape = (evidence.likelihood.shape[0] + 2, len(evidence.present))
    same = replace(evidence, share=np.ones(shape), temperature=1.0)
    assert posterior(prior, same).faults == pytest.approx(
        posterior(prior, evidence).faults, abs=1e-12
    )
    cool = replace(evidence, temperature=data.draw(st.floats(1.0, 20.0)))
    stated, tempered = evidence.log_terms(), cool.log_terms()
    assert np.abs(tempered).sum() <= np.abs(stated).sum() * (1 + 1e-12)

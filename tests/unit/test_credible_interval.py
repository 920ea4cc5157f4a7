"""Credible intervals of posterior probabilities, against brute force and by their laws."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference import credible_interval
from engine.inference.credible_interval import Ledger, credible_intervals
from engine.inference.posterior import Evidence, Floats, Prior, posterior
from tests.builders.inference import problems

LEAK, UNLISTED = 0.02, 0.05
PRESENT = np.asarray([True, True, False])
WEIGHTS = np.asarray([[0.9, 0.6, 0.3], [0.4, 0.8, LEAK], [LEAK, 0.5, 0.7]])
RELATED = WEIGHTS != LEAK
PRIOR = Prior(np.asarray([0.02, 0.03, 0.01]), untouched=0.1, unlisted_share=0.1)


def _evidence(weights: Floats = WEIGHTS, present: np.ndarray = PRESENT) -> Evidence:
    findings = len(present)
    return Evidence(present, weights, np.full(findings, LEAK), np.full(findings, UNLISTED))


def _ledger(strength: float, prior_strength: float) -> Ledger:
    counts = np.where(RELATED, strength, 0.0)
    return Ledger(counts * WEIGHTS, counts * (1.0 - WEIGHTS), prior_strength)


def _brute_force(ledger: Ledger, draws: int) -> tuple[Floats, Floats]:
    """Return posteriors and importance weights P(E | theta) of parameters from the ledger alone."""
    rng = np.random.default_rng(11)
    masses = rng.dirichlet(ledger.prior_strength * np.exp(PRIOR.log_masses()), draws)
    rates = np.full((draws, 5, 3), LEAK)
    rates[:, 4] = UNLISTED
    for row, column in np.argwhere(RELATED):
        drawn = rng.beta(ledger.alpha[row, column], ledger.beta[row, column], draws)
        rates[:, row, column] = drawn
    joint = masses * np.where(PRESENT, rates, 1.0 - rates).prod(axis=2)
    total = joint.sum(axis=1)
    return joint / total[:, np.newaxis], total


def _weighted_quantile(values: Floats, weights: Floats, level: float) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][np.searchsorted(reached, level)])


@pytest.mark.parametrize(("strength", "prior_strength"), [(4.0, 30.0), (30.0, 200.0)])
def test_the_ends_are_those_of_brute_force_given_the_evidence(
    strength: float, prior_strength: float
) -> None:
    ledger = _ledger(strength, prior_strength)
    values, weights = _brute_force(ledger, 60_000)
    result = credible_intervals(PRIOR, _evidence(), ledger, [0, 1, 2, -2, -1], draws=20_000)
    for at in range(5):
        low = _weighted_quantile(values[:, at], weights, 0.05)
        high = _weighted_quantile(values[:, at], weights, 0.95)
        assert result.low[at] == pytest.approx(low, abs=0.01)
        assert result.high[at] == pytest.approx(high, abs=0.01)


def test_the_mean_of_the_draws_is_the_stated_posterior(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Floats] = []
    original = credible_interval._intervals

    def watch(values: Floats, stated: Floats, level: float) -> object:
        seen.extend((values.mean(axis=0), stated))
        return original(values, stated, level)

    monkeypatch.setattr(credible_interval, "_intervals", watch)
    credible_intervals(PRIOR, _evidence(), _ledger(4.0, 30.0), [0, 1, 2, -2, -1], draws=20_000)
    stated = posterior(PRIOR, _evidence())
    assert seen[1] == pytest.approx([*stated.faults, stated.untouched, stated.unlisted])
    assert seen[0] == pytest.approx(seen[1], abs=0.006)


def test_intervals_narrow_with_the_root_of_the_counts() -> None:
    widths = [
        credible_intervals(PRIOR, _evidence(), _ledger(s, 10 * s), [0, 1, 2], draws=4000)
        for s in (10.0, 100.0, 1000.0, 10_000.0)
    ]
    spans = np.asarray([item.high - item.low for item in widths])
    assert (np.diff(spans, axis=0) < 0).all()
    assert spans[2] / spans[3] == pytest.approx(np.full(3, np.sqrt(10)), rel=0.12)


def test_what_is_counted_without_end_has_no_width() -> None:
    result = credible_intervals(PRIOR, _evidence(), _ledger(1e9, 1e10), [0])
    assert result.high[0] - result.low[0] < 1e-3


def test_the_same_evidence_gives_the_same_bits() -> None:
    one = credible_intervals(PRIOR, _evidence(), _ledger(4.0, 30.0), [0, 1])
    two = credible_intervals(PRIOR, _evidence(), _ledger(4.0, 30.0), [0, 1])
    assert (one.low == two.low).all()
    assert (one.high == two.high).all()


def test_the_stated_error_is_the_scatter_between_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    ends, stated = [], []
    for seed in range(60):
        monkeypatch.setattr(credible_interval, "_SEED", seed)
        result = credible_intervals(PRIOR, _evidence(), _ledger(8.0, 60.0), [0, 1])
        ends.append([result.low, result.high])
        stated.append(result.monte_carlo_error)
    scatter = np.std(ends, axis=0).max(axis=0)
    assert np.mean(stated, axis=0) == pytest.approx(scatter, rel=0.35)


def test_it_does_not_matter_which_faults_without_relationships_were_read() -> None:
    weights = np.vstack([WEIGHTS, np.full((2, 3), LEAK)])
    prior = Prior(np.asarray([0.02, 0.03, 0.01, 0.04, 0.02]), 0.04, 0.1)
    few = _ledger(4.0, 30.0)
    more = Ledger(
        np.vstack([few.alpha, np.zeros((2, 3))]), np.vstack([few.beta, np.zeros((2, 3))]), 30.0
    )
    wide = credible_intervals(prior, _evidence(weights), more, [0, 1, 2, -1])
    narrow = credible_intervals(PRIOR, _evidence(), few, [0, 1, 2, -1])
    assert wide.low == pytest.approx(narrow.low, abs=1e-12)
    assert wide.high == pytest.approx(narrow.high, abs=1e-12)


def test_what_is_known_exactly_has_the_stated_probability_with_qualifiers_and_temperature() -> None:
    share = np.ones((5, 3))
    share[0] = [0.5, 0.8, 0.3]
    evidence = replace(_evidence(), share=share, temperature=1.7)
    result = credible_intervals(PRIOR, evidence, _ledger(1e8, 1e9), [0, 1])
    stated = posterior(PRIOR, evidence).faults[:2]
    assert result.low == pytest.approx(stated, abs=1e-3)
    assert result.high == pytest.approx(stated, abs=1e-3)


def test_a_temperature_narrows_what_weights_can_change() -> None:
    ledger = _ledger(4.0, 1e6)
    plain = credible_intervals(PRIOR, _evidence(), ledger, [0], draws=4000)
    mild = credible_intervals(PRIOR, replace(_evidence(), temperature=8.0), ledger, [0], draws=4000)
    assert mild.high[0] - mild.low[0] < 0.3 * (plain.high[0] - plain.low[0])


@given(problems(), st.floats(0.5, 50.0))
def test_any_problem_gives_ordered_ends_around_the_posterior(
    problem: tuple[Prior, Evidence], strength: float
) -> None:
    prior, evidence = problem
    ledger = Ledger(strength * evidence.likelihood, strength * (1 - evidence.likelihood), 20.0)
    rows = [*range(len(prior.faults)), -2, -1]
    result = credible_intervals(prior, evidence, ledger, rows, draws=50)
    stated = posterior(prior, evidence)
    every = np.asarray([*stated.faults, stated.untouched, stated.unlisted])
    assert (result.low >= 0).all()
    assert (result.high <= 1).all()
    assert (result.low <= every + 1e-12).all()
    assert (every <= result.high + 1e-12).all()
    assert np.isfinite(result.monte_carlo_error).all()


def test_two_hundred_findings_stay_finite() -> None:
    rng = np.random.default_rng(2)
    weights = rng.choice([0.0, 0.3, 1.0], (3, 200))
    evidence = _evidence(weights, rng.random(200) < 0.5)
    result = credible_intervals(
        PRIOR, evidence, Ledger(4 * weights, 4 - 4 * weights, 30.0), [0, -1]
    )
    assert np.isfinite([result.low, result.high, result.monte_carlo_error]).all()

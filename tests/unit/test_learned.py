"""What outcomes taught, in the record of a turn: exact for faults that were not read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.rows.diagnosis import OutcomesRow, TraceEvidenceRow
from engine.inference.scope_pooling import pooled_prior
from engine.learned import scoped_weight, with_learned
from engine.vehicle_prior import vehicle_prior
from graph.pooling import POOLING_CASES, POOLING_WEIGHT_CASES
from tests.builders.turn import evidence_row, finding_row, question_row

_UNLISTED = 0.1
_RATES = st.lists(st.floats(1e-4, 0.05), min_size=1, max_size=8)
_COUNTS = st.lists(st.integers(0, 400).map(lambda n: n / 2), min_size=16, max_size=16)


def unit_of(total: float) -> float:
    return total / (POOLING_CASES * (1.0 - _UNLISTED))


def row(
    rates: dict[str, float],
    counts: dict[str, float],
    unread: tuple[float, ...] = (),
    unread_count: float = 0.0,
    unlisted: float = 0.0,
) -> TraceEvidenceRow:
    """Return a read of some faults of a graph in which all apply."""
    total = sum(rates.values()) + sum(unread)
    plain = evidence_row(rates, unlisted=_UNLISTED, mass=total, count=len(rates) + len(unread))
    outcomes = OutcomesRow(
        unit=unit_of(total),
        unlisted=unlisted,
        faults=tuple((key, count) for key, count in counts.items() if count),
        masses=(("any", "normal", sum(counts.values())), ("any", "normal", unread_count)),
    )
    # the builder gives the unread faults a second row of the same class
    masses = {("any", "normal"): sum(counts.values()) + unread_count}
    outcomes = outcomes.model_copy(
        update={"masses": tuple((*key, count) for key, count in masses.items())}
    )
    mass = [("any", "normal", total, len(rates) + len(unread))]
    return plain.model_copy(update={"outcomes": outcomes, "prior_mass": mass})


def shares(read: TraceEvidenceRow) -> np.ndarray:
    """Return the prior of the read faults, the others and the unlisted cause."""
    learned = with_learned(read, [])
    return np.exp(vehicle_prior(learned, [key for key, *_ in read.faults], {}).log_masses())


@given(_RATES, _COUNTS, st.integers(0, 50))
def test_priors_of_all_vehicles_follow_the_formula(
    rates: list[float], counts: list[float], unlisted: int
) -> None:
    named = {f"f{at}": rate for at, rate in enumerate(rates)}
    seen = {key: counts[at] for at, key in enumerate(named)}
    found = shares(row(named, seen, unlisted=unlisted))
    authored = np.asarray([*(0.9 * np.asarray(rates) / sum(rates)), 0.0, _UNLISTED])
    n_f = np.asarray([*seen.values(), 0.0, unlisted])
    expected = pooled_prior(n_f, np.asarray(n_f.sum()), authored, POOLING_CASES)
    assert found == pytest.approx(expected, abs=1e-12)


@given(_RATES, _RATES, _COUNTS)
def test_faults_that_are_not_read_count_exactly(
    some: list[float], others: list[float], counts: list[float]
) -> None:
    named = {f"f{at}": rate for at, rate in enumerate(some)}
    more = {f"g{at}": rate for at, rate in enumerate(others)}
    seen = {key: counts[at] for at, key in enumerate(named)}
    unseen = {key: counts[8 + at] for at, key in enumerate(more)}
    few = shares(row(named, seen, tuple(others), sum(unseen.values())))
    every = shares(row({**named, **more}, {**seen, **unseen}))
    assert few[: len(named)] == pytest.approx(every[: len(named)], abs=1e-12)
    assert few[-2] == pytest.approx(every[len(named) : -2].sum(), abs=1e-12)
    assert few[-1] == pytest.approx(every[-1], abs=1e-12)


def test_before_the_first_outcome_the_record_is_the_same() -> None:
    read = evidence_row({"a": 0.1}, [finding_row("sign.x", {"a": 0.5})])
    assert with_learned(read, ["model.x", "engine.y"]) is read


def test_a_vehicle_that_few_faults_apply_to_takes_their_part_of_the_strength() -> None:
    total = 0.4
    plain = evidence_row({"a": 0.1, "b": 0.1}, unlisted=_UNLISTED)
    outcomes = OutcomesRow(
        unit=unit_of(total), faults=(("a", 25.0),), masses=(("any", "normal", 25.0),)
    )
    found = shares(plain.model_copy(update={"outcomes": outcomes}))
    # the class holds half of all mass: 25 of 50 cases, of them 22.5 for the two faults
    expected = np.asarray([25 + 11.25, 11.25, 0.0, 2.5]) / 50.0
    assert found == pytest.approx(expected, abs=1e-12)


def test_scoped_counts_pull_a_weight_towards_them_and_more_cases_pull_further() -> None:
    assert scoped_weight(0.2, []) == 0.2
    k = POOLING_WEIGHT_CASES
    model = (8.0 + k * 0.2) / (10.0 + k)
    assert scoped_weight(0.2, [(8.0, 2.0)]) == pytest.approx(model, abs=1e-15)
    engine = (3.0 + k * model) / (3.0 + k)
    assert scoped_weight(0.2, [(8.0, 2.0), (3.0, 0.0)]) == pytest.approx(engine, abs=1e-15)
    assert scoped_weight(0.2, [(800.0, 200.0)]) == pytest.approx(0.8, abs=0.01)


def test_only_the_scopes_of_the_vehicle_change_findings_and_questions() -> None:
    scoped = (("a", ["model.x", "model.other"], [9.0, 0.0], [1.0, 90.0]),)
    finding = finding_row("sign.x", {"a": 0.5, "b": 0.5}).model_copy(update={"scoped": scoped})
    question = question_row("sign.y", {"a": 0.5}).model_copy(update={"scoped": scoped})
    read = evidence_row({"a": 0.1, "b": 0.1}, [finding], questions=[question])
    found = with_learned(read, ["model.x"])
    weight = (9.0 + POOLING_WEIGHT_CASES * 0.5) / (10.0 + POOLING_WEIGHT_CASES)
    assert [edge[1] for edge in found.findings[0].edges] == pytest.approx([weight, 0.5])
    assert found.questions[0].edges[0][1] == pytest.approx(weight)
    unknown = with_learned(read, [])
    assert [edge[1] for edge in unknown.findings[0].edges] == [0.5, 0.5]

"""Two simultaneous faults, simulated: what is drawn, and that a broken engine scores worse."""

from dataclasses import replace

import numpy as np
import pytest

from engine.bench.quality import two_faults
from engine.bench.quality.results import QualityRow
from engine.bench.quality.two_faults import (
    QUESTIONS,
    answer_interview,
    measure_two_faults,
    pair_prior,
    simulate_two_faults,
)
from engine.inference.fault_set_search import SearchLimits
from engine.inference.network import Network
from engine.inference.posterior import Floats
from engine.inference.several_faults import SeveralFaults, several_faults
from tests.builders.noisy_or import network_of

FAULTS = 6


def _network() -> Network:
    """Return six faults with a symptom, a code and a sign each, and a symptom that all show."""
    rates = np.full((FAULTS, 3 * FAULTS + 1), 0.01)
    for fault in range(FAULTS):
        rates[fault, [fault, FAULTS + fault, 2 * FAULTS + fault]] = 0.9
        rates[fault, -1] = 0.5
    network = network_of(rates.tolist(), [0.01] * rates.shape[1], [0.02] * FAULTS)
    kinds = ["symptom"] * FAULTS + ["dtc"] * FAULTS + ["sign"] * FAULTS + ["symptom"]
    return replace(network, observable_ids=tuple(f"{kind}.{at}" for at, kind in enumerate(kinds)))


#: Fault 0 and 5 can never be on the same vehicle.
GROUPS = np.asarray([[1, 0], [1, 1], [1, 1], [1, 1], [1, 1], [0, 1]], dtype=bool)
NO_CAUSES = np.zeros((FAULTS, FAULTS))


def _figures(rows: list[QualityRow]) -> dict[str, float]:
    return {row.what.removeprefix("two faults, "): row.figure for row in rows}


def test_pairs_that_one_vehicle_shows_plainly_are_found() -> None:
    figures = _figures(measure_two_faults(_network(), NO_CAUSES, GROUPS, n=60, seed=1))
    assert figures["full evidence: both in the top 3"] > 95.0
    assert figures["full evidence: pair exact, told that there are two"] > 90.0
    assert figures["interview: both in the top 3"] > 95.0
    assert figures["interview: pair exact, told that there are two"] > 90.0


def test_an_engine_that_believes_the_opposite_finds_hardly_a_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def opposite(
        network: Network,
        columns: list[int],
        present: list[bool],
        causes: Floats,
        limits: SearchLimits,
    ) -> SeveralFaults:
        return several_faults(network, columns, [not flag for flag in present], causes, limits)

    monkeypatch.setattr(two_faults, "several_faults", opposite)
    figures = _figures(measure_two_faults(_network(), NO_CAUSES, GROUPS, n=30, seed=1))
    assert figures["full evidence: both in the top 3"] < 50.0
    assert figures["full evidence: pair exact, told that there are two"] < 20.0


def test_the_two_faults_can_be_on_the_same_vehicle() -> None:
    for case in simulate_two_faults(_network(), NO_CAUSES, GROUPS, n=50, seed=2):
        names = {case.vehicle.network.fault_ids[at] for at in case.pair}
        assert len(names) == 2
        assert names != {"fault.0", "fault.5"}
        assert len(case.vehicle.network.fault_ids) == FAULTS - 1


def test_the_same_seed_gives_the_same_rows() -> None:
    first = measure_two_faults(_network(), NO_CAUSES, GROUPS, n=10, seed=3)
    assert first == measure_two_faults(_network(), NO_CAUSES, GROUPS, n=10, seed=3)
    drawn = [case.pair for case in simulate_two_faults(_network(), NO_CAUSES, GROUPS, n=10, seed=3)]
    other = [case.pair for case in simulate_two_faults(_network(), NO_CAUSES, GROUPS, n=10, seed=4)]
    assert drawn != other


def test_a_fault_and_what_it_causes_are_drawn_more_often() -> None:
    causes = NO_CAUSES.copy()
    causes[1, 2] = 0.5
    prior = pair_prior(_network(), causes)
    assert prior[1, 2] > 10 * prior[3, 4]
    assert prior[1, 2] == prior[2, 1]


def test_both_faults_leave_their_findings() -> None:
    shown = [
        case.present[[FAULTS + int(case.vehicle.network.fault_ids[at][-1]) for at in case.pair]]
        for case in simulate_two_faults(_network(), NO_CAUSES, GROUPS, n=100, seed=5)
    ]
    assert 0.8 < np.mean(shown) < 1.0


def test_an_interview_asks_ten_questions_beyond_complaint_and_codes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = next(simulate_two_faults(_network(), NO_CAUSES, GROUPS, n=1, seed=1))
    known: list[list[int]] = []

    def watched(
        network: Network,
        columns: list[int],
        present: list[bool],
        causes: Floats,
        limits: SearchLimits,
    ) -> SeveralFaults:
        known.append(list(columns))
        return several_faults(network, columns, present, causes, limits)

    monkeypatch.setattr(two_faults, "several_faults", watched)
    answer_interview(case)
    assert len(known) == QUESTIONS + 1
    assert len(set(known[-1])) == len(known[0]) + QUESTIONS
    symptoms = [at for at in known[0] if case.vehicle.network.observable_ids[at].startswith("sym")]
    assert all(case.present[symptoms])

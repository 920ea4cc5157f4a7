"""From the record of a turn to arrays: leaks, circumstances, calibration."""

import numpy as np
import pytest

from cypher.rows.diagnosis import CalibrationRow, ObservedFinding
from tests.builders.turn import evidence_row, finding_row, question_row, turn_of

PRIORS = {"fault.a": 0.02, "fault.b": 0.02}
COLD = {"tax_temp=froid": 0.4, "tax_temp=chaud": 0.6}
RATIOS = {"fault.a": {"tax_temp=froid": 2.0, "tax_temp=chaud": 1 / 3}}


def _noise() -> list[ObservedFinding]:
    links = {"fault.a": 0.5, "fault.b": 0.5}
    return [finding_row("symptom.x", links, base=COLD, ratios=RATIOS)]


def test_a_fault_without_a_relationship_has_the_leak_and_its_question_the_weight() -> None:
    row = evidence_row(
        PRIORS,
        [finding_row("symptom.x", {"fault.a": 0.7}, leak=0.03)],
        questions=[question_row("symptom.y", {"fault.b": 0.6}, leak=0.04)],
    )
    network = turn_of(row, present=["symptom.x"]).network
    assert network.observable_ids == ("symptom.x", "symptom.y")
    assert network.rates.tolist() == [[0.7, 0.04], [0.03, 0.6]]
    assert network.related.tolist() == [[True, False], [False, True]]


def test_a_circumstance_points_to_the_fault_that_it_goes_with() -> None:
    row = evidence_row(PRIORS, _noise())
    plain = turn_of(row, present=["symptom.x"]).posterior.faults
    cold = turn_of(
        row, present=["symptom.x"], qualifiers={"symptom.x": {"tax_temp": "froid"}}
    ).posterior.faults
    assert plain[0] == pytest.approx(plain[1])
    # P(cold | a) = .4 * 2 = .8 against P(cold | b) = .4: twice as likely.
    assert cold[0] / cold[1] == pytest.approx(2.0, abs=1e-12)


def test_absent_in_a_circumstance_counts_only_for_that_circumstance() -> None:
    row = evidence_row(PRIORS, _noise())
    turn = turn_of(row, absent=["symptom.x"], qualifiers={"symptom.x": {"tax_temp": "froid"}})
    likelihood = np.exp(turn.evidence.log_terms()[:, 0])
    assert likelihood == pytest.approx(
        [1 - 0.5 * 0.8, 1 - 0.5 * 0.4, 1 - 0.01 * 0.4, 1 - 0.02 * 0.4], abs=1e-12
    )


def test_a_circumstance_that_the_graph_does_not_know_changes_nothing() -> None:
    row = evidence_row(PRIORS, [finding_row("symptom.x", {"fault.a": 0.5, "fault.b": 0.2})])
    plain = turn_of(row, present=["symptom.x"]).posterior.faults
    stated = turn_of(
        row, present=["symptom.x"], qualifiers={"symptom.x": {"tax_phase": "freinage"}}
    ).posterior.faults
    assert stated.tolist() == plain.tolist()


def test_a_calibration_temperature_divides_every_log_odds() -> None:
    findings = [finding_row("symptom.x", {"fault.a": 0.8, "fault.b": 0.2})]
    plain = turn_of(evidence_row(PRIORS, findings), present=["symptom.x"]).posterior.faults
    cool = evidence_row(PRIORS, findings, calibration=CalibrationRow(calibration_temperature=2.0))
    calibrated = turn_of(cool, present=["symptom.x"]).posterior.faults
    assert plain[0] / plain[1] == pytest.approx(4.0, abs=1e-9)
    assert calibrated[0] / calibrated[1] == pytest.approx(2.0, abs=1e-9)


def test_absent_in_a_circumstance_that_the_graph_does_not_know_tells_nothing() -> None:
    row = evidence_row(PRIORS, [finding_row("symptom.x", {"fault.a": 0.9, "fault.b": 0.1})])
    stated = {"symptom.x": {"tax_phase": "virage"}}
    turn = turn_of(row, absent=["symptom.x"], qualifiers=stated)
    assert turn.posterior.faults == pytest.approx(turn_of(row).posterior.faults, abs=1e-8)

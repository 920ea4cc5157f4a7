"""Confirmed cases calibrate the graph: kept with it, seen by the next diagnosis."""

from pathlib import Path

import numpy as np
import pytest

from engine.calibrating import (
    ConfirmedCase,
    FittedCalibration,
    fit_calibration,
    keep_calibration,
)
from engine.diagnose import DiagnosisRequest, diagnose
from engine.evidence import ReportedFinding
from engine.reading import Reader
from graph.embedder import Embedder
from graph.errors import NotFoundError
from graph.session import Graph
from graph.vocabulary import EvidenceState
from seeds.loader import load
from tests.builders.knowledge import small_pack

ONE, TWO = "symptom.one", "symptom.two"
CASES = 220


def _request(one: bool, two: bool) -> DiagnosisRequest:
    states = {True: EvidenceState.PRESENT, False: EvidenceState.ABSENT}
    return DiagnosisRequest(
        (
            ReportedFinding(id=ONE, state=states[one]),
            ReportedFinding(id=TWO, state=states[two]),
        )
    )


def _overstated(count: int) -> list[ConfirmedCase]:
    """Return cases in which the weights promise more than the findings hold."""
    rng = np.random.default_rng(5)
    cases = []
    for _ in range(count):
        is_alpha = bool(rng.random() < 0.5)
        one, two = rng.random(2) < ((0.6, 0.4) if is_alpha else (0.4, 0.6))
        fault = "fault.alpha" if is_alpha else "fault.beta"
        cases.append(ConfirmedCase(_request(bool(one), bool(two)), fault))
    return cases


@pytest.fixture
def reader(graph: Graph, embedder: Embedder, tmp_path: Path) -> Reader:
    load(graph, small_pack(tmp_path), embedder)
    return Reader(graph, embedder)


def test_too_few_cases_fit_nothing_and_say_how_many_are_missing(
    graph: Graph, reader: Reader
) -> None:
    fitted = fit_calibration(graph, reader, _overstated(20))
    assert (fitted.temperature, fitted.conformal_score) == (None, None)
    assert fitted.cases_needed - fitted.cases == 180


def test_overstated_weights_are_tempered_and_the_next_diagnosis_is_less_sure(
    graph: Graph, reader: Reader
) -> None:
    before = diagnose(graph, reader, _request(one=True, two=False))
    assert before.fault_set.kind == "credible"
    fitted = fit_calibration(graph, reader, _overstated(CASES))
    assert fitted.temperature is not None
    assert fitted.temperature > 2.0
    assert fitted.calibrated_log_loss < fitted.log_loss
    version = keep_calibration(graph, fitted)
    after = diagnose(graph, reader, _request(one=True, two=False))
    assert after.graph_version == version > before.graph_version
    assert after.fault_set.kind == "conformal"
    assert before.diagnoses[0].fault_id == after.diagnoses[0].fault_id == "fault.alpha"
    posterior, prior = after.diagnoses[0].probability, after.diagnoses[0].prior_probability
    assert prior < posterior < before.diagnoses[0].probability
    parts = sum(reason.log_odds for reason in after.diagnoses[0].reasons)
    assert parts == pytest.approx(
        np.log(posterior / (1 - posterior)) - np.log(prior / (1 - prior)), abs=1e-6
    )


def test_fitting_again_starts_from_what_the_weights_say_not_from_the_last_calibration(
    graph: Graph, reader: Reader
) -> None:
    first = fit_calibration(graph, reader, _overstated(CASES))
    keep_calibration(graph, first)
    assert fit_calibration(graph, reader, _overstated(CASES)) == first


def test_no_calibration_can_be_kept_too(graph: Graph, reader: Reader) -> None:
    keep_calibration(graph, fit_calibration(graph, reader, _overstated(CASES)))
    keep_calibration(graph, FittedCalibration(0, 200, None, None, 0.0, 0.0))
    assert diagnose(graph, reader, _request(one=True, two=False)).fault_set.kind == "credible"


def test_a_fault_that_the_vehicle_cannot_have_is_refused(graph: Graph, reader: Reader) -> None:
    case = ConfirmedCase(_request(one=True, two=False), "fault.nowhere")
    with pytest.raises(NotFoundError):
        fit_calibration(graph, reader, [case])

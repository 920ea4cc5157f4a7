"""Fit the calibration of a graph on confirmed cases, and keep it with the graph.

Production keeps a temperature and the threshold of conformal fault sets. A temperature divides
every log-likelihood, so that reasons still add up; an isotonic curve would break that, and is left
to the bench. With too few cases nothing is fitted, and the answers say "credible".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cypher.library import query
from cypher.rows.calibration import MergeCalibrationRow
from cypher.rows.diagnosis import CalibrationRow
from cypher.rows.seed import MergeGraphVersionRow
from engine.clock import time_of_write
from engine.diagnose import DiagnosisRequest, read_turn
from engine.inference.calibration import (
    CASES_FOR_TEMPERATURE,
    CalibrationKind,
    ConfirmedCases,
    choose_calibration,
    temperature_of,
)
from engine.inference.fault_set import CASES_FOR_CONFORMAL, fit_conformal
from engine.inference.temperature import log_loss, tempered
from engine.reading import Reader
from graph.errors import NotFoundError
from graph.session import Graph, Transaction

MERGE_GRAPH_VERSION = query("seed/merge_graph_version", MergeGraphVersionRow)
MERGE_CALIBRATION = query("calibration/merge_calibration", MergeCalibrationRow)
#: All applicable faults are read, so that no probability stays in the untouched rest.
_ALL_FAULTS = 1_000_000


@dataclass(frozen=True)
class ConfirmedCase:
    """A request, and the fault that was confirmed."""

    request: DiagnosisRequest
    fault_id: str


@dataclass(frozen=True)
class FittedCalibration:
    """What the cases allow.

    Attributes:
        cases: that were there.
        cases_needed: before anything is fitted.
        temperature: T, or None when there are too few cases or it does not help unseen ones.
        conformal_score: threshold of the 95 % fault set, or None when there are too few cases.
        log_loss: mean -ln P(confirmed fault), in nats, as stated.
        calibrated_log_loss: the same after the temperature; equal without one.
    """

    cases: int
    cases_needed: int
    temperature: float | None
    conformal_score: float | None
    log_loss: float
    calibrated_log_loss: float


def fit_calibration(
    graph: Graph, reader: Reader, cases: Sequence[ConfirmedCase]
) -> FittedCalibration:
    """Return what the cases allow; nothing is written.

    Raises:
        NotFoundError: a case confirms a fault that the graph does not have for its vehicle.
    """
    confirmed = _posteriors(graph, reader, cases)
    chosen = choose_calibration(confirmed)
    if chosen.kind is CalibrationKind.ISOTONIC:
        chosen = temperature_of(confirmed)
    temperature = chosen.temperature if chosen.kind is CalibrationKind.TEMPERATURE else None
    calibrated = tempered(confirmed.probabilities, temperature or 1.0, confirmed.prior)
    threshold = fit_conformal(calibrated, confirmed.true)
    return FittedCalibration(
        cases=len(cases),
        cases_needed=max(CASES_FOR_TEMPERATURE, CASES_FOR_CONFORMAL),
        temperature=temperature,
        conformal_score=threshold.score if threshold else None,
        log_loss=float(log_loss(confirmed.probabilities, confirmed.true).mean()),
        calibrated_log_loss=float(log_loss(calibrated, confirmed.true).mean()),
    )


def keep_calibration(graph: Graph, fitted: FittedCalibration) -> int:
    """Write the calibration with the graph in one transaction; return the new graph version."""
    now = time_of_write()

    def write(tx: Transaction) -> int:
        tx.run(MERGE_GRAPH_VERSION, now=now)
        rows = tx.run(
            MERGE_CALIBRATION,
            temperature=fitted.temperature,
            cases=fitted.cases,
            conformal_score=fitted.conformal_score,
        )
        return rows[0].version

    return graph.write_unit(write)


def _posteriors(graph: Graph, reader: Reader, cases: Sequence[ConfirmedCase]) -> ConfirmedCases:
    """Return the posteriors as stated without any calibration, over all faults of all cases."""
    turns = []
    for case in cases:
        turn, _ = read_turn(graph, reader, replace(case.request, untouched_read=_ALL_FAULTS))
        plain = turn.row.model_copy(update={"calibration": CalibrationRow()})
        turns.append(replace(turn, row=plain))
    names = sorted({key for turn in turns for key in turn.network.fault_ids})
    place = {key: at for at, key in enumerate(names)}
    probabilities = np.zeros((len(turns), len(names) + 2))
    prior = np.zeros_like(probabilities)
    for row, turn in enumerate(turns):
        columns = [*(place[key] for key in turn.network.fault_ids), -2, -1]
        probabilities[row, columns] = turn.probabilities
        prior[row, columns] = turn.prior_probabilities
    true = [_place(case, place, prior[row]) for row, case in enumerate(cases)]
    return ConfirmedCases(probabilities, np.asarray(true, dtype=int), prior, (len(names),))


def _place(case: ConfirmedCase, place: dict[str, int], prior: np.ndarray[tuple[int, ...]]) -> int:
    at = place.get(case.fault_id)
    if at is None or prior[at] <= 0.0:
        raise NotFoundError(
            f"{case.fault_id} cannot be the fault of this case's vehicle",
            field="fault_id",
            fix="confirm an active fault of the graph that applies to the vehicle",
        )
    return at

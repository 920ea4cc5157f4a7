"""From what the graph returned to ranked faults with reasons: no input or output."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cypher.rows.diagnosis import ObservedFinding, TraceEvidenceRow
from engine.explain import reasons
from engine.inference.posterior import Evidence, posterior
from engine.vehicle import RecognisedVehicle
from engine.vehicle_prior import recurring_factors, vehicle_prior
from engine.verdict import FaultAnswer
from graph.vocabulary import EvidenceState


@dataclass(frozen=True)
class Ranking:
    """The likeliest faults, and where the rest of the probability is.

    Attributes:
        shown: the first faults, without their display data.
        not_shown_probability: of faults that were read but lie beyond the limit.
        unread_probability: of applicable faults that were not read.
        unlisted_probability: of a cause that is not in the graph.
    """

    shown: tuple[FaultAnswer, ...]
    not_shown_probability: float
    unread_probability: float
    unlisted_probability: float


def rank_faults(
    row: TraceEvidenceRow,
    vehicle: RecognisedVehicle,
    states: Mapping[str, EvidenceState],
    limit: int,
) -> Ranking:
    """Return the faults by posterior, ties by id; the order of evidence changes nothing."""
    findings = _known_findings(row, states)
    fault_ids = sorted(fault_id for fault_id, _, _, _ in row.faults)
    levels = {fault_id: level for fault_id, _, _, level in row.faults}
    factors = recurring_factors(row, vehicle)
    prior = vehicle_prior(row, fault_ids, factors)
    evidence = build_evidence(findings, states, fault_ids)
    result = posterior(prior, evidence)
    before = np.exp(prior.log_masses())
    order = [int(at) for at in np.lexsort((np.arange(len(fault_ids)), -result.faults))[:limit]]
    explained = reasons(prior, evidence, findings, states, [(at, fault_ids[at]) for at in order])
    shown = tuple(
        FaultAnswer(
            rank=rank,
            fault_id=fault_ids[at],
            probability=float(result.faults[at]),
            prior_probability=float(before[at]),
            safety_level=levels[fault_ids[at]],
            reasons=explained[rank - 1],
            recurring=factors.get(fault_ids[at], ()),
        )
        for rank, at in enumerate(order, start=1)
    )
    rest = float(result.faults.sum() - result.faults[order].sum())
    return Ranking(shown, max(rest, 0.0), result.untouched, result.unlisted)


def build_evidence(
    findings: Sequence[ObservedFinding],
    states: Mapping[str, EvidenceState],
    fault_ids: Sequence[str],
) -> Evidence:
    """Return the arrays of the inference; a missing relationship counts with the leak."""
    leak = np.asarray([finding.leak for finding in findings], dtype=np.float64)
    likelihood = np.tile(leak, (len(fault_ids), 1))
    index = {fault_id: at for at, fault_id in enumerate(fault_ids)}
    for column, finding in enumerate(findings):
        for fault_id, weight in finding.edges:
            likelihood[index[fault_id], column] = weight
    return Evidence(
        present=np.asarray([states[f.id] is EvidenceState.PRESENT for f in findings], dtype=bool),
        likelihood=likelihood.reshape(len(fault_ids), len(findings)),
        leak=leak,
        unlisted_rate=np.asarray([f.unlisted_rate for f in findings], dtype=np.float64),
    )


def _known_findings(
    row: TraceEvidenceRow, states: Mapping[str, EvidenceState]
) -> list[ObservedFinding]:
    """Return each present or absent finding once, sorted by id; unknown ones say nothing."""
    known = {
        finding.id: finding
        for finding in row.findings
        if states.get(finding.id, EvidenceState.UNKNOWN) is not EvidenceState.UNKNOWN
    }
    return [known[key] for key in sorted(known)]

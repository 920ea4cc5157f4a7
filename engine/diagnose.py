"""The use case: findings and a vehicle in, a ranked and explained verdict out.

One read for the evidence, one for what is shown; all inference is numpy in ``engine.inference``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cypher.library import query
from cypher.rows.diagnosis import ObservedFinding, TraceEvidenceRow, TraceFaultsRow
from engine.evidence import Candidate, ReportedFinding, StatedFinding, UnderstoodFinding, settle
from engine.ranking import rank_faults
from engine.reading import Reader
from engine.vehicle import RecognisedVehicle, VehicleDescription, recognise
from engine.verdict import ObservedAnswer, Verdict
from graph.errors import NotFoundError, NotReadyError
from graph.session import Graph
from graph.vocabulary import EvidenceState

TRACE_EVIDENCE = query("diagnosis/trace_evidence", TraceEvidenceRow)
TRACE_FAULTS = query("diagnosis/trace_faults", TraceFaultsRow)


@dataclass(frozen=True)
class DiagnosisRequest:
    """What to diagnose.

    Attributes:
        limit: how many faults to show, 1 to 50; it does not change any probability.
    """

    findings: tuple[ReportedFinding, ...]
    vehicle: VehicleDescription | None = None
    limit: int = 10


def diagnose(graph: Graph, reader: Reader, request: DiagnosisRequest) -> Verdict:
    """Return the verdict.

    Raises:
        InvalidInputError: a code is not one, or a finding contradicts another.
        NotFoundError: an observable id does not exist.
        NotReadyError: the graph holds no knowledge.
    """
    vehicle = recognise(graph, request.vehicle)
    understood = reader.read(request.findings, vehicle.make_code)
    row = _trace(graph, understood, vehicle, request.limit)
    found = {finding.position: finding for finding in row.findings}
    states = settle(
        [
            StatedFinding(found[position].id, item.state, item.explicit, item.field)
            for position, item in enumerate(understood)
            if position in found
        ]
    )
    answers = tuple(
        _observed(item, found.get(position), vehicle, states)
        for position, item in enumerate(understood)
    )
    return _verdict(graph, row, vehicle, answers, request.limit)


def _trace(
    graph: Graph,
    understood: Sequence[UnderstoodFinding],
    vehicle: RecognisedVehicle,
    limit: int,
) -> TraceEvidenceRow:
    rows = graph.read(
        TRACE_EVIDENCE,
        findings=[list(item.ids) for item in understood],
        powertrains=list(vehicle.powertrains),
        vehicle_types=list(vehicle.vehicle_types),
        vehicle_ids=vehicle.ids,
        limit=limit,
    )
    if not rows:
        raise NotReadyError(
            "the graph holds no knowledge", fix="run `faultgraph seed`", key="graph.empty"
        )
    known = {finding.position for finding in rows[0].findings}
    for position, item in enumerate(understood):
        if item.ids and position not in known and item.said in item.ids:
            raise NotFoundError(
                f"there is no observable {item.said[:80]!r}",
                field=item.field,
                fix="find ids with `GET /api/knowledge-graph/nodes/search`",
                key="observable.unknown",
                values={"id": item.said[:80]},
            )
    return rows[0]


def _observed(
    item: UnderstoodFinding,
    finding: ObservedFinding | None,
    vehicle: RecognisedVehicle,
    states: dict[str, EvidenceState],
) -> ObservedAnswer:
    if finding is None:
        reason = item.reason or ("code_without_knowledge" if item.ids else "not_understood")
        return ObservedAnswer(item.said, item.state, None, item.alternatives, reason)
    settled = states[finding.id]
    return ObservedAnswer(
        said=item.said,
        state=settled,
        matched=Candidate(finding.id, finding.label_fr, finding.label_en, item.similarity),
        alternatives=item.alternatives,
        reason="contradicted" if _overruled(item.state, settled) else item.reason,
        unusual=settled is EvidenceState.PRESENT and not _applies(finding, vehicle),
    )


def _overruled(said: EvidenceState, settled: EvidenceState) -> bool:
    """Whether another finding says otherwise; "unknown" contradicts nothing."""
    return said is not EvidenceState.UNKNOWN and said is not settled


def _applies(finding: ObservedFinding, vehicle: RecognisedVehicle) -> bool:
    """Whether the observable can occur on the vehicle, as far as the vehicle is known (G4b)."""
    return all(
        not possible or bool(set(possible) & set(allowed))
        for possible, allowed in (
            (vehicle.powertrains, finding.powertrains),
            (vehicle.vehicle_types, finding.vehicle_types),
        )
    )


def _verdict(
    graph: Graph,
    row: TraceEvidenceRow,
    vehicle: RecognisedVehicle,
    answers: tuple[ObservedAnswer, ...],
    limit: int,
) -> Verdict:
    states = {answer.matched.id: answer.state for answer in answers if answer.matched}
    ranking = rank_faults(row, vehicle, states, limit)
    details = _details(graph, [item.fault_id for item in ranking.shown])
    return Verdict(
        graph_version=row.graph_version,
        vehicle=vehicle,
        observables=answers,
        diagnoses=tuple(replace(item, details=details[item.fault_id]) for item in ranking.shown),
        not_shown_probability=ranking.not_shown_probability,
        unread_probability=ranking.unread_probability,
        unlisted_probability=ranking.unlisted_probability,
    )


def _details(graph: Graph, fault_ids: list[str]) -> dict[str, dict[str, object]]:
    if not fault_ids:
        return {}
    rows = graph.read(TRACE_FAULTS, fault_ids=fault_ids)
    return {fault["id"]: fault for fault in rows[0].faults}

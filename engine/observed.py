"""What became of each reported finding: what it was taken for, and how it was settled."""

from collections.abc import Mapping, Sequence

from cypher.rows.diagnosis import ObservedFinding, TraceEvidenceRow
from engine.evidence import Candidate, KnownFinding, StatedFinding, UnderstoodFinding, settle
from engine.vehicle import RecognisedVehicle
from engine.verdict import ObservedAnswer
from graph.vocabulary import EvidenceState


def settle_findings(
    understood: Sequence[UnderstoodFinding], row: TraceEvidenceRow, context: Mapping[str, str]
) -> dict[str, KnownFinding]:
    """Return what is known of each observable that was found.

    Args:
        understood: the findings, in the order of their positions in the record.
        row: the record.
        context: circumstances of every finding that states none of its own.

    Raises:
        InvalidInputError: an id or code is stated present and absent.
    """
    found = {finding.position: finding for finding in row.findings}
    return settle(
        [
            StatedFinding(
                found[position].id,
                item.state,
                item.explicit,
                item.field,
                {
                    **(item.qualifiers or _known_context(found[position], context)),
                    **item.derived,
                },
                item.status,
            )
            for position, item in enumerate(understood)
            if position in found
        ]
    )


def _known_context(finding: ObservedFinding, context: Mapping[str, str]) -> dict[str, str]:
    """Return the circumstances of the whole visit that the graph knows of for this finding."""
    names = set(finding.qualifier or [])
    return {name: value for name, value in context.items() if f"{name}={value}" in names}


def observed_answers(
    understood: Sequence[UnderstoodFinding],
    row: TraceEvidenceRow,
    vehicle: RecognisedVehicle,
    known: Mapping[str, KnownFinding],
) -> tuple[ObservedAnswer, ...]:
    """Return what became of each finding, in the order they were reported."""
    found = {finding.position: finding for finding in row.findings}
    return tuple(
        _observed(item, found.get(position), vehicle, known)
        for position, item in enumerate(understood)
    )


def _observed(
    item: UnderstoodFinding,
    finding: ObservedFinding | None,
    vehicle: RecognisedVehicle,
    known: Mapping[str, KnownFinding],
) -> ObservedAnswer:
    if finding is None:
        reason = item.reason or ("code_without_knowledge" if item.ids else "not_understood")
        return ObservedAnswer(
            item.said, item.state, None, item.alternatives, reason, status=item.status
        )
    settled = known[finding.id]
    return ObservedAnswer(
        said=item.said,
        state=settled.state,
        matched=Candidate(finding.id, finding.label_fr, finding.label_en, item.similarity),
        alternatives=item.alternatives,
        reason="contradicted" if _overruled(item.state, settled.state) else item.reason,
        unusual=settled.state is EvidenceState.PRESENT
        and not applies(finding.powertrains, finding.vehicle_types, vehicle),
        qualifiers=settled.qualifiers,
        status=settled.status if item.status else None,
        derived={
            name: value
            for name, value in item.derived.items()
            if settled.qualifiers.get(name) == value
        },
    )


def _overruled(said: EvidenceState, settled: EvidenceState) -> bool:
    """Whether another finding says otherwise; "unknown" contradicts nothing."""
    return said is not EvidenceState.UNKNOWN and said is not settled


def applies(
    powertrains: Sequence[str] | None,
    vehicle_types: Sequence[str] | None,
    vehicle: RecognisedVehicle,
) -> bool:
    """Whether an observable can occur on the vehicle, as far as the vehicle is known (G4b)."""
    return all(
        not possible or not allowed or bool(set(possible) & set(allowed))
        for possible, allowed in (
            (vehicle.powertrains, powertrains),
            (vehicle.vehicle_types, vehicle_types),
        )
    )

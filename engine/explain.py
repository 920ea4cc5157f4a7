"""Reasons for and against a fault, each with its part of the log-odds and its path."""

from collections.abc import Sequence

from cypher.rows.diagnosis import ObservedFinding
from engine.codes.complete_scan import ScanFinding
from engine.inference.contributions import contributions
from engine.turn import Turn
from engine.verdict import Reason


def reasons(turn: Turn, rows: Sequence[int]) -> list[tuple[Reason, ...]]:
    """Return the reasons of each fault, the strongest first.

    Args:
        turn: what was inferred from.
        rows: of the faults to explain.
    """
    parts = contributions(turn.network.prior, turn.evidence, list(rows))
    return [
        tuple(
            sorted(
                (
                    _reason(finding, turn, turn.network.fault_ids[row], float(values[column]))
                    for column, finding in enumerate(turn.findings)
                ),
                key=lambda reason: (-abs(reason.log_odds), reason.observable_id),
            )
        )
        for row, values in zip(rows, parts, strict=True)
    ]


def path_to(finding: ObservedFinding, fault_id: str) -> tuple[str, ...]:
    """Return the path from a finding to a fault in the graph; empty where there is none.

    That of many absent codes is the path of the one whose absence tells most.
    """
    if isinstance(finding, ScanFinding):
        expected = finding.telling.get(fault_id)
        return _path(*expected[0], fault_id) if expected else ()
    weight = _weight(finding, fault_id)
    return () if weight is None else _path(finding.id, weight, fault_id)


def _path(observable_id: str, weight: float, fault_id: str) -> tuple[str, ...]:
    return (observable_id, f"INDICATES {weight:.2f}", fault_id)


def _weight(finding: ObservedFinding, fault_id: str) -> float | None:
    return {edge[0]: edge[1] for edge in finding.edges}.get(fault_id)


def _reason(finding: ObservedFinding, turn: Turn, fault_id: str, log_odds: float) -> Reason:
    weight = _weight(finding, fault_id)
    return Reason(
        observable_id=finding.id,
        label_fr=finding.label_fr,
        label_en=finding.label_en,
        state=turn.known[finding.id].state,
        log_odds=log_odds,
        weight=weight,
        path=path_to(finding, fault_id),
        expected=_expected(finding, fault_id),
    )


def _expected(finding: ObservedFinding, fault_id: str) -> tuple[str, ...]:
    """Return the absent codes that the fault would be expected to set."""
    telling = finding.telling.get(fault_id, []) if isinstance(finding, ScanFinding) else []
    return tuple(code_id for code_id, _ in telling)

"""Reasons for and against a fault, each with its part of the log-odds and its path."""

from collections.abc import Sequence

from cypher.rows.diagnosis import ObservedFinding
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
    """Return the path from a finding to a fault in the graph; empty where there is none."""
    weight = _weight(finding, fault_id)
    return () if weight is None else (finding.id, f"INDICATES {weight:.2f}", fault_id)


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
    )

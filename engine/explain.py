"""Reasons for and against a fault, each with its part of the log-odds and its path."""

from collections.abc import Mapping, Sequence

from cypher.rows.diagnosis import ObservedFinding
from engine.inference.contributions import contributions
from engine.inference.posterior import Evidence, Prior
from engine.verdict import Reason
from graph.vocabulary import EvidenceState


def reasons(
    prior: Prior,
    evidence: Evidence,
    findings: Sequence[ObservedFinding],
    states: Mapping[str, EvidenceState],
    faults: Sequence[tuple[int, str]],
) -> list[tuple[Reason, ...]]:
    """Return the reasons of each fault, the strongest first.

    Args:
        prior: prior masses.
        evidence: the arrays that the posterior used.
        findings: one per column of the evidence.
        states: present or absent, by observable id.
        faults: (row of the evidence, fault id) of each fault to explain.
    """
    parts = contributions(prior, evidence, [row for row, _ in faults])
    return [
        tuple(
            sorted(
                (
                    _reason(finding, states[finding.id], fault_id, float(values[column]))
                    for column, finding in enumerate(findings)
                ),
                key=lambda reason: (-abs(reason.log_odds), reason.observable_id),
            )
        )
        for (_, fault_id), values in zip(faults, parts, strict=True)
    ]


def _reason(
    finding: ObservedFinding, state: EvidenceState, fault_id: str, log_odds: float
) -> Reason:
    weight = dict(finding.edges).get(fault_id)
    path: tuple[str, ...] = ()
    if weight is not None:
        path = (finding.id, f"INDICATES {weight:.2f}", fault_id)
    return Reason(
        observable_id=finding.id,
        label_fr=finding.label_fr,
        label_en=finding.label_en,
        state=state,
        log_odds=log_odds,
        weight=weight,
        path=path,
    )

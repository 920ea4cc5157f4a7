"""The answer of a diagnosis: frozen values, probabilities 0 to 1, texts in both languages."""

from dataclasses import dataclass, field
from typing import Any

from engine.evidence import Candidate
from engine.vehicle import RecognisedVehicle
from graph.vocabulary import EvidenceState


@dataclass(frozen=True)
class ObservedAnswer:
    """What became of one reported finding.

    Attributes:
        matched: the observable it was taken for, or None when it was not understood.
        unusual: whether the observable does not apply to this vehicle (it stays evidence).
    """

    said: str
    state: EvidenceState
    matched: Candidate | None
    alternatives: tuple[Candidate, ...] = ()
    reason: str | None = None
    unusual: bool = False


@dataclass(frozen=True)
class Reason:
    """One finding's part in a fault's log-odds, with its path in the graph.

    Attributes:
        log_odds: nats; above 0 speaks for the fault. All reasons of a fault add up to posterior
            minus prior log-odds.
        weight: P(finding present | fault) where the graph relates them, else None.
        path: nodes and relationships from the observable to the fault.
    """

    observable_id: str
    label_fr: str
    label_en: str
    state: EvidenceState
    log_odds: float
    weight: float | None
    path: tuple[str, ...]


@dataclass(frozen=True)
class RecurringFactor:
    """Why this vehicle changes a fault's prior (G7)."""

    target_id: str
    odds_multiplier: float


@dataclass(frozen=True)
class FaultAnswer:
    """One fault of the ranking.

    Attributes:
        probability: posterior, 0 to 1.
        prior_probability: for this vehicle, before the findings.
        details: display data as the query ``diagnosis/trace_faults`` returns it.
    """

    rank: int
    fault_id: str
    probability: float
    prior_probability: float
    safety_level: str
    reasons: tuple[Reason, ...]
    recurring: tuple[RecurringFactor, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """The whole answer; probabilities of listed, unread and unlisted causes sum to 1.

    Attributes:
        unread_probability: summed probability of applicable faults that were not read.
        not_shown_probability: of faults that were read but lie beyond the limit.
        unlisted_probability: of a cause that is not in the graph.
    """

    graph_version: int
    vehicle: RecognisedVehicle
    observables: tuple[ObservedAnswer, ...]
    diagnoses: tuple[FaultAnswer, ...]
    not_shown_probability: float
    unread_probability: float
    unlisted_probability: float

"""Shapes of recurring faults and of the risk profile (KG v2.8.7, v2.8.12)."""

from typing import Literal

from pydantic import BaseModel, Field

from graph.vocabulary import Powertrain, Severity, SourceKind
from graph.vocabulary_records import RecurringSource, RiskUrgency


class Labelled(BaseModel):
    """A node by its id, with its label in the answer's language."""

    id: str
    label: str


class Range(BaseModel):
    """Both ends included; a missing end is open."""

    start: int | None = None
    end: int | None = None


class RecurringFaultOutput(BaseModel):
    """A known weakness of a model or engine: the source's ModelRecurringFault and its target."""

    id: str = Field(description="relation_id of the AFFECTS relationship")
    vehicle_model_pattern: str = Field(description="* means any; % is read the same")
    engine_pattern: str | None
    year_range: Range | None
    fault_node_id: str
    typical_km_range: Range | None
    frequency_rate: float | None = Field(ge=0, le=1)
    severity: Severity
    source: RecurringSource | None = Field(
        description="null for knowledge of another kind, which source_kind names"
    )
    source_kind: SourceKind
    probability_boost: float = Field(
        description="lifts a fault of probability .2 by that much; odds_multiplier is the same"
    )
    confidence: float = Field(ge=0, le=1)
    target: str = Field(description="model or engine family that it holds for")
    target_label: str
    odds_multiplier: float
    reviewed: bool


class SourceCredit(BaseModel):
    """Whom the facts come from; show ``attribution`` wherever you show them."""

    id: str
    title: str
    licence: str
    attribution: str | None
    sample_size: int | None


class RiskPointOutput(BaseModel):
    """One point of a curve: how many have failed by this mileage."""

    km: int
    risk: float = Field(ge=0, le=100, description="% that have failed by this mileage")
    label: str | None


class RiskAssessmentOutput(BaseModel):
    """One part category at the vehicle's mileage: the source's RiskAssessment and its grounds."""

    part_category: str
    label: str
    current_km: int
    risk_level: float = Field(ge=0, le=100, description="% that have failed by this mileage")
    risk_label: str
    risk_points: list[RiskPointOutput] = Field(description="the whole curve, from new to old")
    next_threshold_km: int | None = Field(
        description="where the next of 10, 25, 50, 75 % is reached; null: not within the data"
    )
    recommendation: str
    urgency: RiskUrgency
    risk_ahead: float = Field(
        ge=0, le=100, description="% of those still good that fail within ahead_km from here"
    )
    ahead_km: int
    engine_types: list[Powertrain] = Field(description="powertrains that the curve answers for")
    beyond_data: bool = Field(description="the mileage lies beyond the last point of the curve")
    confidence: float = Field(ge=0, le=1)
    reviewed: bool
    curve_id: str
    parts: list[Labelled]
    sources: list[SourceCredit]


class KnownWeakness(RecurringFaultOutput):
    """A recurring fault of this vehicle, and where the mileage lies in its km range."""

    fault: Labelled
    safety_level: str
    window: Literal["before", "inside", "after"]
    says: str


class RiskSubject(BaseModel):
    """What was asked for, and what it may be."""

    id: str
    kind: Literal["model", "engine", "vehicle"]
    label: str
    models: list[Labelled]
    engines: list[Labelled]


class RiskProfileResponse(BaseModel):
    """What may fail on a vehicle at its mileage, the most urgent first."""

    request_id: str
    graph_version: str
    locale: str
    vehicle: RiskSubject
    current_km: int
    assessments: list[RiskAssessmentOutput]
    known_weaknesses: list[KnownWeakness]
    notes: list[str]

"""Shapes of ``POST /api/knowledge-graph/diagnose-explained``: the source's ExplainableOutput.

The names are the source's. Its diagnosis result has a text ``reasoning`` and its ExplainableOutput
an object of the same name: here ``reasoning`` is the object, and the text is ``reasoning_text``.
"""

from typing import Any

from pydantic import BaseModel, Field

from api.http.schemas.diagnosis import DiagnoseResponse, DiagnosisOutput
from api.http.schemas.parts import PartOutput
from api.http.schemas.remedies import VerificationOutput
from graph.vocabulary_records import DiyFeasibility, RepairUrgency


class TraceOutput(BaseModel):
    """A statement, and what in the graph it rests on."""

    statement: str
    nodes: list[str] = Field(description="ids of nodes")
    relationships: list[str] = Field(description="relation_id of relationships")


class FactorOutput(BaseModel):
    """One summand of the confidence, in words."""

    factor: str
    contribution: float


class ReasoningOutput(BaseModel):
    """Why this fault."""

    matched_observables: list[str] = Field(description="present findings that this fault explains")
    context_factors: list[str] = Field(description="vehicle, circumstances and use")
    confidence_factors: list[FactorOutput]
    chain_of_evidence: str = Field(description="the statements of the trace, one after the other")
    trace: list[TraceOutput]


class ExplainedVerification(VerificationOutput):
    """How to make sure; without a template, that a garage has to."""

    trace: list[TraceOutput]


class UrgencyOutput(BaseModel):
    """How soon to repair: the template of the fault, tightened by the safety gate."""

    level: RepairUrgency
    label: str
    reason: str
    can_drive: bool
    max_km_before_repair: int | None
    trace: list[TraceOutput]


class PartSuggestion(PartOutput):
    """A part that the repair may need, and the relationship behind it."""

    trace: list[TraceOutput]


class PartsInvolvedOutput(BaseModel):
    """Parts of the repair; ``primary`` is null when the repair needs none."""

    primary: PartSuggestion | None
    secondary: list[PartSuggestion]
    diy_feasibility: DiyFeasibility


class FAQEntry(BaseModel):
    """A question and its answer, plain text; the answer names what it rests on."""

    question: str
    answer: str


class FormattedOutput(BaseModel):
    """The explanation, ready to show."""

    summary: str
    detailed_html: str = Field(description="an escaped fragment without script or style")
    faq_compatible: list[FAQEntry]
    faq_json_ld: dict[str, Any] = Field(description="the same as a schema.org FAQPage")


class ExplainedDiagnosis(DiagnosisOutput):
    """One fault of the ranking with its explanation."""

    reasoning: ReasoningOutput  # type: ignore[assignment]
    reasoning_text: str = Field(description="the text that /diagnose calls reasoning")
    verification: ExplainedVerification
    urgency: UrgencyOutput
    parts_involved: PartsInvolvedOutput
    formatted_output: FormattedOutput


class ExplainedResponse(DiagnoseResponse):
    """The verdict of /diagnose, each diagnosis explained."""

    diagnoses: list[ExplainedDiagnosis]  # type: ignore[assignment]

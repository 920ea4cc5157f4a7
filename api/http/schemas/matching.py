"""Shapes of ``POST /api/efi/match`` and ``/match-ticket/{id}`` (EFI 5.1, spec/api.md)."""

from typing import Annotated

from pydantic import BaseModel, Field

from api.http.schemas.diagnosis import Input, Named, ShortText
from api.http.schemas.vehicles import VehicleOutput
from engine.matching.answers import RankBy
from engine.matching.entities import EntityKind
from engine.matching.explaining import Stage
from engine.matching.scoring import MatchType
from graph.vocabulary import Locale
from graph.vocabulary_records import CardStatus, ConfidenceLevel

CodeText = Annotated[str, Field(min_length=1, max_length=40)]


class MatchOptions(Input):
    """How matches are made and shown."""

    limit: int = Field(10, ge=1, le=50, description="most matches in the answer")
    rank_by: RankBy = Field(
        RankBy.MATCH_SCORE,
        description="calibrated: by the engine's probability of the card's fault",
    )
    include_pending: bool = Field(
        default=False, description="also cards that wait for an expert; takes the role expert"
    )
    all_stages: bool = Field(
        default=False, description="run every stage where the exact one is sure, too"
    )
    locale: Locale | None = None


class MatchInput(MatchOptions):
    """What to match: FailureMatchRequest of the source."""

    symptom_text: Annotated[str, Field(max_length=4000)] = Field(
        "", description="the complaint in words, French or English; codes in it count too"
    )
    error_codes: Annotated[list[CodeText], Field(max_length=50)] = Field(
        [], description="as read: SAE codes and makers' own"
    )
    vehicle_make: ShortText | None = None
    vehicle_model: ShortText | None = None
    signature_hash: Annotated[str, Field(min_length=1, max_length=128)] | None = Field(
        None, description="of a known failure signature; an equal one is a sure match"
    )


class StageScoresOutput(BaseModel):
    """Score of each stage; null where it did not run or had nothing to compare."""

    exact: float = Field(ge=0, le=1)
    keyword: float | None = Field(ge=0, le=1)
    semantic: float | None = Field(ge=0, le=1)
    vehicle: float = Field(description="1 exact, .5 same make, 0 unknown, -2 incompatible")


class ExplanationOutput(BaseModel):
    """One line of a score; the contributions of all lines add up to it."""

    stage: Stage
    text: str
    matched: list[str]
    contribution: float


class CardMatchOutput(BaseModel):
    """A card that matches: FailureMatchResult of the source."""

    rank: int
    failure_id: str
    title: str
    status: CardStatus
    match_score: float = Field(ge=0, le=1)
    match_type: MatchType
    matched_symptoms: list[Named] = Field(
        description="reported observables that indicate the card, the most telling first"
    )
    matched_codes: list[str]
    matched_keywords: list[str]
    confidence_level: ConfidenceLevel | None
    confidence_score: float | None = Field(ge=0, le=1, description="displayed; it never ranks")
    effectiveness_score: float | None = Field(ge=0, le=1)
    stage_scores: StageScoresOutput
    calibrated_probability: float | None = Field(
        ge=0, le=1, description="the engine's, of the card's fault; null when it has none"
    )
    explanation: list[ExplanationOutput]
    stage_latency_ms: dict[str, float]


class EntityOutput(BaseModel):
    """A part or a subsystem that the text names."""

    kind: EntityKind
    id: str
    said: str


class ExtractedOutput(BaseModel):
    """What was found in the text."""

    codes: list[str]
    keywords: list[str]
    entities: list[EntityOutput]


class MatchResponse(BaseModel):
    """The matches, the best first."""

    request_id: str
    graph_version: str
    matches: list[CardMatchOutput]
    rank_by: RankBy
    fast_path: bool = Field(description="the exact stage alone was sure; the others did not run")
    degraded: str | None = Field(description="why meaning was not compared; null when it was")
    degraded_reason: str | None = Field(description="the same as a key that stays")
    candidates: int = Field(description="how many cards were scored")
    stage_latency_ms: dict[str, float] = Field(description="milliseconds of each stage that ran")
    extracted: ExtractedOutput
    vehicle: VehicleOutput


class TicketMatchResponse(MatchResponse):
    """The matches of a ticket; they are stored with it."""

    ticket_id: str
    ai_match_timestamp: str

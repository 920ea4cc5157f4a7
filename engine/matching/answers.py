"""What is asked of matching, and what it answers: frozen values, texts in both languages."""

from dataclasses import dataclass
from enum import StrEnum

from cypher.rows.matching import CandidateCard
from engine.matching.explaining import ExplanationLine
from engine.matching.extracting import Extracted
from engine.matching.scoring import Score
from engine.vehicle import RecognisedVehicle


class RankBy(StrEnum):
    """What the matches are ordered by."""

    MATCH_SCORE = "match_score"
    CALIBRATED = "calibrated"


class Degraded(StrEnum):
    """Why no meaning was compared."""

    NO_EMBEDDER = "no_embedder"
    EMBEDDER_FAILED = "embedder_failed"
    NO_VECTOR_INDEX = "no_vector_index"


@dataclass(frozen=True)
class MatchRequest:
    """What is to be matched (FailureMatchRequest of EFI 5.1).

    Attributes:
        symptom_text: complaint in words; codes in it count too.
        error_codes: as read, of any maker.
        limit: most matches in the answer.
        include_pending: also cards that wait for an expert.
        pending_of: garage whose pending cards they are; None: those of all garages.
        signature_hash: of a known signature (3.1.1).
        all_stages: run every stage even where the exact one is sure.
    """

    symptom_text: str = ""
    error_codes: tuple[str, ...] = ()
    vehicle_make: str | None = None
    vehicle_model: str | None = None
    limit: int = 10
    rank_by: RankBy = RankBy.MATCH_SCORE
    include_pending: bool = False
    signature_hash: str | None = None
    all_stages: bool = False
    pending_of: str | None = None

    @property
    def may_be_fast(self) -> bool:
        """Whether a sure exact match ends it: the engine's order needs every candidate."""
        return not self.all_stages and self.rank_by is RankBy.MATCH_SCORE


@dataclass(frozen=True)
class CardMatch:
    """A card that matches.

    Attributes:
        score: match score 0-1, its stages and its type.
        matched_codes: codes in common.
        matched_keywords: words of the request that the card has.
        matched_symptoms: (id, French, English) of reported observables that indicate the card.
        calibrated_probability: the engine's probability of the card's fault, 0-1, or None.
        explanation: what each stage found, and what it adds to the score.
    """

    card: CandidateCard
    score: Score
    matched_codes: tuple[str, ...]
    matched_keywords: tuple[str, ...]
    matched_symptoms: tuple[tuple[str, str, str], ...]
    calibrated_probability: float | None
    explanation: tuple[ExplanationLine, ...]

    @property
    def failure_id(self) -> str:
        """Id of the card."""
        return self.card.id


@dataclass(frozen=True)
class MatchAnswer:
    """The matches, the best first.

    Attributes:
        degraded: why no meaning was compared; None when it was.
        is_fast: whether the exact stage alone answers.
        stage_latency_ms: of each stage that ran.
        candidates: how many cards were scored.
        vehicle: as recognised.
        extracted: what was found in the text.
    """

    matches: tuple[CardMatch, ...]
    graph_version: int
    degraded: Degraded | None
    is_fast: bool
    stage_latency_ms: dict[str, float]
    candidates: int
    vehicle: RecognisedVehicle
    extracted: Extracted

"""Scores of a card for a request: the figures of EFI 5.1, no input or output (section 9).

    exact     .95 when a code is in common or the signature is equal, else 0
    keyword   .3 + .1 n for n shared keywords, at most .8; 0 without any
    semantic  similarity * .85, never below 0; 0 without a vector
    vehicle   1 exact, .5 same make, 0 unknown, -2 incompatible

    match score = (.4 exact + .3 keyword + .2 semantic + .1 vehicle) * (.5 + .5 effectiveness)

clamped to 0-1, so that the vehicle gives the +.1 and -.2 of stage 4. On the fast path the score is
that of the exact stage, as the source returns it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

EXACT_SCORE = 0.95
KEYWORD_BASE, KEYWORD_STEP, KEYWORD_MOST = 0.3, 0.1, 0.8
SEMANTIC_FACTOR = 0.85
#: Weights of the ensemble: exact, keyword, semantic, vehicle.
WEIGHTS = (0.4, 0.3, 0.2, 0.1)
#: Effectiveness of a card that was never used (section 9).
NEVER_USED = 0.5
#: A keyword or semantic score below it is a hint, not a match: two keywords reach it.
_HINT = 0.5
_DIGITS = 12


class MatchType(StrEnum):
    """What a match rests on, the surest first."""

    SIGNATURE = "signature"
    EXACT = "exact"
    KEYWORD = "keyword"
    SEMANTIC = "semantic"
    PARTIAL = "partial"


class VehicleFit(StrEnum):
    """How a card's vehicles go with that of the request."""

    EXACT = "exact"
    SAME_MAKE = "same_make"
    UNKNOWN = "unknown"
    INCOMPATIBLE = "incompatible"


VEHICLE_SCORES: dict[VehicleFit, float] = {
    VehicleFit.EXACT: 1.0,
    VehicleFit.SAME_MAKE: 0.5,
    VehicleFit.UNKNOWN: 0.0,
    VehicleFit.INCOMPATIBLE: -2.0,
}


@dataclass(frozen=True)
class Signals:
    """What a request and a card have in common.

    Attributes:
        card_codes: trouble codes of the card.
        codes_in_common: those of them that the request has.
        same_signature: whether the signature hashes are equal.
        shared_keywords: how many keywords of the request the card has.
        similarity: cosine of the texts, -1 to 1; None without a vector of either.
        fit: of the vehicles.
        effectiveness: of the card, 0-1; None: never used.
        is_approved: whether the card is.
    """

    card_codes: frozenset[str] = frozenset()
    codes_in_common: frozenset[str] = frozenset()
    same_signature: bool = False
    shared_keywords: int = 0
    similarity: float | None = None
    fit: VehicleFit = VehicleFit.UNKNOWN
    effectiveness: float | None = None
    is_approved: bool = True


@dataclass(frozen=True)
class StageScores:
    """Score of each stage; None where the stage did not run or had nothing to compare."""

    exact: float
    keyword: float | None
    semantic: float | None
    vehicle: float


@dataclass(frozen=True)
class Score:
    """A card's score.

    Attributes:
        total: 0-1.
        multiplier: .5 to 1, of the effectiveness.
        is_fast: whether the exact stage alone decided.
    """

    total: float
    stages: StageScores
    multiplier: float
    match_type: MatchType
    is_fast: bool = False


def score(signals: Signals) -> Score:
    """Return the score over all stages."""
    stages = StageScores(
        exact=exact_score(len(signals.codes_in_common), same_signature=signals.same_signature),
        keyword=keyword_score(signals.shared_keywords),
        semantic=None if signals.similarity is None else semantic_score(signals.similarity),
        vehicle=VEHICLE_SCORES[signals.fit],
    )
    multiplier = effectiveness_multiplier(signals.effectiveness)
    total = clamp(sum(contributions(stages)) * multiplier)
    return Score(total, stages, multiplier, match_type(signals, stages))


def fast_score(signals: Signals) -> Score | None:
    """Return the score of the fast path, or None where it does not apply.

    It applies to an equal signature, and to an approved card all of whose codes are there; never
    to a card that is known to be of other vehicles.
    """
    exact = exact_score(len(signals.codes_in_common), same_signature=signals.same_signature)
    has_all_codes = bool(signals.card_codes) and signals.card_codes <= signals.codes_in_common
    is_sure = exact >= EXACT_SCORE and has_all_codes and signals.is_approved
    if not (is_sure or signals.same_signature) or signals.fit is VehicleFit.INCOMPATIBLE:
        return None
    stages = StageScores(exact, None, None, VEHICLE_SCORES[signals.fit])
    multiplier = effectiveness_multiplier(signals.effectiveness)
    return Score(exact, stages, multiplier, match_type(signals, stages), is_fast=True)


def exact_score(codes_in_common: int, *, same_signature: bool = False) -> float:
    """Return .95 when a code is in common or the signature is equal, else 0."""
    return EXACT_SCORE if codes_in_common or same_signature else 0.0


def keyword_score(shared: int) -> float:
    """Return .3 + .1 for each shared keyword, at most .8; 0 when none is shared."""
    return min(KEYWORD_BASE + KEYWORD_STEP * shared, KEYWORD_MOST) if shared else 0.0


def semantic_score(similarity: float) -> float:
    """Return .85 of a cosine; 0 for one below 0."""
    return SEMANTIC_FACTOR * clamp(similarity)


def effectiveness_multiplier(effectiveness: float | None) -> float:
    """Return .5 + .5 of the effectiveness; a card that was never used has .5."""
    return 0.5 + 0.5 * clamp(NEVER_USED if effectiveness is None else effectiveness)


def contributions(stages: StageScores) -> tuple[float, float, float, float]:
    """Return what each stage adds to the ensemble before the multiplier."""
    exact, keyword, semantic, vehicle = WEIGHTS
    return (
        exact * stages.exact,
        keyword * (stages.keyword or 0.0),
        semantic * (stages.semantic or 0.0),
        vehicle * stages.vehicle,
    )


def match_type(signals: Signals, stages: StageScores) -> MatchType:
    """Return what the match rests on: the surest stage; hints alone are a partial match."""
    if signals.same_signature:
        return MatchType.SIGNATURE
    if signals.codes_in_common:
        return MatchType.EXACT
    keyword, semantic = stages.keyword or 0.0, stages.semantic or 0.0
    if max(keyword, semantic) < _HINT:
        return MatchType.PARTIAL
    _, by_keyword, by_meaning, _ = contributions(stages)
    return MatchType.KEYWORD if by_keyword >= by_meaning else MatchType.SEMANTIC


def rank(scored: Sequence[tuple[str, Score]]) -> list[tuple[str, Score]]:
    """Return (card id, score) by score, then by vehicle and effectiveness, ties by id.

    The last digits are left out: sums of floats that are equal on paper differ there.
    """
    return sorted(scored, key=lambda pair: (*_standing(pair[1]), pair[0]))


def _standing(found: Score) -> tuple[float, float, float]:
    return (
        -round(found.total, _DIGITS),
        -found.stages.vehicle,
        -round(found.multiplier, _DIGITS),
    )


def clamp(value: float) -> float:
    """Return the value within 0-1."""
    return min(max(value, 0.0), 1.0)

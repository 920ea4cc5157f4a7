"""What outcomes do to a card's displayed figures (EFI 4.2, appendix; requirements section 9, E4).

Pure. The confidence drifts to an end of its range with use, so it is shown and kept as history, and
never ranks (L4); what ranks is the ledger of the card's relationship to its fault.
"""

from dataclasses import dataclass

from graph.cards.levels import confidence_level
from graph.vocabulary_records import ConfidenceLevel, ResolutionOutcome

#: What a success and a failure do to the confidence, before it is held within 0-1.
SUCCESS_STEP = 0.01
FAILURE_STEP = -0.02
#: Where a card begins: an authored one, and a draft that a technician's discovery made.
AUTHORED_CONFIDENCE = 0.5
DRAFT_CONFIDENCE = 0.3
NEVER_USED_EFFECTIVENESS = 0.5
_MOST_BONUS = 0.1
_USES_PER_BONUS = 100
_LEAST_SATISFACTION = 3
_DECIMALS = 12


@dataclass(frozen=True)
class Metrics:
    """Counts and confidence of a card.

    Attributes:
        usage: repairs that used it; success + failure.
        confidence: 0-1, as displayed.
    """

    usage: int = 0
    success: int = 0
    failure: int = 0
    confidence: float = AUTHORED_CONFIDENCE

    @property
    def effectiveness(self) -> float:
        """Return s/u and the bonus for use, 0-1; 0.5 when it was never used."""
        return effectiveness(self.success, self.usage)

    @property
    def level(self) -> ConfidenceLevel:
        """Return the level of the confidence."""
        return confidence_level(self.confidence)


@dataclass(frozen=True)
class Repair:
    """What is known of the repair that used a card.

    Attributes:
        outcome: of the last completed action that used it.
        new_issue: whether that action found another one.
        revisit: whether it was known that the vehicle has to come back.
        satisfaction: 1-5, where the customer said.
    """

    outcome: ResolutionOutcome | None
    new_issue: bool = False
    revisit: bool = False
    satisfaction: int | None = None

    @property
    def is_success(self) -> bool:
        """Whether it counts as a success (section 9, "success in workflow 3")."""
        is_satisfied = self.satisfaction is None or self.satisfaction >= _LEAST_SATISFACTION
        return (
            self.outcome is ResolutionOutcome.SUCCESS
            and not self.new_issue
            and not self.revisit
            and is_satisfied
        )


def effectiveness(success: int, usage: int) -> float:
    """Return s/u + min(.1, u/100), at most 1; 0.5 when it was never used."""
    if usage <= 0:
        return NEVER_USED_EFFECTIVENESS
    bonus = min(_MOST_BONUS, usage / _USES_PER_BONUS)
    return round(min(1.0, success / usage + bonus), _DECIMALS)


def counted(metrics: Metrics, *, is_success: bool) -> Metrics:
    """Return the figures after one more use."""
    step = SUCCESS_STEP if is_success else FAILURE_STEP
    return Metrics(
        usage=metrics.usage + 1,
        success=metrics.success + int(is_success),
        failure=metrics.failure + int(not is_success),
        confidence=_held(metrics.confidence + step),
    )


def withdrawn(metrics: Metrics, *, was_success: bool, change: float) -> Metrics:
    """Return the figures without a use that was counted.

    Args:
        metrics: as they are now.
        was_success: how it was counted.
        change: what it did to the confidence then; less than a step where the range ended.
    """
    return Metrics(
        usage=max(0, metrics.usage - 1),
        success=max(0, metrics.success - int(was_success)),
        failure=max(0, metrics.failure - int(not was_success)),
        confidence=_held(metrics.confidence - change),
    )


def confidence_change(before: Metrics, after: Metrics) -> float:
    """Return by how much the confidence changed."""
    return round(after.confidence - before.confidence, _DECIMALS)


def _held(confidence: float) -> float:
    return round(min(1.0, max(0.0, confidence)), _DECIMALS)

"""When not to name a fault: too little was found, nothing stands out, or two stand side by side.

The threshold on the first hypothesis' probability is chosen on confirmed cases, so that among the
answers given the share of right ones is at least a target. A sample flatters the threshold that was
chosen on it, so not the share itself is held against the target but its lower Wilson limit, half a
standard error below (Wilson 1927; on simulated calibrated models this is what keeps unseen cases at
the target on average, while counting one more wrong answer is not enough).
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from engine.inference.posterior import Floats

Integers = NDArray[np.int_]
#: Standard errors between the observed share and the limit that must reach the target.
CAUTION = 0.5


class AbstentionReason(StrEnum):
    """Why no fault is named."""

    TOO_LITTLE_EVIDENCE = "too_little_evidence"
    NOT_SURE_ENOUGH = "not_sure_enough"
    TOO_CLOSE = "too_close"


@dataclass(frozen=True)
class AbstentionRule:
    """What an answer needs; a rule of zeros always answers.

    Attributes:
        findings: fewest known findings, present or absent.
        probability: least probability of the first hypothesis, 0 to 1.
        margin: least distance between the first and the second, 0 to 1.
    """

    findings: int = 0
    probability: float = 0.0
    margin: float = 0.0


def abstention_reason(
    rule: AbstentionRule, probabilities: Floats, findings: int
) -> AbstentionReason | None:
    """Return why not to name a fault, or None to answer.

    Args:
        rule: what an answer needs.
        probabilities: shape (h,), one posterior.
        findings: number of known findings behind it.
    """
    if findings < rule.findings:
        return AbstentionReason.TOO_LITTLE_EVIDENCE
    first, margin = first_and_margin(probabilities[np.newaxis])
    if first[0] < rule.probability:
        return AbstentionReason.NOT_SURE_ENOUGH
    if margin[0] < rule.margin:
        return AbstentionReason.TOO_CLOSE
    return None


def choose_threshold(
    scores: Floats, correct: NDArray[np.bool_], target: float, caution: float = CAUTION
) -> float | None:
    """Return the lowest threshold whose answers keep the target on these cases, or None.

    Answers are given from the threshold upwards; cases with equal scores stay together.

    Args:
        scores: shape (n,), what an answer is judged by, such as the first probability; higher is
            surer. The cases must not be those that the result is reported on.
        correct: shape (n,), whether the first hypothesis was right.
        target: wanted share of right answers among those given, below 1.
        caution: standard errors, 0 or more.
    """
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    answered = np.arange(1, len(ranked) + 1)
    right = np.cumsum(correct[order].astype(np.int_))
    last_of_ties = np.append(ranked[1:] < ranked[:-1], True)[: len(ranked)]
    places = np.flatnonzero(last_of_ties & (lower_limit(right, answered, caution) >= target))
    return float(ranked[places[-1]]) if len(places) else None


def lower_limit(right: Integers, answered: Integers, caution: float) -> Floats:
    """Return the lower Wilson limit of right / answered, shape (n,); answered is at least 1."""
    squared = caution**2
    share = right / answered
    half = caution * np.sqrt(share * (1.0 - share) / answered + squared / (4.0 * answered**2))
    return np.asarray((share + squared / (2.0 * answered) - half) / (1.0 + squared / answered))


def first_and_margin(probabilities: Floats) -> tuple[Floats, Floats]:
    """Return the first probability of each posterior and its distance to the second, shape (n,)."""
    ranked = np.sort(probabilities, axis=1)
    second = ranked[:, -2] if ranked.shape[1] > 1 else np.zeros(len(ranked))
    return np.asarray(ranked[:, -1]), np.asarray(ranked[:, -1] - second)

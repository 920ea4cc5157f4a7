"""Goal QB4: how often what is answered is right, and how much is answered.

Five folds: the threshold on the first probability is chosen on four and used on the fifth, over
several random divisions. The intervals are Wilson's on the mean counts of one division: more
divisions do not make more cases.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.bench.quality.interactive import Played
from engine.bench.quality.results import QualityRow, Target, share_row
from engine.bench.share import Share
from engine.inference.abstention import choose_threshold, first_and_margin
from engine.inference.posterior import Floats

#: Wanted share of right answers among those given; what the threshold is chosen for.
TARGET = 0.995
_FOLDS, _DIVISIONS = 5, 20
_ANSWERED = 90.0


@dataclass(frozen=True)
class Answers:
    """Mean counts over divisions.

    Attributes:
        answered: cases with an answer.
        right: those of them with the right one.
        of: all cases.
    """

    answered: float
    right: float
    of: int


def abstention_rows(played: Played, name: str, seed: int) -> list[QualityRow]:
    """Return QB4 at the stop, and the accuracy without abstaining beside it.

    Args:
        played: interviews of n cases.
        name: what kind of interviews, in words.
        seed: of the divisions.
    """
    scores, _ = first_and_margin(played.at_stop)
    correct = played.at_stop.argmax(axis=1) == played.true
    found = answers(scores, correct, seed)
    given = Share(round(found.right), round(found.answered))
    answered = Share(round(found.answered), found.of)
    how = f"{name}, threshold from other folds"
    return [
        share_row("QB4", f"right on answered, {how}", given, Target(low=100 * TARGET)),
        share_row("QB4", f"answered, {how}", answered, Target(low=_ANSWERED)),
        share_row("QB4", f"right without abstaining, {name}", Share(int(correct.sum()), found.of)),
    ]


def answers(scores: Floats, correct: NDArray[np.bool_], seed: int) -> Answers:
    """Return what is answered when each fold uses the threshold of the others."""
    rng = np.random.default_rng(seed)
    counts = np.zeros(2)
    for _ in range(_DIVISIONS):
        fold = rng.permutation(len(scores)) % _FOLDS
        for at in range(_FOLDS):
            threshold = choose_threshold(scores[fold != at], correct[fold != at], TARGET)
            if threshold is not None:
                is_given = (fold == at) & (scores >= threshold)
                counts += is_given.sum(), (is_given & correct).sum()
    answered, right = counts / _DIVISIONS
    return Answers(float(answered), float(right), len(scores))

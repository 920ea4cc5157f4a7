"""Who is interviewed, and how they answer."""

from dataclasses import dataclass

from engine.bench.quality.ddxplus import Flags, Integers
from engine.inference.posterior import Floats


@dataclass(frozen=True)
class Answering:
    """How cases answer.

    Attributes:
        wrong: probability that an answer is wrong, anew at each asking, in [0, 0.5].
        unknown: probability of "don't know"; the question is then not asked again.
    """

    wrong: float = 0.0
    unknown: float = 0.0


@dataclass(frozen=True)
class Cases:
    """n cases with all their answers.

    Attributes:
        true: shape (n,), row of the true fault.
        start: shape (n, h), log prior + log likelihood of what the case comes with.
        first: shape (n,), column of what it comes with.
        present: shape (n, o), true state of every observable.
        values: for each value question, shape (n, v).
    """

    true: Integers
    start: Floats
    first: Integers
    present: Flags
    values: tuple[Flags, ...] = ()

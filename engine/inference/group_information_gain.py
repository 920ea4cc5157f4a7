"""Gain of observables that one test reveals together, such as a read-out of all trouble codes.

Given the hypothesis the columns are independent (the model of the posterior), so the entropy of
the joint answer given h is a sum, and only the entropy of the mixture is hard:

    EIG = H(A_1 .. A_c) - sum_h P(h) sum_i H(A_i | h)

Up to `EXACT_COLUMNS` columns all 2^c patterns are enumerated. Beyond, patterns drawn once from
every hypothesis estimate E_h E_{a|h}[ log2 P(a | h) / P(a) ]; the error falls with the square root
of the draws. Always max_i EIG_i <= EIG <= min(sum_i EIG_i, H(F)).
"""

from dataclasses import dataclass

import numpy as np

from engine.inference.information_gain import binary_entropy, entropy
from engine.inference.posterior import EPSILON, Floats

#: Columns whose 2^c patterns are enumerated: 64 patterns at most.
EXACT_COLUMNS = 6


def group_information_gain(posterior: Floats, rates: Floats) -> Floats:
    """Return the exact joint gain of a few yes/no columns, in bits, shape (...).

    Args:
        posterior: shape (..., h), sums to 1 along the last axis.
        rates: shape (h, c), P(present | hypothesis), c <= EXACT_COLUMNS.

    Raises:
        ValueError: more columns than can be enumerated; draw patterns instead.
    """
    if rates.shape[1] > EXACT_COLUMNS:
        raise ValueError(f"{rates.shape[1]} columns, at most {EXACT_COLUMNS} are enumerated")
    gain = entropy(posterior @ _pattern_rates(rates)) - posterior @ binary_entropy(rates).sum(1)
    return np.asarray(np.maximum(gain, 0.0))


@dataclass(frozen=True)
class DrawnAnswers:
    """Answers of one question drawn from every hypothesis, kept for all posteriors.

    Attributes:
        likelihood: shape (h, h * d), P(answer | hypothesis) of d answers drawn from each
            hypothesis in turn, up to a factor per answer.
        own: shape (h, d), log2 of the likelihood under the hypothesis that it was drawn from.
    """

    likelihood: Floats
    own: Floats

    def information_gain(self, posterior: Floats) -> Floats:
        """Return the estimated gain in bits, shape (...), for posteriors of shape (..., h)."""
        mixture = np.log2(np.maximum(posterior @ self.likelihood, np.finfo(np.float64).tiny))
        spread = self.own - mixture.reshape(*posterior.shape, self.own.shape[1])
        return np.asarray(np.maximum((posterior * spread.mean(axis=-1)).sum(axis=-1), 0.0))


def draw_answers(rates: Floats, draws: int, rng: np.random.Generator) -> DrawnAnswers:
    """Draw joint answers of yes/no columns from every hypothesis.

    Args:
        rates: shape (h, c), P(present | hypothesis).
        draws: answers drawn from each hypothesis.
        rng: seeded.
    """
    bounded = np.clip(rates, EPSILON, 1.0 - EPSILON)
    hypotheses, columns = bounded.shape
    present = rng.random((hypotheses, draws, columns)) < bounded[:, None, :]
    flat = present.reshape(-1, columns)
    log_likelihood = np.log2(bounded) @ flat.T + np.log2(1.0 - bounded) @ ~flat.T
    # A common factor per answer cancels in the ratio and keeps the powers from underflowing.
    log_likelihood -= log_likelihood.max(axis=0)
    own = log_likelihood[np.repeat(np.arange(hypotheses), draws), np.arange(len(flat))]
    return DrawnAnswers(np.exp2(log_likelihood), own.reshape(hypotheses, draws))


def _pattern_rates(rates: Floats) -> Floats:
    """Return P(pattern | hypothesis) of all 2^c patterns, shape (h, 2^c)."""
    table = np.ones((len(rates), 1))
    for column in rates.T:
        table = np.concatenate([table * (1.0 - column)[:, None], table * column[:, None]], axis=1)
    return table

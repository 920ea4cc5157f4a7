"""Expected information gain of a question: how many bits its answer tells about the fault.

    EIG(q) = H(F) - sum_a P(a) H(F | a) = I(F; A) = H(A) - sum_h P(h) H(A | h)

Mutual information is symmetric, so that the second form needs the posterior and the answer rates
only, one matrix product for all questions (requirements: issue "next question"; Lindley, 1956).
Hypotheses are the rows of `Network.hypothesis_rates`: faults, untouched, unlisted. Every function
takes one posterior of shape (h,) or many of shape (n, h), and returns (q,) or (n, q).
"""

import numpy as np

from engine.inference.answer_noise import noisy_rates
from engine.inference.posterior import Floats


def binary_entropy(probability: Floats) -> Floats:
    """Return -p log2 p - (1-p) log2(1-p) in bits, 0 where p is 0 or 1; any shape."""
    return np.asarray(-_p_log2_p(probability) - _p_log2_p(1.0 - probability))


def entropy(probabilities: Floats) -> Floats:
    """Return the entropy in bits along the last axis, which sums to 1."""
    return np.asarray(-_p_log2_p(probabilities).sum(axis=-1))


def information_gain(posterior: Floats, rates: Floats) -> Floats:
    """Return the gain of yes/no questions in bits, shape (..., q), in [0, 1].

    Args:
        posterior: shape (..., h), sums to 1 along the last axis.
        rates: shape (h, q), P(yes | hypothesis), in [0, 1].
    """
    gain = binary_entropy(_bounded(posterior @ rates)) - posterior @ binary_entropy(rates)
    return np.maximum(gain, 0.0)


def noisy_information_gain(
    posterior: Floats, rates: Floats, *, wrong: float = 0.0, unknown: float = 0.0
) -> Floats:
    """Return the gain of yes/no questions when answers may be wrong or missing, in bits.

    Args:
        posterior: shape (..., h).
        rates: shape (h, q), P(present | hypothesis).
        wrong: probability that a given answer is the opposite of the truth, in [0, 0.5].
        unknown: probability of "don't know", in [0, 1]. It says nothing about the fault, and so
            only scales the gain.
    """
    return (1.0 - unknown) * information_gain(posterior, noisy_rates(rates, wrong))


def categorical_information_gain(posterior: Floats, value_rates: Floats) -> Floats:
    """Return the gain of one question with exclusive values, in bits, shape (...).

    Args:
        posterior: shape (..., h).
        value_rates: shape (h, v), P(value | hypothesis); rows sum to 1.
    """
    gain = entropy(posterior @ value_rates) - posterior @ entropy(value_rates)
    return np.maximum(gain, 0.0)


def _p_log2_p(probability: Floats) -> Floats:
    positive = np.maximum(probability, np.finfo(np.float64).tiny)
    return np.asarray(probability * np.log2(positive))


def _bounded(probability: Floats) -> Floats:
    """Keep rounding of a sum of products from leaving [0, 1]."""
    return np.asarray(np.minimum(probability, 1.0))

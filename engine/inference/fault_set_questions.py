"""The next question when several faults may be present: information about the whole fault state.

A question that tells single faults apart may tell nothing about a second fault beside the first.
Here each likely fault set is one hypothesis, with P(e present | F) of the noisy-OR. Faults that are
in none of the sets, because nothing that they show is known to be present, are taken to be present
independently with their marginals p_i. The expected gain is then, up to their interaction,

    EIG(e)  = I(F; e) + sum_i I(i; e)
    I(i; e) = H(e) - (1 - p_i) H(e | not i) - p_i H(e | i)

with P(e | i) = 1 - (1 - P(e | not i)) (1 - w_ie), and P(e | not i) the mean over the sets.
"""

from collections.abc import Sequence

import numpy as np

from engine.inference.information_gain import binary_entropy, information_gain
from engine.inference.network import Network
from engine.inference.noisy_or import NoisyOrModel, noisy_or_model
from engine.inference.posterior import Floats
from engine.inference.several_faults import FaultSet, SeveralFaults


def fault_set_rates(network: Network, sets: Sequence[FaultSet]) -> Floats:
    """Return P(observable present | exactly these causes), shape (n, o)."""
    return _rates(_all_observables(network), sets)


def fault_set_gain(network: Network, answer: SeveralFaults) -> Floats:
    """Return the expected information gain of each observable, in bits, shape (o,), at least 0.

    Args:
        network: all observables that could be asked.
        answer: of `several_faults`, with many sets (`SearchLimits.shown`) and at least one; the
            sets that it does not show are taken not to exist.
    """
    model = _all_observables(network)
    weights = np.asarray([item.probability for item in answer.sets])
    weights = weights / weights.sum()
    rates = _rates(model, answer.sets)
    in_sets = {fault for item in answer.sets for fault in item.faults}
    others = np.asarray([at not in in_sets for at in range(len(answer.marginals))], dtype=bool)
    beside = _gain_beside(
        weights @ rates, answer.marginals[others], model.log_survival[:-2][others]
    )
    return np.asarray(information_gain(weights, rates) + beside)


def _gain_beside(without: Floats, marginals: Floats, log_survival: Floats) -> Floats:
    """Return sum_i I(i; e), for P(e | not i) of shape (o,) and faults i of shape (f,), (f, o)."""
    given = 1.0 - (1.0 - without) * np.exp(log_survival)
    share = marginals[:, None]
    mean = (1.0 - share) * without + share * given
    gain = binary_entropy(mean) - (1.0 - share) * binary_entropy(without)
    return np.asarray(np.maximum(gain - share * binary_entropy(given), 0.0).sum(axis=0))


def _all_observables(network: Network) -> NoisyOrModel:
    columns = range(len(network.observable_ids))
    return noisy_or_model(network, columns, [False] * len(columns))


def _rates(model: NoisyOrModel, sets: Sequence[FaultSet]) -> Floats:
    members = np.zeros((len(sets), len(model.log_spared)))
    for row, item in enumerate(sets):
        members[row, [*item.faults, -1] if item.unlisted else list(item.faults)] = 1.0
    return np.asarray(-np.expm1(model.log_leak_survival + members @ model.log_survival))

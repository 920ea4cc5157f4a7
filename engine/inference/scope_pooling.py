"""Partial pooling of fault priors by scope (requirements section 9, "fault prior").

    pi_fs = (n_fs + k pi_f,parent) / (n_s + k)

A scope (a model, an engine, an age band) with many confirmed cases speaks for itself, one with few
takes its parent's priors. The strength k is in cases. If the parent's priors sum to 1 over the
faults and n_s is the sum of n_fs, so do the scope's.
"""

from collections.abc import Iterable

import numpy as np

from engine.inference.posterior import Floats


def pooled_prior(
    fault_cases: Floats, scope_cases: Floats, parent: Floats, strength: float
) -> Floats:
    """Return the prior of each fault in each scope, shape (..., f).

    Args:
        fault_cases: shape (..., f), n_fs, confirmed cases of the fault in the scope.
        scope_cases: shape (...), n_s, confirmed cases of all faults in the scope.
        parent: shape (f,) or (..., f), prior in the parent scope.
        strength: k > 0, how many cases the parent's prior weighs.

    Raises:
        ValueError: a strength that is not positive, or negative counts.
    """
    if strength <= 0:
        raise ValueError(f"strength is {strength}, must be positive")
    if np.any(fault_cases < 0) or np.any(scope_cases < 0):
        raise ValueError("counts must not be negative")
    shape = np.shape(scope_cases)
    total = np.reshape(np.asarray(scope_cases, dtype=np.float64), (*shape, 1))
    return np.asarray((fault_cases + strength * parent) / (total + strength))


def pooled_prior_chain(
    root: Floats, scopes: Iterable[tuple[Floats, float]], strength: float
) -> Floats:
    """Return the prior in the narrowest of nested scopes, shape (f,).

    Args:
        root: shape (f,), prior over all vehicles.
        scopes: (n_fs of shape (f,), n_s) from the widest to the narrowest scope.
        strength: k of every step.
    """
    prior = root
    for fault_cases, scope_cases in scopes:
        prior = pooled_prior(fault_cases, np.asarray(scope_cases), prior, strength)
    return prior

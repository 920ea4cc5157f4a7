"""Random noisy-OR networks with up to twelve faults, and their answer by plain enumeration (QO1).

The enumeration is written from the definition, in products of plain probabilities, and shares no
code with the engine: P(F) P(findings | F) for every set F of faults, untouched faults and unlisted
cause, conditional on at least one of them.
"""

from dataclasses import dataclass

import numpy as np

from engine.inference.network import Network
from engine.inference.posterior import Floats, Prior

MOST_FAULTS = 12
_MOST_FINDINGS = 9


@dataclass(frozen=True)
class RandomCase:
    """A network with findings.

    Attributes:
        columns: of the known observables.
        present: state of each.
        causes: shape (f, f), P(fault j | fault i); only from lower to higher indices.
    """

    network: Network
    columns: tuple[int, ...]
    present: tuple[bool, ...]
    causes: Floats


def draw_case(rng: np.random.Generator, *, cascades: bool) -> RandomCase:
    """Draw a network of 1 to 12 faults and 1 to 9 findings; weights, leaks and priors at random."""
    faults = int(rng.integers(1, MOST_FAULTS + 1))
    findings = int(rng.integers(1, _MOST_FINDINGS + 1))
    leak = rng.uniform(0.001, 0.1, findings)
    related = rng.random((faults, findings)) < 0.5  # noqa: PLR2004 - half of all links
    rates = np.where(related, leak + (1.0 - leak) * rng.random((faults, findings)), leak)
    causes = np.zeros((faults, faults))
    if cascades:
        linked = np.triu(rng.random((faults, faults)) < 0.2, 1)  # noqa: PLR2004 - a fifth
        causes = np.where(linked, rng.random((faults, faults)), 0.0)
    network = Network(
        fault_ids=tuple(f"fault.{at}" for at in range(faults)),
        observable_ids=tuple(f"sign.{at}" for at in range(findings)),
        prior=Prior(
            faults=rng.uniform(0.001, 0.3, faults),
            untouched=float(rng.uniform(0.0, 0.3)),
            unlisted_share=float(rng.uniform(0.02, 0.3)),
        ),
        rates=rates,
        leak=leak,
        unlisted_rate=leak + (1.0 - leak) * rng.random(findings) * 0.3,
        related=related,
    )
    present = tuple(bool(flag) for flag in rng.random(findings) < 0.5)  # noqa: PLR2004
    return RandomCase(network, tuple(range(findings)), present, causes)


def enumerated_marginals(case: RandomCase) -> Floats:
    """Return P(cause | findings, at least one cause), shape (f + 2,), over all 2^(f + 2) sets."""
    prior = prior_probabilities(case.network.prior)
    size = len(prior)
    sets = ((np.arange(1, 1 << size)[:, None] >> np.arange(size)) & 1) == 1
    joint = np.ones(len(sets))
    for at in range(size):
        absent = np.full(len(sets), 1.0 - prior[at])
        for source in range(len(case.causes)):
            weight = case.causes[source, at] if at < len(case.causes) else 0.0
            absent *= np.where(sets[:, source], 1.0 - weight, 1.0)
        joint *= np.where(sets[:, at], 1.0 - absent, absent)
    rates = case.network.hypothesis_rates
    for column, present in zip(case.columns, case.present, strict=True):
        leak = case.network.leak[column]
        absent = np.full(len(sets), 1.0 - leak)
        for at in range(size):
            weight = max(0.0, (rates[at, column] - leak) / (1.0 - leak))
            absent *= np.where(sets[:, at], 1.0 - weight, 1.0)
        joint *= 1.0 - absent if present else absent
    return np.asarray(joint @ sets / joint.sum())


def enumerated_single(case: RandomCase) -> Floats:
    """Return the posterior when exactly one hypothesis holds, shape (f + 2,)."""
    prior = case.network.prior
    listed = float(prior.faults.sum()) + prior.untouched
    masses = np.concatenate([prior.faults, [prior.untouched]]) * (1.0 - prior.unlisted_share)
    joint = np.concatenate([masses / listed, [prior.unlisted_share]])
    for column, present in zip(case.columns, case.present, strict=True):
        rates = case.network.hypothesis_rates[:, column]
        joint = joint * (rates if present else 1.0 - rates)
    return np.asarray(joint / joint.sum())


def prior_probabilities(prior: Prior) -> Floats:
    """Return the probability of each cause at a visit: faults, any untouched one, unlisted."""
    listed = float(prior.faults.sum()) + prior.untouched
    odds = prior.unlisted_share / (1.0 - prior.unlisted_share) * listed
    untouched = 1.0 - np.exp(-prior.untouched)
    return np.concatenate([prior.faults / (1.0 + prior.faults), [untouched, odds / (1.0 + odds)]])

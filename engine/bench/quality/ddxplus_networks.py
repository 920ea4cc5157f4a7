"""Networks for DDXPlus: from the structure and two constants, or from counts on other patients."""

import numpy as np

from engine.bench.quality.ddxplus import Counts, Flags, Patients, Structure
from engine.inference.chief_complaint import told_first_rates
from engine.inference.network import Network
from engine.inference.posterior import EPSILON, Floats, Prior

#: P(evidence | pathology that lists it) and P(evidence | pathology that does not), when nothing
#: is counted (reference algorithms.md section 0, fact 1; not tuned here).
LISTED_RATE, LEAK = 0.5, 0.005
#: Weight of the structure's constants beside counts, in cases: what this project gives to
#: authored knowledge (requirements section 9, "provenance", ai_generated).
STRUCTURE_CASES = 4.0
#: Every patient has one of the pathologies.
UNLISTED_SHARE = 1e-6
#: P(evidence | something that is not listed).
UNLISTED_RATE = 0.05


def structure_network(structure: Structure) -> Network:
    """Return the network without training: one constant a relationship, one for no relationship."""
    rates = np.where(structure.related, LISTED_RATE, LEAK)
    return _network(structure, rates, np.ones(len(structure.faults)))


def counted_network(structure: Structure, counts: Counts) -> Network:
    """Return the network of counted rates and case shares, pulled to the structure a little."""
    constants = np.where(structure.related, LISTED_RATE, LEAK)
    cases = counts.cases[:, None]
    rates = (counts.rates * cases + STRUCTURE_CASES * constants) / (cases + STRUCTURE_CASES)
    return _network(structure, rates, counts.cases + 1.0)


def full_evidence_posteriors(network: Network, present: Flags) -> Floats:
    """Return the posterior of many cases whose every observable is known, shape (n, f).

    The same numbers as `posterior`, as two matrix products.

    Args:
        network: f faults, o observables.
        present: shape (n, o), True or False for every observable.
    """
    rates = np.clip(network.hypothesis_rates, EPSILON, 1.0 - EPSILON)
    joint = network.prior.log_masses() + present @ np.log(rates).T + ~present @ np.log1p(-rates).T
    return normalised_rows(joint)[:, :-2]


def normalised_rows(log_joint: Floats) -> Floats:
    """Return exp of each row scaled to sum to 1, without overflow."""
    shifted = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def opening_log_joint(network: Network, structure: Structure, patients: Patients) -> Floats:
    """Return log prior + log P(the patient comes with this symptom | h), shape (n, f + 2).

    The record's first evidence is drawn evenly from the yes/no symptoms that are present.
    """
    columns = np.flatnonzero(structure.is_symptom)
    told = np.full(network.hypothesis_rates.shape, EPSILON)
    told[:, columns] = told_first_rates(network.hypothesis_rates[:, columns])
    return np.asarray(network.prior.log_masses() + np.log(told[:, patients.first].T))


def _network(structure: Structure, rates: Floats, masses: Floats) -> Network:
    observables = len(structure.observables)
    return Network(
        fault_ids=structure.faults,
        observable_ids=structure.observables,
        prior=Prior(masses / masses.sum(), untouched=0.0, unlisted_share=UNLISTED_SHARE),
        rates=rates,
        leak=np.full(observables, LEAK),
        unlisted_rate=np.full(observables, UNLISTED_RATE),
        related=structure.related,
    )

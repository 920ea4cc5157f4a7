"""Age and sex, which every patient states before the first question, as scopes of the prior."""

import numpy as np

from engine.bench.quality.ddxplus import Counts, Integers, Patients
from engine.inference.posterior import Floats
from engine.inference.scope_pooling import pooled_prior

#: First year of each band but the first: children, adults, middle age, old age.
BANDS = (18, 45, 65)
#: Weight of the prior over all patients, in cases.
STRENGTH = 100.0


def age_and_sex_shift(counts: Counts, training: Patients, patients: Patients) -> Floats:
    """Return log prior in the patient's scope minus log prior over all, shape (n, f)."""
    parent = (counts.cases + 1.0) / (counts.cases + 1.0).sum()
    cases = np.zeros((2 * (len(BANDS) + 1), len(parent)))
    np.add.at(cases, (_scope(training), training.true), 1.0)
    priors = pooled_prior(cases, cases.sum(axis=1), parent, STRENGTH)
    return np.asarray(np.log(priors / parent)[_scope(patients)])


def _scope(patients: Patients) -> Integers:
    band = np.searchsorted(BANDS, patients.age, side="right")
    return np.asarray(2 * band + patients.is_female)

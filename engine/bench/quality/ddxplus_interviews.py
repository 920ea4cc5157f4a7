"""Interviews on DDXPlus in folds: everything learned or chosen on the training patients only.

For each of k folds the value rates are counted on the other folds. How sure is sure enough is
chosen there too, by interviews within the training patients (value rates from some of them, played
on the others): the surest threshold whose mean number of questions, upper end of its 95 % interval,
and 95th percentile stay within the budget.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from engine.bench.quality.ddxplus import Ddxplus, Integers, Patients, Structure
from engine.bench.quality.ddxplus_networks import opening_log_joint
from engine.bench.quality.interactive import Manner, Played, Questionnaire, Trace, play, stack
from engine.bench.quality.interview_cases import Cases
from engine.bench.quality.value_questions import learn_value_questions
from engine.inference.network import Network
from engine.inference.posterior import Floats

#: Thresholds to choose from.
SURE = (0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995)
_INNER_FOLDS = 4
_Z95 = 1.959964
#: Shift of log prior per patient, shape (n, f), from training patients and patients.
PriorShift = Callable[[Patients, Patients], Floats]


@dataclass(frozen=True)
class Budget:
    """How many questions may be asked.

    Attributes:
        mean: over all patients.
        percentile95: that 95 % of the patients stay within.
    """

    mean: float
    percentile95: float = inf

    def holds(self, played: Played) -> bool:
        """Return whether interviews stay within, the chance in their mean included."""
        asked = played.questions
        upper = asked.mean() + _Z95 * asked.std() / np.sqrt(len(asked))
        return bool(upper <= self.mean and np.percentile(asked, 95) <= self.percentile95)


@dataclass(frozen=True)
class Setting:
    """One way to interview.

    Attributes:
        network: rates and prior.
        manner: how; its rule's ``sure`` is the highest threshold.
        has_values: whether value questions are asked, with rates from training patients.
        shift: change of the prior by what is known before the first question, or None.
    """

    network: Network
    manner: Manner
    has_values: bool
    shift: PriorShift | None = None


@dataclass(frozen=True)
class FoldedTraces:
    """Interviews of all patients, each played in the fold that holds it.

    Attributes:
        traces: one per fold.
        sure: threshold chosen in each fold.
        patients: rows of the patients of each fold.
    """

    traces: tuple[Trace, ...]
    sure: tuple[float, ...]
    patients: tuple[Integers, ...]

    def played(self, sure: float | None = None) -> Played:
        """Return all interviews, with each fold's own threshold or one for all."""
        return stack(
            [
                trace.stopped_at(own if sure is None else sure)
                for trace, own in zip(self.traces, self.sure, strict=True)
            ]
        )

    def after(self, questions: int) -> Floats:
        """Return posteriors after at most so many questions, in the order of `played`."""
        return np.concatenate([trace.after(questions) for trace in self.traces])


def play_folds(
    data: Ddxplus, setting: Setting, budget: Budget | None, *, folds: int, seed: int
) -> FoldedTraces:
    """Interview all patients, fold by fold.

    Args:
        data: the data set.
        setting: how to interview.
        budget: what the threshold must keep to on training patients; None: the rule's own.
        folds: number of folds.
        seed: of the folds and of everything drawn.
    """
    fold_of = fold_numbers(len(data.patients), folds, seed)
    traces, thresholds, rows = [], [], []
    for fold in range(folds):
        test = np.flatnonzero(fold_of == fold)
        training = data.patients.rows(fold_of != fold)
        rng = np.random.default_rng((seed, fold))
        sure = setting.manner.rule.sure
        if budget is not None:
            sure = _chosen_threshold(data.structure, setting, budget, training, rng)
        traces.append(_played_on(data.structure, setting, training, data.patients.rows(test), rng))
        thresholds.append(sure)
        rows.append(test)
    return FoldedTraces(tuple(traces), tuple(thresholds), tuple(rows))


def fold_numbers(cases: int, folds: int, seed: int) -> Integers:
    """Return the fold of each case: equal sizes, drawn at random."""
    return np.asarray(np.random.default_rng(seed).permutation(cases) % folds)


def _chosen_threshold(
    structure: Structure,
    setting: Setting,
    budget: Budget,
    training: Patients,
    rng: np.random.Generator,
) -> float:
    inner_of = rng.permutation(len(training)) % _INNER_FOLDS
    traces = [
        _played_on(
            structure, setting, training.rows(inner_of != at), training.rows(inner_of == at), rng
        )
        for at in range(_INNER_FOLDS)
    ]
    within = [
        sure for sure in SURE if budget.holds(stack([trace.stopped_at(sure) for trace in traces]))
    ]
    return max(within, default=SURE[0])


def _played_on(
    structure: Structure,
    setting: Setting,
    training: Patients,
    patients: Patients,
    rng: np.random.Generator,
) -> Trace:
    values = learn_value_questions(structure, training, rng) if setting.has_values else ()
    start = opening_log_joint(setting.network, structure, patients)
    if setting.shift is not None:
        start[:, :-2] += setting.shift(training, patients)
    askable = np.ones(len(structure.observables), dtype=bool)
    askable[[one.column for one in structure.values]] = False
    cases = Cases(patients.true, start, patients.first, patients.present, patients.values)
    manner = replace(setting.manner, rule=replace(setting.manner.rule, sure=SURE[-1]))
    return play(
        Questionnaire(setting.network.hypothesis_rates, askable, values), cases, manner, rng
    )

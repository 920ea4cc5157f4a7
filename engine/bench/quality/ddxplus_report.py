"""Goals QA1 to QA7 and QD1 on DDXPlus, with the baselines beside them.

Full evidence: every evidence of the record is known, as present or absent. Interviews: the protocol
of `interactive`; value questions return their values, as in DDXPlus' own environment. "Yes/no only"
rows ask the yes/no questions alone, as plain columns of the network. "No training" uses the
structure and two constants; training patients choose nothing there but the threshold of stopping.
Rates of the other rows come from ``presence_rates.json`` and, for values, from training folds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from engine.bench.quality.baselines import BASELINES
from engine.bench.quality.ddxplus import Ddxplus, load_ddxplus
from engine.bench.quality.ddxplus_alerts import CRITICAL_SEVERITY, measure_alerts
from engine.bench.quality.ddxplus_interviews import (
    SURE,
    Budget,
    FoldedTraces,
    Setting,
    play_folds,
)
from engine.bench.quality.ddxplus_networks import (
    counted_network,
    full_evidence_posteriors,
    structure_network,
)
from engine.bench.quality.ddxplus_scopes import age_and_sex_shift
from engine.bench.quality.interactive import MAX_QUESTIONS, Manner, Picking, Played
from engine.bench.quality.interview_cases import Answering
from engine.bench.quality.interview_measures import (
    calibration_row,
    hits,
    questions_row,
    recall_by_fault,
    worst_recall,
)
from engine.bench.quality.results import QualityRow, Target, share_row
from engine.bench.share import Share
from engine.inference.stopping import StopRule

#: Questions that tell less are not asked, in bits.
LEAST_GAIN = 0.005
WRONG, UNKNOWN = 0.1, 0.2
#: Questions after which alerts are looked at too, before the interview is over.
EARLY = 3
LEARNED = "learned, values"
YES_NO = "learned, yes/no only"
UNTRAINED = "no training"
_BUDGET = Budget(5.0, percentile95=12.0)
_BUDGET_YES_NO = Budget(5.0)
_BUDGET_UNTRAINED = Budget(9.0)
_BUDGET_WRONG, _BUDGET_UNKNOWN = Budget(18.0), Budget(12.0)


@dataclass(frozen=True)
class DdxplusReport:
    """What was measured.

    Attributes:
        rows: figures and goals.
        recalls: share found of each pathology's patients in the interviews of QA3.
        thresholds: of stopping and alerting, chosen in each fold, by name.
        played: interviews of QA3 with their posteriors, and of their yes/no only version.
        files: that were read.
        parameters: everything that changes a figure.
    """

    rows: tuple[QualityRow, ...]
    recalls: dict[str, Share]
    thresholds: dict[str, tuple[float, ...]]
    played: dict[str, Played]
    files: tuple[Path, ...]
    parameters: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON values, posteriors left out."""
        return {
            "parameters": self.parameters,
            "rows": [row.as_json() for row in self.rows],
            "recalls": {
                name: {
                    "hits": share.hits,
                    "of": share.of,
                    "percent": share.percent,
                    "interval": list(share.interval),
                }
                for name, share in self.recalls.items()
            },
            "thresholds": {name: list(values) for name, values in self.thresholds.items()},
        }


def measure_ddxplus(
    folder: Path,
    patients: Path | None = None,
    *,
    seed: int,
    folds: int = 5,
    sample: int | None = None,
) -> DdxplusReport:
    """Measure the goals on a file of patients.

    Args:
        folder: with the JSON files of the data set.
        patients: file of patients; the folder's development half when None.
        seed: of folds and of everything drawn.
        folds: training and test are these folds of the patients file.
        sample: so many patients, drawn at random; None for all.

    Raises:
        InvalidInputError: a file is not as it should be.
    """
    data = _sampled(load_ddxplus(folder, patients), sample, seed)
    interviews = _hold_interviews(data, partial(play_folds, data, folds=folds, seed=seed))
    qa3 = interviews[LEARNED].played()
    recalls = recall_by_fault(qa3.at_stop, qa3.true)
    alerts, alert_thresholds = _alerts(data, interviews[LEARNED])
    return DdxplusReport(
        rows=(
            *_full_evidence(data),
            *_interview_rows(interviews),
            *_worst_rows(data, recalls),
            *alerts,
        ),
        recalls={data.structure.faults[row]: share for row, share in recalls.items()},
        thresholds={name: held.sure for name, held in interviews.items()}
        | {"alert": alert_thresholds},
        played={LEARNED: qa3, YES_NO: interviews[YES_NO].played()},
        files=data.files,
        parameters={"seed": seed, "folds": folds, "sample": sample, "least_gain": LEAST_GAIN},
    )


def _sampled(data: Ddxplus, sample: int | None, seed: int) -> Ddxplus:
    if sample is None or sample >= len(data.patients):
        return data
    chosen = np.sort(np.random.default_rng(seed).permutation(len(data.patients))[:sample])
    return Ddxplus(data.structure, data.counts, data.patients.rows(chosen), data.files)


def _hold_interviews(
    data: Ddxplus, hold: Callable[[Setting, Budget | None], FoldedTraces]
) -> dict[str, FoldedTraces]:
    counted = counted_network(data.structure, data.counts)
    untrained = structure_network(data.structure)
    manner = Manner(StopRule(sure=SURE[-1], least_gain=LEAST_GAIN))
    shift = partial(age_and_sex_shift, data.counts)
    held = {
        LEARNED: hold(Setting(counted, manner, has_values=True), _BUDGET),
        YES_NO: hold(Setting(counted, manner, has_values=False), _BUDGET_YES_NO),
        f"{LEARNED}, age and sex": hold(
            Setting(counted, manner, has_values=True, shift=shift), _BUDGET
        ),
        UNTRAINED: hold(Setting(untrained, manner, has_values=False), _BUDGET_UNTRAINED),
    }
    for name, network, has_values in ((LEARNED, counted, True), (UNTRAINED, untrained, False)):
        for kind, answering, recheck, budget in (
            ("wrong, re-asked", Answering(wrong=WRONG), True, _BUDGET_WRONG),
            ("wrong, not re-asked", Answering(wrong=WRONG), False, _BUDGET_WRONG),
            ("unknown", Answering(unknown=UNKNOWN), False, _BUDGET_UNKNOWN),
        ):
            noisy = Manner(manner.rule, answering, recheck=recheck)
            held[f"{name}, {kind}"] = hold(Setting(network, noisy, has_values), budget)
    for picking in (Picking.HALF, Picking.RANDOM):
        other = Manner(StopRule(sure=SURE[-1], least_gain=0.0), picking=picking)
        held[f"{UNTRAINED}, {picking}"] = hold(Setting(untrained, other, has_values=False), None)
    return held


def _full_evidence(data: Ddxplus) -> list[QualityRow]:
    patients = data.patients
    structure = structure_network(data.structure)
    counted = counted_network(data.structure, data.counts)
    untrained = full_evidence_posteriors(structure, patients.present)
    learned = full_evidence_posteriors(counted, patients.present)
    found = partial(hits, true=patients.true)
    good = Target(low=99.4)
    rows = [
        share_row("QA1", "top-1, structure and two constants", found(untrained), good),
        share_row("QA1", "top-3, the same", found(untrained, first=3), Target(low=100.0)),
        share_row("QA2", "top-1, counted rates", found(learned), good),
        calibration_row("QA2", "ECE, counted rates", learned, patients.true, Target(high=0.006)),
    ]
    for baseline in BASELINES:
        for name, network in (("structure", structure), ("counted rates", counted)):
            share = found(baseline.scores(network, patients.present))
            rows.append(share_row("baseline", f"top-1, {baseline.name}, {name}", share))
    return rows


def _interview_rows(held: dict[str, FoldedTraces]) -> list[QualityRow]:
    rows = _stopped("QA3", LEARNED, held, 98.5, _BUDGET)
    rows += _stopped("QA3", YES_NO, held, None, None)
    rows += _stopped("QA3", YES_NO, held, None, None, sure=0.98)
    rows += _stopped("QA3", f"{LEARNED}, age and sex", held, None, None)
    rows += _stopped("QA4", UNTRAINED, held, 98.8, _BUDGET_UNTRAINED)
    for name in (LEARNED, YES_NO):
        true = held[name].played().true
        for count, goal in ((5, 86.0), (10, 95.5), (15, 98.3)):
            share = hits(held[name].after(count), true)
            what = f"top-1 after {count} questions at most, {name}"
            target = Target(low=goal) if name == LEARNED else None
            rows.append(share_row("QA5", what, share, target))
    for name in (LEARNED, UNTRAINED):
        asked_again = f"{name}, wrong, re-asked"
        rows += _stopped("QA6", asked_again, held, 90.0, _BUDGET_WRONG)
        rows += _stopped("QA6", f"{name}, wrong, not re-asked", held, None, None)
        rows += _stopped("QA6", f"{name}, unknown", held, 97.5, _BUDGET_UNKNOWN)
    for picking in (Picking.HALF, Picking.RANDOM):
        rows += _stopped("baseline", f"{UNTRAINED}, {picking}", held, None, None, sure=0.95)
    return rows


def _stopped(
    goal: str,
    name: str,
    held: dict[str, FoldedTraces],
    accuracy: float | None,
    budget: Budget | None,
    sure: float | None = None,
) -> list[QualityRow]:
    """Return accuracy, mean and 95th percentile of questions at the stop."""
    played = held[name].played(sure)
    what = name if sure is None else f"{name}, sure at {sure:g}"
    least = None if accuracy is None else Target(low=accuracy)
    most = None if budget is None else Target(high=budget.mean)
    tail = None
    if budget is not None and budget.percentile95 <= MAX_QUESTIONS:
        tail = Target(high=budget.percentile95)
    asked = played.questions
    return [
        share_row(goal, f"top-1 at stop, {what}", hits(played.at_stop, played.true), least),
        questions_row(goal, f"mean questions, {what}", asked, most, percentile=None),
        questions_row(goal, f"95th percentile of questions, {what}", asked, tail, percentile=95),
    ]


def _worst_rows(data: Ddxplus, recalls: dict[int, Share]) -> list[QualityRow]:
    """Return the row of the worst recall; none when no pathology has enough patients."""
    worst = worst_recall(recalls)
    if worst is None:
        return []
    row, share = worst
    what = f"worst recall in QA3 ({data.structure.faults[row]}), {LEARNED}"
    return [share_row("QA7", what, share, Target(low=90.0))]


def _alerts(data: Ddxplus, held: FoldedTraces) -> tuple[list[QualityRow], tuple[float, ...]]:
    """Return alert rows of QA3's interviews, and the thresholds of the folds at the stop."""
    true, severity = [trace.true for trace in held.traces], data.structure.severity
    pairs = zip(held.traces, held.sure, strict=True)
    stopped = measure_alerts(
        [trace.stopped_at(sure).at_stop for trace, sure in pairs], true, severity
    )
    early = measure_alerts([trace.after(EARLY) for trace in held.traces], true, severity)
    kind = f"severity up to {CRITICAL_SEVERITY}"
    rows = [
        share_row("QD1", f"alerted of {kind}, at stop", stopped.caught, Target(low=99.5)),
        share_row("QD1", f"false alerts, {kind}, at stop", stopped.false, Target(high=15.0)),
        share_row("QD1", f"alerted of {kind}, after {EARLY} questions at most", early.caught),
        share_row("QD1", f"false alerts, {kind}, after {EARLY} questions at most", early.false),
    ]
    return rows, stopped.thresholds

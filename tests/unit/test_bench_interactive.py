from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.bench.quality.ddxplus import Ddxplus, Patients, load_ddxplus
from engine.bench.quality.ddxplus_interviews import (
    SURE,
    Budget,
    Setting,
    fold_numbers,
    play_folds,
)
from engine.bench.quality.ddxplus_networks import (
    counted_network,
    normalised_rows,
    opening_log_joint,
    structure_network,
)
from engine.bench.quality.interactive import Manner, Picking, Questionnaire, Trace, play
from engine.bench.quality.interview_cases import Answering, Cases
from engine.bench.quality.interview_state import InterviewStates
from engine.bench.quality.value_questions import learn_value_questions
from engine.inference.posterior import Floats
from engine.inference.stopping import InterviewState, StopRule, decide_stop
from tests.builders.ddxplus import FAULTS, write_ddxplus

#: Hypotheses with a prior: no fault of the data is untouched.
LISTED = [*range(FAULTS), -1]
ENDLESS = StopRule(sure=1.1, least_gain=0.0)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Ddxplus:
    folder: Path = tmp_path_factory.mktemp("ddxplus")
    return load_ddxplus(write_ddxplus(folder, patients=120))


def questionnaire(data: Ddxplus, *, has_values: bool) -> Questionnaire:
    network = counted_network(data.structure, data.counts)
    askable = np.ones(len(data.structure.observables), dtype=bool)
    askable[[one.column for one in data.structure.values]] = False
    rng = np.random.default_rng(0)
    values = learn_value_questions(data.structure, data.patients, rng) if has_values else ()
    return Questionnaire(network.hypothesis_rates, askable, values)


def cases(data: Ddxplus) -> Cases:
    network, people = counted_network(data.structure, data.counts), data.patients
    start = opening_log_joint(network, data.structure, people)
    return Cases(people.true, start, people.first, people.present, people.values)


def played(data: Ddxplus, manner: Manner, *, has_values: bool = False, seed: int = 0) -> Trace:
    rng = np.random.default_rng(seed)
    return play(questionnaire(data, has_values=has_values), cases(data), manner, rng)


def accuracy(trace: Trace, sure: float = 2.0) -> float:
    stopped = trace.stopped_at(sure)
    return float((stopped.at_stop.argmax(axis=1) == stopped.true).mean())


def everything(data: Ddxplus) -> Floats:
    """Return the posterior of the start and all yes/no answers but the first."""
    asked, people = questionnaire(data, has_values=False), cases(data)
    known = np.broadcast_to(asked.askable, people.present.shape).copy()
    known[np.arange(len(known)), people.first] = False
    yes, no = np.log(asked.rates), np.log1p(-asked.rates)
    return normalised_rows(
        people.start + (people.present & known) @ yes.T + (~people.present & known) @ no.T
    )


def test_an_interview_to_the_end_gives_the_posterior_of_all_answers(data: Ddxplus) -> None:
    trace = played(data, Manner(ENDLESS))
    assert trace.posteriors[-1] == pytest.approx(everything(data), abs=1e-9)
    assert np.all(trace.questions == 15)


@pytest.mark.parametrize("picking", [Picking.RANDOM, Picking.HALF])
def test_the_order_of_questions_does_not_change_the_end(data: Ddxplus, picking: Picking) -> None:
    trace = played(data, Manner(ENDLESS, picking=picking))
    assert trace.posteriors[-1] == pytest.approx(everything(data), abs=1e-9)


def test_questions_by_gain_need_fewer_than_by_chance(data: Ddxplus) -> None:
    rule = StopRule(sure=0.95, least_gain=1e-6)
    by_gain = played(data, Manner(rule)).questions.mean()
    by_chance = played(data, Manner(rule, picking=Picking.RANDOM)).questions.mean()
    assert by_gain < by_chance - 2


def test_a_lower_threshold_is_an_earlier_cut_of_the_same_interview(data: Ddxplus) -> None:
    long = played(data, Manner(StopRule(sure=0.999, least_gain=0.01))).stopped_at(0.8)
    short = played(data, Manner(StopRule(sure=0.8, least_gain=0.01))).stopped_at(0.8)
    assert np.array_equal(long.questions, short.questions)
    assert np.array_equal(long.at_stop, short.at_stop)
    assert np.array_equal(long.at_count, short.at_count)


def test_interviews_stop_where_the_stopping_rule_says(data: Ddxplus) -> None:
    rule = StopRule(sure=0.95, least_gain=0.02)
    trace = played(data, Manner(rule))
    for case, count in enumerate(trace.questions):
        top = trace.posteriors[: count + 1, case].max(axis=1)
        for asked, value in enumerate(top[:-1]):
            state = InterviewState(float(value), best_gain=1.0, questions=asked)
            assert not decide_stop(rule, state).should_stop
        end = InterviewState(float(top[-1]), best_gain=0.0, questions=int(count))
        assert decide_stop(rule, end).should_stop


def test_an_interview_that_stopped_keeps_its_posterior(data: Ddxplus) -> None:
    stopped = played(data, Manner(StopRule(sure=0.9))).stopped_at(0.9)
    early = stopped.questions <= 10
    assert early.any()
    assert np.array_equal(stopped.at_count[early, 10], stopped.at_stop[early])


def test_a_value_question_tells_its_parent_too(data: Ddxplus) -> None:
    asked, people = questionnaire(data, has_values=True), cases(data)
    states = InterviewStates(
        asked.rates, asked.values, people, Answering(), np.random.default_rng(0)
    )
    open_cases = np.flatnonzero(people.first != 0)
    place = asked.values[0]
    states.ask(open_cases, np.full(len(open_cases), place.column))
    for case in open_cases[:12]:
        change = states.log_joint[case, LISTED] - people.start[case, LISTED]
        if people.present[case, 0]:
            values = place.log_likelihood(people.values[0][[case]])[0]
            assert change == pytest.approx(np.log(asked.rates[LISTED, 0]) + values[LISTED])
        else:
            assert change == pytest.approx(np.log1p(-asked.rates[LISTED, 0]))
    assert not states.is_open(open_cases)[:, 0].any()
    follow_up = states.is_value_open(asked.values[1], open_cases)
    assert np.array_equal(follow_up, people.present[open_cases, 0])


def test_a_value_question_after_its_parent_tells_the_same_in_two_steps(data: Ddxplus) -> None:
    asked, people = questionnaire(data, has_values=True), cases(data)
    with_pain = np.flatnonzero((people.first != 0) & people.present[:, 0])
    ends = []
    for order in ([0, asked.values[0].column], [asked.values[0].column]):
        states = InterviewStates(
            asked.rates, asked.values, people, Answering(), np.random.default_rng(0)
        )
        for column in order:
            states.ask(with_pain, np.full(len(with_pain), column))
        ends.append(normalised_rows(states.log_joint[with_pain]))
    assert ends[0] == pytest.approx(ends[1], abs=1e-9)


def test_the_gain_of_a_value_question_holds_that_of_its_parent(data: Ddxplus) -> None:
    asked, people = questionnaire(data, has_values=True), cases(data)
    states = InterviewStates(
        asked.rates, asked.values, people, Answering(), np.random.default_rng(0)
    )
    live = np.flatnonzero(people.first != 0)
    posterior = normalised_rows(people.start[live])
    with_values = states.value_gain(asked.values[0], live, posterior)
    mean = posterior @ asked.rates[:, 0]
    spread = -mean * np.log2(mean) - (1 - mean) * np.log2(1 - mean)
    assert np.all(with_values > 0)
    assert np.all(with_values <= spread + mean * np.log2(8) + 1e-9)


def test_values_make_interviews_shorter(data: Ddxplus) -> None:
    rule = StopRule(sure=0.95)
    with_values = played(data, Manner(rule), has_values=True)
    without = played(data, Manner(rule))
    assert with_values.questions.mean() < without.questions.mean()


def test_dont_know_counts_as_a_question_and_tells_nothing(data: Ddxplus) -> None:
    trace = played(data, Manner(ENDLESS, Answering(unknown=1.0)))
    assert np.all(trace.questions == 15)
    assert np.array_equal(trace.posteriors[-1], trace.posteriors[0])


def test_wrong_answers_hurt_and_asking_again_helps(data: Ddxplus) -> None:
    answering, rule = Answering(wrong=0.25), StopRule(sure=0.9, least_gain=0.005)
    plain = played(data, Manner(rule))
    hurt = played(data, Manner(rule, answering))
    again = played(data, Manner(rule, answering, recheck=True))
    assert accuracy(plain) > accuracy(again) > accuracy(hurt)


def test_a_yes_and_a_no_open_the_question_again(data: Ddxplus) -> None:
    asked, people = questionnaire(data, has_values=False), cases(data)
    live, column = np.arange(3), int(np.setdiff1d(np.arange(1, 12), people.first[:3])[0])
    states = InterviewStates(asked.rates, (), people, Answering(0.5), np.random.default_rng(1))
    before = states.log_joint[live].copy()
    seen = set()
    for _ in range(12):
        states.ask(live, np.full(3, column))
        for case in live[states.is_open(live)[:, column]]:
            assert states.log_joint[case] == pytest.approx(before[case])
            seen.add(int(case))
    assert seen


def test_the_same_seed_plays_the_same_interviews(data: Ddxplus) -> None:
    manner = Manner(StopRule(), Answering(0.1, 0.1), recheck=True)
    first, again = (played(data, manner, has_values=True, seed=4) for _ in range(2))
    assert np.array_equal(first.posteriors, again.posteriors)


def test_each_patient_is_in_one_fold_and_not_trained_on(data: Ddxplus) -> None:
    manner = Manner(StopRule(sure=SURE[-1], least_gain=0.01))
    setting = Setting(structure_network(data.structure), manner, has_values=False)
    held = play_folds(data, setting, None, folds=4, seed=2)
    assert sorted(np.concatenate(held.patients).tolist()) == list(range(120))
    assert np.array_equal(held.played().true, data.patients.true[np.concatenate(held.patients)])
    assert np.bincount(fold_numbers(120, 4, 2)).tolist() == [30] * 4


def test_nobody_is_trained_on_and_played_at_once(data: Ddxplus) -> None:
    numbered = replace(data.patients, age=np.arange(120))
    seen: list[tuple[set[int], set[int]]] = []

    def shift(training: Patients, patients: Patients) -> Floats:
        seen.append((set(training.age.tolist()), set(patients.age.tolist())))
        return np.zeros((len(patients), FAULTS))

    setting = Setting(
        structure_network(data.structure), Manner(StopRule()), has_values=False, shift=shift
    )
    play_folds(replace(data, patients=numbered), setting, Budget(5.0), folds=3, seed=0)
    assert [len(training) + len(patients) for training, patients in seen] == [*[80] * 4, 120] * 3
    assert all(training.isdisjoint(patients) for training, patients in seen)


def test_the_threshold_is_the_surest_within_the_budget(data: Ddxplus) -> None:
    manner = Manner(StopRule(sure=SURE[-1], least_gain=0.001))
    setting = Setting(counted_network(data.structure, data.counts), manner, has_values=False)
    wide, tight, none = (
        play_folds(data, setting, Budget(mean), folds=3, seed=0) for mean in (60.0, 4.0, 0.0)
    )
    assert set(wide.sure) == {SURE[-1]}
    assert set(none.sure) == {SURE[0]}
    assert max(tight.sure) < SURE[-1]
    assert tight.played().questions.mean() < wide.played().questions.mean()


def test_a_budget_looks_at_mean_chance_and_tail(data: Ddxplus) -> None:
    trace = played(data, Manner(StopRule(sure=0.95)))
    stopped = replace(trace.stopped_at(0.95), questions=np.asarray([2] * 90 + [10] * 10))
    assert Budget(4.0).holds(stopped)
    assert not Budget(2.9).holds(stopped)
    assert not Budget(4.0, percentile95=9.0).holds(stopped)

"""Which question comes next, what its answers would do, and when to stop."""

from itertools import product
from math import log2

import numpy as np
import pytest

from cypher.rows.diagnosis import ObservedFinding, QuestionRow, TestRow, TraceEvidenceRow
from engine.asking import askable
from engine.budget import Budget
from engine.inference.answer_noise import noisy_rates
from engine.inference.posterior import Floats
from engine.inference.stopping import StopRule
from engine.next_questions import WRONG_ANSWER, AskingRules, next_questions, stop_answer, suspects
from engine.turn import Turn
from engine.verdict import QuestionAnswer, StopAnswer
from tests.builders.turn import evidence_row, finding_row, question_row, revealing, turn_of

EVEN = {"fault.a": 0.02, "fault.b": 0.02}
#: As good as no unlisted cause, for numbers that can be computed by hand.
NEVER = 1e-12
COLD = {"tax_temp=froid": 0.4, "tax_temp=chaud": 0.6}
RATIOS = {"fault.a": {"tax_temp=froid": 2.0, "tax_temp=chaud": 1 / 3}}


def _no_repair(_rates: Floats, _cost_eur: Floats) -> Floats | None:
    return None


def _questions(turn: Turn, rules: AskingRules | None = None) -> tuple[QuestionAnswer, ...]:
    return next_questions(
        turn, askable(turn, Budget()), Budget(), rules or AskingRules(), _no_repair
    )


def _even_row(
    questions: list[QuestionRow],
    tests: list[TestRow] | None = None,
    findings: list[ObservedFinding] | None = None,
    unlisted: float = NEVER,
) -> TraceEvidenceRow:
    return evidence_row(
        EVEN, findings or [], unlisted=unlisted, questions=questions, tests=tests or []
    )


def _entropy(*probabilities: float) -> float:
    return -sum(p * log2(p) for p in probabilities if p > 0)


def _joint_gain(shares: list[float], rates: list[list[float]]) -> float:
    """Return the joint gain of some yes/no answers by writing down every pattern."""
    noisy = [[0.99 * rate + 0.01 * (1 - rate) for rate in row] for row in rates]
    mixed, given = [], 0.0
    for share, row in zip(shares, noisy, strict=True):
        given += share * sum(_entropy(rate, 1 - rate) for rate in row)
    for pattern in product((True, False), repeat=len(rates[0])):
        chance = 0.0
        for share, row in zip(shares, noisy, strict=True):
            parts = [rate if yes else 1 - rate for rate, yes in zip(row, pattern, strict=True)]
            chance += share * float(np.prod(parts))
        mixed.append(chance)
    return _entropy(*mixed) - given


def test_a_question_tells_what_its_answer_takes_from_the_entropy() -> None:
    turn = turn_of(_even_row([question_row("symptom.x", {"fault.a": 0.9, "fault.b": 0.1})]))
    (asked,) = _questions(turn)
    # Noise makes .9 and .1 to .892 and .108; one bit of doubt less the doubt of the answer.
    assert asked.information_gain_bits == pytest.approx(1 - _entropy(0.892, 0.108), abs=1e-9)
    assert asked.information_gain_bits == pytest.approx(0.5061, abs=1e-4)
    assert asked.test_gain_bits == asked.information_gain_bits


def test_bits_per_minute_of_effort_decide_and_not_bits_alone() -> None:
    row = _even_row(
        [
            question_row("symptom.x", {"fault.a": 0.9, "fault.b": 0.1}),  # .506 bits / 2 min
            question_row("sign.y", {"fault.a": 0.99, "fault.b": 0.01}),  # .860 bits / 11 min
            question_row("symptom.z", {"fault.a": 0.7, "fault.b": 0.3}),  # .114 bits / 2 min
        ]
    )
    asked = _questions(turn_of(row))
    assert [item.observable_id for item in asked] == ["symptom.x", "sign.y", "symptom.z"]
    bits = [item.information_gain_bits for item in asked]
    assert bits == pytest.approx([0.5061, 0.8597, 0.1139], abs=1e-4)
    assert [item.minutes for item in asked] == [1.0, 10.0, 1.0]


def test_money_counts_as_minutes_of_labour() -> None:
    links = {"fault.a": 0.9, "fault.b": 0.1}
    row = _even_row(
        [question_row("sign.x", links), question_row("sign.y", links)],
        [
            revealing("test.dear", ["sign.x"], minutes=5, cost_eur=20),
            revealing("test.long", ["sign.y"], minutes=20),
        ],
    )
    # 20 EUR are 12 minutes at 100 EUR an hour, and 40 minutes at 30 EUR.
    rich, poor = AskingRules(hourly_rate_eur=100.0), AskingRules(hourly_rate_eur=30.0)
    assert _questions(turn_of(row), rich)[0].observable_id == "sign.x"
    assert _questions(turn_of(row), poor)[0].observable_id == "sign.y"


def test_a_test_that_shows_several_is_proposed_once_by_its_joint_gain() -> None:
    row = _even_row(
        [
            question_row("sign.weak", {"fault.a": 0.7, "fault.b": 0.3}),
            question_row("sign.strong", {"fault.a": 0.9, "fault.b": 0.1}),
        ],
        [revealing("test.t", ["sign.strong", "sign.weak"])],
    )
    (asked,) = _questions(turn_of(row))
    assert (asked.test_id, asked.observable_id) == ("test.t", "sign.strong")
    assert asked.also_reveals == ("sign.weak",)
    joint = _joint_gain([0.5, 0.5], [[0.9, 0.7], [0.1, 0.3]])
    assert asked.test_gain_bits == pytest.approx(joint, abs=1e-9)
    assert asked.information_gain_bits == pytest.approx(0.5061, abs=1e-4)
    assert joint > asked.information_gain_bits + 0.02


def test_a_test_that_shows_many_is_worth_at_least_its_best_observable() -> None:
    keys = [f"sign.s{at}" for at in range(9)]
    row = _even_row(
        [question_row(key, {"fault.a": 0.8, "fault.b": 0.2}) for key in keys],
        [revealing("test.t", keys)],
    )
    (asked,) = _questions(turn_of(row))
    assert len(asked.also_reveals) == 8
    assert asked.information_gain_bits < asked.test_gain_bits <= 1.0


def test_questions_of_a_test_at_the_counter_stay_single() -> None:
    links = {"fault.a": 0.9, "fault.b": 0.1}
    row = _even_row(
        [question_row("symptom.x", links), question_row("symptom.y", links)],
        [revealing("test.talk", ["symptom.x", "symptom.y"], skill="counter")],
    )
    asked = _questions(turn_of(row))
    assert [item.observable_id for item in asked] == ["symptom.x", "symptom.y"]


def test_what_tells_less_than_the_least_gain_is_not_proposed() -> None:
    row = _even_row(
        [
            question_row("symptom.x", {"fault.a": 0.9, "fault.b": 0.1}),
            question_row("symptom.z", {"fault.a": 0.7, "fault.b": 0.3}),
        ]
    )
    strict = AskingRules(stop=StopRule(least_gain=0.2))
    assert [item.observable_id for item in _questions(turn_of(row), strict)] == ["symptom.x"]


def test_no_more_questions_are_shown_than_wanted_and_ties_go_by_id() -> None:
    links = {"fault.a": 0.9, "fault.b": 0.1}
    row = _even_row([question_row(f"symptom.{name}", links) for name in "dbca"])
    asked = _questions(turn_of(row), AskingRules(shown=2))
    assert [item.observable_id for item in asked] == ["symptom.a", "symptom.b"]


def test_the_circumstances_of_a_present_finding_are_asked_once_until_stated() -> None:
    finding = finding_row("symptom.x", {"fault.a": 0.5, "fault.b": 0.5}, base=COLD, ratios=RATIOS)
    row = _even_row([], findings=[finding])
    (asked,) = _questions(turn_of(row, present=["symptom.x"]))
    assert (asked.observable_id, asked.taxonomy) == ("symptom.x", "tax_temp")
    assert [outlook.answer for outlook in asked.outlooks] == ["froid", "chaud"]
    # Cold: .8 under a and .4 under b, so .6 on average.
    assert asked.information_gain_bits == pytest.approx(
        _entropy(0.6, 0.4) - (_entropy(0.8, 0.2) + _entropy(0.4, 0.6)) / 2, abs=1e-9
    )
    stated = turn_of(row, present=["symptom.x"], qualifiers={"symptom.x": {"tax_temp": "froid"}})
    assert _questions(stated) == ()


def test_the_outlook_of_a_circumstance_is_the_posterior_once_it_is_stated() -> None:
    finding = finding_row("symptom.x", {"fault.a": 0.5, "fault.b": 0.3}, base=COLD, ratios=RATIOS)
    row = _even_row([], findings=[finding], unlisted=0.1)
    (asked,) = _questions(turn_of(row, present=["symptom.x"]))
    assert sum(item.answer_probability for item in asked.outlooks) == pytest.approx(1, abs=1e-12)
    for outlook in asked.outlooks:
        after = turn_of(
            row, present=["symptom.x"], qualifiers={"symptom.x": {"tax_temp": outlook.answer}}
        )
        first = int(after.posterior.faults.argmax())
        assert outlook.fault_id == after.network.fault_ids[first]
        assert outlook.fault_probability == pytest.approx(
            float(after.posterior.faults[first]), abs=1e-9
        )


@pytest.mark.parametrize("answer", ["present", "absent"])
def test_an_outlook_is_the_posterior_after_that_answer_slips_included(answer: str) -> None:
    links = {"fault.a": 0.8, "fault.b": 0.3}
    known = finding_row("symptom.k", {"fault.a": 0.6, "fault.b": 0.4})
    priors = {**EVEN, "fault.c": 0.03}
    before = evidence_row(
        priors, [known], questions=[question_row("symptom.x", links)], mass=0.2, count=9
    )
    (asked,) = _questions(turn_of(before, present=["symptom.k"]))
    outlook = {item.answer: item for item in asked.outlooks}[answer]

    def after(noise: float) -> Turn:
        leak, unlisted, *weights = noisy_rates(
            np.asarray([0.01, 0.02, *links.values()]), noise
        ).tolist()
        told = finding_row(
            "symptom.x", dict(zip(links, weights, strict=True)), leak=leak, unlisted_rate=unlisted
        )
        # A fault without a relationship has the leak, so that its noise is the leak's.
        row = evidence_row(priors, [known, told], mass=0.2, count=9)
        states = {"present": ["symptom.k"], "absent": []}
        states[answer] = [*states[answer], "symptom.x"]
        return turn_of(row, present=states["present"], absent=states["absent"])

    noisy, plain = after(WRONG_ANSWER), after(0.0)
    first = int(noisy.posterior.faults.argmax())
    assert outlook.fault_id == noisy.network.fault_ids[first]
    assert outlook.fault_probability == pytest.approx(
        float(noisy.posterior.faults[first]), abs=1e-12
    )
    assert outlook.fault_probability == pytest.approx(
        float(plain.posterior.faults[first]), abs=0.05
    )
    assert sum(item.answer_probability for item in asked.outlooks) == pytest.approx(1, abs=1e-12)


def test_what_a_question_saves_is_shown_beside_it_with_its_own_price() -> None:
    row = _even_row(
        [
            question_row("symptom.x", {"fault.a": 0.9, "fault.b": 0.1}),
            question_row("sign.y", {"fault.a": 0.9, "fault.b": 0.1}),
        ],
        [revealing("test.t", ["sign.y"], minutes=30, cost_eur=5)],
    )
    turn, seen = turn_of(row), []

    def worth(rates: Floats, cost_eur: Floats) -> Floats:
        seen.append((rates.shape, cost_eur.round(4).tolist()))
        return 100.0 - cost_eur

    asked = next_questions(
        turn, askable(turn, Budget()), Budget(), AskingRules(hourly_rate_eur=60.0), worth
    )
    # A minute at 60 EUR an hour is 1 EUR; half an hour and 5 EUR are 35.
    assert seen == [((4, 2), [1.0, 35.0])]
    assert [item.worth_eur for item in asked] == pytest.approx([99.0, 65.0])


# --- stopping ---------------------------------------------------------------------------------


def _stop(turn: Turn, budget: Budget | None = None) -> StopAnswer:
    return stop_answer(turn, budget or Budget(), AskingRules(), _questions(turn))


def test_a_nearly_certain_fault_ends_the_questions() -> None:
    links = {"fault.a": 0.99, "fault.b": 0.001}
    findings = [finding_row(f"symptom.{name}", links) for name in "xyz"]
    row = evidence_row(EVEN, findings, questions=[question_row("symptom.q", links)])
    turn = turn_of(row, present=["symptom.x", "symptom.y", "symptom.z"])
    assert turn.posterior.faults.max() > 0.95
    assert _stop(turn) == StopAnswer(should_stop=True, reason="sure_enough")


def test_a_nearly_certain_unlisted_cause_ends_the_questions_too() -> None:
    findings = [finding_row(f"symptom.{name}", {}, leak=0.001, unlisted_rate=0.3) for name in "xy"]
    row = evidence_row(EVEN, findings)
    turn = turn_of(row, present=["symptom.x", "symptom.y"])
    assert turn.posterior.unlisted > 0.95
    assert _stop(turn).reason == "sure_enough"


def test_without_a_useful_question_nothing_useful_is_left() -> None:
    row = _even_row([question_row("symptom.x", {"fault.a": 0.5, "fault.b": 0.5})])
    assert _stop(turn_of(row)) == StopAnswer(should_stop=True, reason="nothing_useful_left")


def test_with_a_useful_question_it_goes_on() -> None:
    row = _even_row([question_row("symptom.x", {"fault.a": 0.9, "fault.b": 0.1})])
    assert _stop(turn_of(row)) == StopAnswer(should_stop=False, reason=None)


@pytest.mark.parametrize("budget", [Budget(max_questions=0), Budget(max_minutes=0.0)])
def test_a_spent_budget_ends_the_questions(budget: Budget) -> None:
    row = _even_row([question_row("symptom.x", {"fault.a": 0.9, "fault.b": 0.1})])
    assert _stop(turn_of(row), budget) == StopAnswer(should_stop=True, reason="budget_spent")


def test_an_answer_that_nothing_likely_explains_is_to_be_checked_again() -> None:
    both = {"fault.a": 0.9, "fault.b": 0.9}
    findings = [
        finding_row("symptom.x", both),
        finding_row("symptom.y", both),
        finding_row("symptom.odd", {"fault.c": 0.5}, leak=0.002, unlisted_rate=0.002),
    ]
    row = evidence_row({**EVEN, "fault.c": 1e-7}, findings)
    turn = turn_of(row, present=["symptom.x", "symptom.y", "symptom.odd"])
    assert suspects(turn)[0][0] == "symptom.odd"
    # Odds of a slip: .01 * .998 against .99 * .002, so 5 to 1.
    assert suspects(turn)[0][1] == pytest.approx(0.834, abs=0.005)
    assert _stop(turn) == StopAnswer(
        should_stop=True, reason="contradiction", recheck=("symptom.odd",)
    )


def test_an_absent_finding_that_every_likely_fault_shows_is_to_be_checked_again() -> None:
    both = {"fault.a": 0.9, "fault.b": 0.9}
    findings = [
        finding_row(f"symptom.{name}", both, leak=0.001, unlisted_rate=0.001) for name in "xy"
    ]
    always = finding_row("symptom.always", {"fault.a": 0.999, "fault.b": 0.999})
    row = evidence_row(EVEN, [*findings, always])
    turn = turn_of(row, present=["symptom.x", "symptom.y"], absent=["symptom.always"])
    assert _stop(turn) == StopAnswer(
        should_stop=True, reason="contradiction", recheck=("symptom.always",)
    )


def test_without_findings_nothing_is_suspect() -> None:
    assert suspects(turn_of(_even_row([]))) == []

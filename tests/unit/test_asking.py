"""What can be asked next, and what asking takes."""

import pytest

from cypher.rows.diagnosis import QuestionRow, TestRow
from engine.asking import Asking, askable, open_qualifiers
from engine.budget import Budget
from graph.vocabulary import TestSkill
from tests.builders.turn import evidence_row, finding_row, question_row, revealing, turn_of

PRIORS = {"fault.a": 0.02, "fault.b": 0.02}
ANY = Budget()


def _asked(
    questions: list[QuestionRow],
    tests: list[TestRow] | None = None,
    budget: Budget = ANY,
    *,
    known: str | None = None,
    unknown: str | None = None,
) -> dict[str, Asking]:
    """Return the way to ask each observable, by its id."""
    findings = [finding_row(key, {"fault.a": 0.5}) for key in (known, unknown) if key]
    row = evidence_row(PRIORS, findings, questions=questions, tests=tests or [])
    turn = turn_of(
        row,
        present=[known] if known else [],
        unknown=[unknown] if unknown else [],
    )
    names = turn.network.observable_ids
    return {names[way.column]: way for way in askable(turn, budget)}


def _names(asked: dict[str, Asking]) -> set[str]:
    return set(asked)


@pytest.mark.parametrize("state", ["known", "unknown"])
def test_what_was_answered_or_could_not_be_told_is_not_asked_again(state: str) -> None:
    questions = [question_row(key, {"fault.a": 0.5}) for key in ("symptom.x", "symptom.y")]
    known = "symptom.x" if state == "known" else None
    unknown = "symptom.x" if state == "unknown" else None
    assert _names(_asked(questions)) == {"symptom.x", "symptom.y"}
    assert _names(_asked(questions, known=known, unknown=unknown)) == {"symptom.y"}


def test_what_cannot_occur_on_the_vehicle_is_not_asked() -> None:
    questions = [
        question_row("symptom.x", {"fault.a": 0.5}, applies=False),
        question_row("symptom.y", {"fault.a": 0.5}),
    ]
    assert _names(_asked(questions)) == {"symptom.y"}


@pytest.mark.parametrize(
    ("mode", "allowed"),
    [
        (TestSkill.COUNTER, {"symptom.c"}),
        (TestSkill.DRIVEWAY, {"symptom.c", "sign.d"}),
        (TestSkill.BAY, {"symptom.c", "sign.d", "sign.b"}),
    ],
)
def test_the_place_decides_which_tests_can_be_done(mode: TestSkill, allowed: set[str]) -> None:
    keys = {"symptom.c": "counter", "sign.d": "driveway", "sign.b": "bay"}
    questions = [question_row(key, {"fault.a": 0.5}) for key in keys]
    tests = [revealing(f"test.{skill}", [key], skill=skill) for key, skill in keys.items()]
    assert _names(_asked(questions, tests, Budget(mode))) == allowed


def test_a_test_that_takes_longer_than_what_is_left_is_not_proposed() -> None:
    questions = [question_row(key, {"fault.a": 0.5}) for key in ("sign.x", "sign.y")]
    tests = [
        revealing("test.long", ["sign.x"], minutes=30),
        revealing("test.short", ["sign.y"], minutes=10),
    ]
    assert _names(_asked(questions, tests, Budget(max_minutes=10.0))) == {"sign.y"}
    assert _names(_asked(questions, tests, Budget(max_minutes=9.9))) == set()
    assert _names(_asked(questions, tests, Budget(max_minutes=30.0))) == {"sign.x", "sign.y"}


def test_at_the_counter_each_question_of_a_test_costs_a_minute_and_no_money() -> None:
    questions = [question_row(key, {"fault.a": 0.5}) for key in ("symptom.x", "symptom.y")]
    tests = [revealing("test.talk", ["symptom.x", "symptom.y"], minutes=5, skill="counter")]
    for way in _asked(questions, tests).values():
        assert (way.minutes, way.cost_eur, way.is_whole_test) == (1.0, 0.0, False)


def test_a_test_has_its_price_and_shows_the_other_open_observables() -> None:
    keys = ("sign.x", "sign.y", "sign.z")
    questions = [question_row(key, {"fault.a": 0.5}) for key in keys]
    tests = [revealing("test.t", [*keys, "sign.elsewhere"], minutes=15, cost_eur=8)]
    way = _asked(questions, tests)["sign.y"]
    assert (way.minutes, way.cost_eur, way.is_whole_test) == (15.0, 8.0, True)
    assert way.also == (0, 2)


def test_a_test_that_is_under_way_costs_only_the_look() -> None:
    questions = [question_row(key, {"fault.a": 0.5}) for key in ("sign.x", "sign.y", "sign.z")]
    tests = [revealing("test.t", ["sign.x", "sign.y", "sign.z"], minutes=15, cost_eur=8)]
    asked = _asked(questions, tests, known="sign.x")
    assert set(asked) == {"sign.y", "sign.z"}
    for way in asked.values():
        assert (way.minutes, way.cost_eur, way.is_whole_test) == (1.0, 0.0, False)


def test_of_several_tests_the_quickest_is_taken_then_the_cheapest_then_by_name() -> None:
    question = [question_row("sign.x", {"fault.a": 0.5})]
    slow = revealing("test.a", ["sign.x"], minutes=20)
    dear = revealing("test.b", ["sign.x"], minutes=5, cost_eur=9)
    cheap = [revealing(f"test.{name}", ["sign.x"], minutes=5, cost_eur=2) for name in "dc"]
    way = _asked(question, [slow, dear, *cheap])["sign.x"]
    assert way.test is not None
    assert way.test.id == "test.c"


def test_a_test_out_of_reach_leaves_the_other_way() -> None:
    question = [question_row("sign.x", {"fault.a": 0.5})]
    tests = [
        revealing("test.lift", ["sign.x"], minutes=2, skill="bay"),
        revealing("test.look", ["sign.x"], minutes=9, skill="driveway"),
    ]
    way = _asked(question, tests, Budget(TestSkill.DRIVEWAY))["sign.x"]
    assert way.test is not None
    assert (way.test.id, way.minutes) == ("test.look", 9.0)


@pytest.mark.parametrize(
    ("key", "skill", "minutes"),
    [
        ("symptom.x", "counter", 1.0),
        ("sign.x", "driveway", 10.0),
        ("dtc.sae.P0171", "driveway", 10.0),
    ],
)
def test_without_a_test_the_kind_decides(key: str, skill: str, minutes: float) -> None:
    way = _asked([question_row(key, {"fault.a": 0.5})])[key]
    assert (way.test, way.skill, way.minutes, way.cost_eur) == (None, skill, minutes, 0.0)
    assert not way.is_whole_test


COLD = {"tax_temp=froid": 0.4, "tax_temp=chaud": 0.6}
PHASES = {"tax_phase=ralenti": 0.5, "tax_phase=freinage": 0.5}
RATIOS = {"fault.a": {"tax_temp=froid": 2.0, "tax_temp=chaud": 1 / 3}}


def test_circumstances_are_asked_of_what_is_present_where_a_fault_tells_of_them() -> None:
    finding = finding_row("symptom.x", {"fault.a": 0.5}, base={**COLD, **PHASES}, ratios=RATIOS)
    row = evidence_row(PRIORS, [finding])
    asked = list(open_qualifiers(turn_of(row, present=["symptom.x"])))
    assert [(item.id, taxonomy, values) for item, taxonomy, values in asked] == [
        ("symptom.x", "tax_temp", ("froid", "chaud"))
    ]


@pytest.mark.parametrize("state", ["absent", "stated"])
def test_circumstances_are_not_asked_when_absent_or_stated(state: str) -> None:
    finding = finding_row("symptom.x", {"fault.a": 0.5}, base=COLD, ratios=RATIOS)
    row = evidence_row(PRIORS, [finding])
    turn = (
        turn_of(row, absent=["symptom.x"])
        if state == "absent"
        else turn_of(row, present=["symptom.x"], qualifiers={"symptom.x": {"tax_temp": "chaud"}})
    )
    assert list(open_qualifiers(turn)) == []


def test_a_budget_is_spent_when_questions_or_minutes_are_used_up() -> None:
    assert not Budget().is_spent
    assert not Budget(max_questions=1, max_minutes=1.0).is_spent
    assert Budget(max_questions=0).is_spent
    assert Budget(max_minutes=0.5).is_spent  # no question takes less than a minute

"""The repair plan of one turn, and what questions save."""

import numpy as np
import pytest

from cypher.rows.diagnosis import CandidateRow, QuestionRow, TestRow
from engine.asking import askable
from engine.budget import Budget
from engine.repairing import RepairCosts, Repairing
from tests.builders.turn import (
    Action,
    candidate_row,
    evidence_row,
    finding_row,
    question_row,
    revealing,
    turn_of,
)

EVEN = {"fault.a": 0.02, "fault.b": 0.02}
COSTS = RepairCosts(hourly_rate_eur=60.0, call_service_eur=600.0)


def _repairing(
    candidates: list[CandidateRow],
    links: dict[str, float] | None = None,
    questions: list[QuestionRow] | None = None,
    tests: list[TestRow] | None = None,
    costs: RepairCosts = COSTS,
) -> Repairing:
    """Return the repairs after one present finding that speaks for the faults as ``links`` say."""
    finding = finding_row("symptom.x", links or {"fault.a": 0.5, "fault.b": 0.5}, leak=1e-6)
    row = evidence_row(
        EVEN,
        [finding],
        unlisted=1e-9,
        candidates=candidates,
        questions=questions or [],
        tests=tests or [],
    )
    turn = turn_of(row, present=["symptom.x"])
    return Repairing(turn, costs, askable(turn, Budget()))


def _own_actions(price_a: float = 50.0, price_b: float = 50.0) -> list[CandidateRow]:
    return [
        candidate_row("fault.a", {"action.a": Action(labour_eur=(price_a, price_a))}),
        candidate_row("fault.b", {"action.b": Action(labour_eur=(price_b, price_b))}),
    ]


def test_a_certain_fault_leads_to_its_own_action_first() -> None:
    for sure, other in (("a", "b"), ("b", "a")):
        links = {f"fault.{sure}": 0.99, f"fault.{other}": 0.001}
        steps, _ = _repairing(_own_actions(), links).plan()
        assert steps[0].action_id == f"action.{sure}"
        assert steps[0].fixes == pytest.approx(0.999, abs=1e-3)


def test_a_repair_costs_the_middle_of_its_labour_and_its_parts() -> None:
    action = Action(minutes=45, labour_eur=(40.0, 100.0), parts_eur=35.5)
    repairing = _repairing([candidate_row("fault.a", {"action.a": action})])
    assert repairing.repairs.cost_eur.tolist() == [70.0 + 35.5]
    steps, _ = repairing.plan()
    assert (steps[0].cost_eur, steps[0].minutes) == (105.5, 45.0)


def test_the_cheaper_of_two_equally_likely_repairs_comes_first() -> None:
    steps, expected = _repairing(_own_actions(price_a=200.0, price_b=50.0)).plan()
    assert [step.action_id for step in steps] == ["action.b", "action.a"]
    # 50 always, 200 in the half of the cars that are not fixed by then.
    assert expected == pytest.approx(50 + 0.5 * 200, abs=0.01)
    assert [step.fixes for step in steps] == pytest.approx([0.5, 1.0], abs=1e-4)
    assert [step.fixed_after for step in steps] == pytest.approx([0.5, 1.0], abs=1e-4)


def test_a_repair_that_two_faults_share_fixes_either() -> None:
    shared = {"action.s": Action(weight=0.8)}
    repairing = _repairing([candidate_row("fault.a", shared), candidate_row("fault.b", shared)])
    assert repairing.action_ids == ("action.s",)
    assert repairing.repairs.fixes.tolist() == [[0.8, 0.8]]
    assert repairing.plan()[0][0].fixes == pytest.approx(0.8, abs=1e-4)


def test_a_cheap_decisive_observation_comes_before_a_dear_repair() -> None:
    candidates = _own_actions(price_a=400.0, price_b=350.0)
    question = question_row("sign.y", {"fault.a": 0.99, "fault.b": 0.01})
    test = revealing("test.look", ["sign.y"], minutes=5, skill="driveway")
    steps, expected = _repairing(candidates, questions=[question], tests=[test]).plan()
    first = steps[0]
    assert (first.check, first.test_id) == ("sign.y", "test.look")
    # The repair of b follows when the sign is absent, that of a when it is present.
    assert first.check_present is (first.action_id == "action.a")
    _, without = _repairing(candidates).plan()
    assert expected < without - 100


def test_without_any_repair_the_service_is_called() -> None:
    assert _repairing([]).plan() == ((), 600.0)
    assert _repairing([candidate_row("fault.a")]).plan() == ((), 600.0)


def test_a_repair_dearer_than_the_service_is_not_planned() -> None:
    steps, expected = _repairing(_own_actions(price_a=5000.0, price_b=5000.0)).plan()
    assert steps == ()
    assert expected == pytest.approx(600.0)


def test_the_repairs_that_most_probably_help_are_planned_with() -> None:
    many = {f"action.n{at:02}": Action(weight=0.01) for at in range(30)}
    candidates = [candidate_row("fault.a", many), *_own_actions()[1:]]
    repairing = _repairing(candidates)
    assert len(repairing.action_ids) == 16
    assert "action.b" in repairing.action_ids
    assert list(repairing.action_ids) == sorted(repairing.action_ids)


def test_a_question_is_worth_what_it_saves_less_its_price() -> None:
    repairing = _repairing(_own_actions(price_a=100.0, price_b=100.0))
    perfect = np.asarray([[1.0], [0.0], [0.0], [0.0]])
    free = repairing.worth(perfect, np.asarray([0.0]))
    paid = repairing.worth(perfect, np.asarray([10.0]))
    # Without it 100 and, in half of the cars, 100 more; with it 100.
    assert free == pytest.approx([50.0], abs=0.01)
    assert paid == pytest.approx([40.0], abs=0.01)


def test_a_question_that_tells_nothing_costs_its_price() -> None:
    rates = np.full((4, 1), 0.3)
    assert _repairing(_own_actions()).worth(rates, np.asarray([7.0])) == pytest.approx([-7.0])


def test_no_worth_is_told_where_no_repair_is_known() -> None:
    assert _repairing([]).worth(np.full((4, 1), 0.3), np.asarray([1.0])) is None
    assert _repairing(_own_actions()).worth(np.zeros((4, 0)), np.zeros(0)) is None


def test_an_observation_costs_its_price_and_the_time_at_the_hourly_rate() -> None:
    question = question_row("sign.y", {"fault.a": 0.9, "fault.b": 0.1})
    test = revealing("test.t", ["sign.y"], minutes=30, cost_eur=12)
    repairing = _repairing(_own_actions(), questions=[question], tests=[test])
    assert repairing.telling[0].price_eur(repairing.costs.hourly_rate_eur) == 12 + 30.0


def test_a_plan_looks_at_the_eight_most_telling_observations() -> None:
    questions = [
        question_row(f"sign.s{at:02}", {"fault.a": 0.5 + at / 30, "fault.b": 0.5 - at / 30})
        for at in range(12)
    ]
    repairing = _repairing(_own_actions(), questions=questions)
    names = repairing.turn.network.observable_ids
    assert [names[way.column] for way in repairing.telling] == [
        f"sign.s{at:02}" for at in range(4, 12)
    ]

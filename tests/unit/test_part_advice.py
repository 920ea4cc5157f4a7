"""Which parts to buy now, which to hold back, and what to take along."""

import pytest

from cypher.rows.diagnosis import CandidateRow, QuestionRow, TestRow
from engine.asking import askable
from engine.budget import Budget
from engine.part_advice import Buying
from engine.repairing import RepairCosts, Repairing
from engine.verdict import PartAdvice
from tests.builders.turn import (
    Part,
    candidate_row,
    evidence_row,
    finding_row,
    question_row,
    revealing,
    turn_of,
)

COSTS = RepairCosts(hourly_rate_eur=60.0, return_handling_eur=15.0)


def _buying(
    candidates: list[CandidateRow],
    shares: dict[str, float] | None = None,
    questions: list[QuestionRow] | None = None,
    tests: list[TestRow] | None = None,
) -> Buying:
    """Return the parts when the faults have these posterior shares."""
    shares = shares or {"fault.a": 0.5, "fault.b": 0.5}
    row = evidence_row(
        shares,
        [finding_row("symptom.x", dict.fromkeys(shares, 0.5))],
        unlisted=1e-9,
        candidates=candidates,
        questions=questions or [],
        tests=tests or [],
    )
    turn = turn_of(row, present=["symptom.x"])
    return Buying(Repairing(turn, COSTS, askable(turn, Budget())))


def _advice(buying: Buying) -> dict[str, PartAdvice]:
    return {item.part_id: item for item in buying.plan().parts}


def _own_parts(price_eur: float = 200.0) -> list[CandidateRow]:
    prices = (price_eur, price_eur)
    return [
        candidate_row(f"fault.{name}", parts={f"part.{name}": Part(price_eur=prices)})
        for name in "ab"
    ]


def test_a_cheap_decisive_test_holds_the_sale() -> None:
    question = question_row("sign.y", {"fault.a": 0.99, "fault.b": 0.01})
    test = revealing("test.look", ["sign.y"], minutes=5)
    told = _advice(_buying(_own_parts(), questions=[question], tests=[test]))["part.a"]
    assert (told.check, told.test_id) == ("sign.y", "test.look")
    assert not told.is_worth_buying
    assert told.fixes == pytest.approx(0.5, abs=1e-6)
    # Bought in vain in half of the cars: price and handling are lost.
    assert told.return_cost_eur == pytest.approx(0.5 * (200 + 15), abs=1e-3)


def test_a_held_part_is_not_bought_even_where_buying_alone_would_pay() -> None:
    question = question_row("sign.y", {"fault.a": 0.99, "fault.b": 0.01})
    test = revealing("test.look", ["sign.y"], minutes=5)
    alone = _advice(_buying(_own_parts(price_eur=20.0)))["part.a"]
    held = _advice(_buying(_own_parts(price_eur=20.0), questions=[question], tests=[test]))
    assert alone.is_worth_buying
    assert held["part.a"].check == "sign.y"
    assert not held["part.a"].is_worth_buying


def test_a_dear_or_vague_test_does_not_hold_the_sale() -> None:
    sharp = question_row("sign.y", {"fault.a": 0.99, "fault.b": 0.01})
    dear = revealing("test.dear", ["sign.y"], minutes=5, cost_eur=500)
    vague = question_row("sign.y", {"fault.a": 0.52, "fault.b": 0.48})
    for questions, tests in (([sharp], [dear]), ([vague], None)):
        told = _advice(_buying(_own_parts(), questions=questions, tests=tests))["part.a"]
        assert (told.check, told.test_id) == (None, None)


def test_a_part_that_is_almost_surely_needed_is_bought_at_once() -> None:
    shares = {"fault.a": 0.97, "fault.b": 0.03}
    told = _advice(_buying(_own_parts(), shares))
    assert told["part.a"].is_worth_buying
    assert not told["part.b"].is_worth_buying


def test_the_price_is_the_middle_of_the_range_times_the_largest_quantity() -> None:
    candidates = [
        candidate_row("fault.a", parts={"part.p": Part(quantity=4, price_eur=(10.0, 20.0))}),
        candidate_row("fault.b", parts={"part.p": Part(quantity=1, price_eur=(10.0, 20.0))}),
        candidate_row("fault.c", parts={"part.q": Part(price_eur=(None, 30.0))}),
        candidate_row("fault.d", parts={"part.r": Part(price_eur=(None, None))}),
    ]
    buying = _buying(candidates, dict.fromkeys(("fault.a", "fault.b", "fault.c", "fault.d"), 0.1))
    assert dict(zip(buying.part_ids, buying.prices_eur.tolist(), strict=True)) == {
        "part.p": 60.0,
        "part.q": 30.0,
        "part.r": 0.0,
    }


def test_the_chance_of_a_part_sums_over_the_faults_that_need_it() -> None:
    candidates = [
        candidate_row("fault.a", parts={"part.p": Part(weight=0.6)}),
        candidate_row("fault.b", parts={"part.p": Part(weight=0.2)}),
    ]
    told = _advice(_buying(candidates, {"fault.a": 0.75, "fault.b": 0.25}))["part.p"]
    assert told.fixes == pytest.approx(0.75 * 0.6 + 0.25 * 0.2, abs=1e-6)


def test_parts_that_are_hardly_needed_are_not_shown_and_the_likeliest_come_first() -> None:
    shares = {"fault.a": 0.01, "fault.b": 0.3, "fault.c": 0.69}
    candidates = [candidate_row(f"fault.{name}", parts={f"part.{name}": Part()}) for name in "abc"]
    assert list(_advice(_buying(candidates, shares))) == ["part.c", "part.b"]


def test_the_basket_is_the_fewest_parts_that_cover_nine_tenths() -> None:
    shares = {"fault.a": 0.6, "fault.b": 0.32, "fault.c": 0.08}
    candidates = [candidate_row(f"fault.{name}", parts={f"part.{name}": Part()}) for name in "abc"]
    plan = _buying(candidates, shares).plan()
    assert plan.basket == ("part.a", "part.b")
    assert plan.basket_covers == pytest.approx(0.92, abs=1e-6)


def test_a_fault_is_covered_only_with_all_parts_that_it_requires() -> None:
    shares = {"fault.a": 0.95, "fault.b": 0.05}
    candidates = [
        candidate_row(
            "fault.a",
            parts={
                "part.seal": Part(),
                "part.pump": Part(),
                "part.clip": Part(weight=0.3, is_required=False),
            },
        ),
        candidate_row("fault.b", parts={"part.b": Part()}),
    ]
    assert _buying(candidates, shares).plan().basket == ("part.pump", "part.seal")


def test_faults_that_need_no_part_are_covered_for_free() -> None:
    shares = {"fault.a": 0.95, "fault.b": 0.05}
    candidates = [candidate_row("fault.a"), candidate_row("fault.b", parts={"part.b": Part()})]
    plan = _buying(candidates, shares).plan()
    assert plan.basket == ()
    assert plan.basket_covers == pytest.approx(0.95, abs=1e-6)


def test_where_no_part_is_known_nothing_is_bought() -> None:
    plan = _buying([candidate_row("fault.a")]).plan()
    assert (plan.parts, plan.basket, plan.basket_covers) == ((), (), 0.0)


def test_a_fault_whose_parts_were_not_read_is_not_counted_as_covered() -> None:
    known, unread = _own_parts()
    unread = unread.model_copy(update={"parts": None, "actions": None})
    shares = {"fault.a": 0.6, "fault.b": 0.4}
    plan = _buying([known, unread], shares).plan()
    assert plan.basket == ("part.a",)
    assert plan.basket_covers == pytest.approx(0.6, abs=1e-6)

"""The whole answer of one turn: every named node is read, and no order of rows changes it."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cypher.rows.diagnosis import CalibrationRow, TraceEvidenceRow
from engine.budget import Budget
from engine.conclusion import Conclusion, Rules, conclude
from engine.evidence import KnownFinding
from engine.turn import Turn, build_turn
from engine.verdict import ChangeAnswer, CodeRole, SeveralFaultsAnswer, StepNow, StopAnswer
from graph.vocabulary import EvidenceState, TestSkill
from tests.builders.turn import (
    Action,
    Part,
    candidate_row,
    evidence_row,
    finding_row,
    question_row,
    revealing,
    turn_of,
)

Item = TypeVar("Item")
PREFIXES = ("fault.", "symptom.", "sign.", "dtc.", "test.", "action.", "part.")
PRESENT, ABSENT = ["symptom.x", "dtc.sae.P0300", "symptom.y"], ["sign.no"]
COLD = {"tax_temp=froid": 0.4, "tax_temp=chaud": 0.6}
RATIOS = {"fault.a": {"tax_temp=froid": 2.0, "tax_temp=chaud": 1 / 3}}


def _row() -> TraceEvidenceRow:
    """Return a record in which everything that an answer can say is said."""
    return evidence_row(
        {"fault.a": 0.02, "fault.b": 0.02, "fault.c": 0.01, "fault.d": 0.03},
        [
            finding_row("symptom.x", {"fault.a": 0.8, "fault.b": 0.7}, base=COLD, ratios=RATIOS),
            finding_row("symptom.y", {"fault.c": 0.6, "fault.b": 0.1}, position=1, leak=0.005),
            finding_row("dtc.sae.P0300", {"fault.a": 0.3, "fault.b": 0.4}, position=2),
            finding_row("sign.no", {"fault.b": 0.6, "fault.d": 0.9}, position=3),
        ],
        levels={"fault.b": "urgent", "fault.c": "critical"},
        questions=[
            question_row("sign.p", {"fault.a": 0.9, "fault.b": 0.1}),
            question_row("sign.q", {"fault.c": 0.9}),
            question_row("sign.r", {"fault.b": 0.7, "fault.d": 0.5}),
            question_row("symptom.s", {"fault.a": 0.6, "fault.b": 0.2}),
            question_row("dtc.sae.P0171", {"fault.a": 0.7}),
        ],
        tests=[
            revealing("test.look", ["sign.p", "sign.q"], minutes=5),
            revealing("test.scan", ["dtc.sae.P0171", "dtc.sae.P0300"], cost_eur=1),
            revealing("test.lift", ["sign.r"], minutes=30, skill="bay"),
        ],
        candidates=[
            candidate_row(
                "fault.a",
                {"action.a": Action(weight=0.9, labour_eur=(80, 120), parts_eur=90)},
                {"part.a": Part(), "part.shared": Part(weight=0.5, is_required=False)},
                {"fault.c": 0.3},
            ),
            candidate_row(
                "fault.b",
                {"action.b": Action(weight=0.8, labour_eur=(150, 250), parts_eur=40)},
                {"part.b": Part(price_eur=(40, 60)), "part.shared": Part()},
            ),
            candidate_row("fault.c", {"action.c": Action()}, {"part.c": Part()}),
        ],
    )


def _conclude(turn: Turn, limit: int = 2, budget: Budget | None = None) -> Conclusion:
    return conclude(turn, limit, budget or Budget(), Rules())


def _strings(value: object) -> Iterator[str]:
    """Yield every text anywhere in frozen values, tuples and maps."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(key)
            yield from _strings(item)
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from _strings(item)


def _unnamed(found: Conclusion) -> set[str]:
    """Return the ids in an answer whose labels nobody reads."""
    named = {*found.named_ids(), *(item.fault_id for item in found.ranking.shown)}
    said = {
        reason.observable_id for item in found.ranking.shown for reason in item.reasons
    }  # reasons carry their labels
    ids = {text for text in _strings(found) if text.startswith(PREFIXES)}
    return ids - named - said


def test_every_node_that_an_answer_mentions_is_named() -> None:
    found = _conclude(turn_of(_row(), PRESENT, ABSENT))
    for part in (
        found.fault_set.fault_ids,
        found.several_faults,
        found.roles,
        found.safety.because,
        found.would_change,
        found.plan.steps,
        found.plan.parts,
        found.plan.basket,
        found.next_questions,
    ):
        assert part, "the record is meant to fill every part of the answer"
    assert any(item.test_id and item.also_reveals for item in found.next_questions)
    assert any(item.taxonomy for item in found.next_questions)
    assert _unnamed(found) == set()
    assert found.named_ids() == sorted(set(found.named_ids()))


def test_every_place_that_can_hold_an_id_is_named() -> None:
    found = _conclude(turn_of(_row(), PRESENT, ABSENT))
    question, shown = found.next_questions[0], found.ranking.shown[0]
    outlook, step, part = question.outlooks[0], found.plan.steps[0], found.plan.parts[0]
    missing = replace(shown.confidence, missing=("sign.k1",))
    alone = replace(
        found,
        ranking=replace(found.ranking, shown=(replace(shown, confidence=missing),)),
        fault_set=replace(found.fault_set, fault_ids=("fault.k2",)),
        several_faults=(SeveralFaultsAnswer(("fault.k3",), unlisted=False, probability=0.5),),
        roles=(CodeRole("dtc.sae.k4", "consequence", "fault.k5", "fault.k6"),),
        safety=replace(found.safety, because=("fault.k7",)),
        would_change=(ChangeAnswer((("sign.k8", EvidenceState.ABSENT),), "fault.k9", 0.5),),
        plan=replace(
            found.plan,
            now=StepNow(1.0, "action.k10", "sign.k11", "test.k12"),
            steps=(replace(step, action_id="action.k13", check="sign.k14", test_id="test.k15"),),
            parts=(replace(part, part_id="part.k16", check="sign.k17", test_id="test.k18"),),
            basket=("part.k19",),
        ),
        next_questions=(
            replace(
                question,
                observable_id="sign.k20",
                test_id="test.k21",
                also_reveals=("sign.k22",),
                outlooks=(replace(outlook, fault_id="fault.k23"),),
            ),
        ),
        stop=StopAnswer(should_stop=True, reason="contradiction", recheck=("sign.k24",)),
    )
    assert {key.rsplit(".", 1)[1] for key in alone.named_ids()} == {f"k{at}" for at in range(1, 25)}
    assert _unnamed(alone) == set()


def test_a_node_that_is_left_out_of_the_names_is_noticed() -> None:
    class Forgetful(Conclusion):
        def named_ids(self) -> list[str]:
            return [key for key in super().named_ids() if not key.startswith("test.")]

    found = _conclude(turn_of(_row(), PRESENT, ABSENT))
    forgetful = Forgetful(**{item.name: getattr(found, item.name) for item in fields(found)})
    assert _unnamed(forgetful) >= {"test.look"}


def test_how_many_faults_are_shown_changes_nothing_else() -> None:
    turn = turn_of(_row(), PRESENT, ABSENT)
    one, all_of_them = _conclude(turn, limit=1), _conclude(turn, limit=50)
    assert replace(one, ranking=all_of_them.ranking) == all_of_them
    assert one.ranking.shown == all_of_them.ranking.shown[:1]


def test_a_critical_fault_in_third_place_stops_the_sale_however_few_are_shown() -> None:
    shares = {"fault.s1": 0.5, "fault.s2": 0.3, "fault.brake": 0.15, "fault.s3": 0.05}
    says_nothing = finding_row("symptom.n", {}, leak=0.5, unlisted_rate=0.5)
    row = evidence_row(shares, [says_nothing], levels={"fault.brake": "critical"})
    turn = turn_of(row, present=["symptom.n"])
    for limit in (1, 3, 10):
        assert _conclude(turn, limit=limit).safety.sale == "disabled"


def _shuffled(items: Sequence[Item], order: random.Random) -> list[Item]:
    return order.sample(list(items), len(items))


def _mixed(row: TraceEvidenceRow, order: random.Random) -> TraceEvidenceRow:
    """Return the same record with all its lists in another order."""
    findings = [
        item.model_copy(update={"edges": _shuffled(item.edges, order)}) for item in row.findings
    ]
    questions = [
        item.model_copy(update={"edges": _shuffled(item.edges, order)}) for item in row.questions
    ]
    tests = [
        item.model_copy(update={"reveals": _shuffled(item.reveals, order)}) for item in row.tests
    ]
    candidates = [
        item.model_copy(
            update={
                "actions": _shuffled(item.actions or [], order),
                "parts": _shuffled(item.parts or [], order),
                "effects": _shuffled(item.effects, order),
            }
        )
        for item in row.candidates
    ]
    return row.model_copy(
        update={
            "findings": _shuffled(findings, order),
            "faults": _shuffled(row.faults, order),
            "prior_mass": _shuffled(row.prior_mass, order),
            "questions": _shuffled(questions, order),
            "tests": _shuffled(tests, order),
            "candidates": _shuffled(candidates, order),
        }
    )


@given(st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_the_order_of_rows_in_the_record_changes_nothing(seed: int) -> None:
    mixed = _mixed(_row(), random.Random(seed))  # noqa: S311 - an order, not a secret
    assert _conclude(turn_of(mixed, PRESENT, ABSENT)) == _conclude(turn_of(_row(), PRESENT, ABSENT))


@given(st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_equally_good_questions_are_chosen_alike_in_any_order_of_the_record(seed: int) -> None:
    links = {"fault.a": 0.9, "fault.b": 0.1}
    keys = [f"symptom.q{at:02}" for at in range(14)]
    candidates = [
        candidate_row(f"fault.{name}", {f"action.{name}": Action(labour_eur=(300, 300))})
        for name in "ab"
    ]
    row = evidence_row(
        {"fault.a": 0.02, "fault.b": 0.02},
        [finding_row("symptom.x", {"fault.a": 0.5, "fault.b": 0.5})],
        questions=[question_row(key, links) for key in keys],
        candidates=candidates,
    )
    mixed = _mixed(row, random.Random(seed))  # noqa: S311 - an order, not a secret
    found = _conclude(turn_of(mixed, ["symptom.x"]))
    assert [item.observable_id for item in found.next_questions] == keys[:5]
    assert found.plan == _conclude(turn_of(row, ["symptom.x"])).plan


def test_each_change_that_is_shown_puts_the_named_fault_first() -> None:
    row = _row()
    turn = turn_of(row, PRESENT, ABSENT)
    found = _conclude(turn)
    first = turn.network.fault_ids[turn.order[0]]
    for change in found.would_change:
        known = dict(turn.known)
        for key, state in change.conditions:
            assert state is not known[key].state
            known[key] = KnownFinding(state, known[key].qualifiers)
        after = build_turn(row, turn.vehicle, known)
        leader = after.order[0]
        assert after.network.fault_ids[leader] == change.then_first != first
        assert float(after.posterior.faults[leader]) == pytest.approx(change.probability, abs=1e-12)


def test_at_the_counter_only_what_can_be_asked_there_is_proposed_and_checked() -> None:
    turn = turn_of(_row(), PRESENT, ABSENT)
    found = _conclude(turn, budget=Budget(TestSkill.COUNTER))
    assert {item.skill for item in found.next_questions} == {"counter"}
    checks = {step.check for step in found.plan.steps} | {part.check for part in found.plan.parts}
    assert checks <= {None, "symptom.s"}


def test_the_fault_set_is_the_shortest_that_holds_its_level() -> None:
    turn = turn_of(_row(), PRESENT, ABSENT)
    found = _conclude(turn).fault_set
    ranked = sorted(turn.probabilities.tolist(), reverse=True)
    size = len(found.fault_ids) + found.unlisted
    assert (found.level, found.kind) == (0.95, "credible")
    assert sum(ranked[: size - 1]) < 0.95 <= sum(ranked[:size])


def test_enough_confirmed_cases_make_the_fault_set_conformal() -> None:
    kept = CalibrationRow(conformal_score=0.1, conformal_cases=400)
    row = _row().model_copy(update={"calibration": kept})
    found = _conclude(turn_of(row, PRESENT, ABSENT)).fault_set
    assert found.kind == "conformal"
    assert len(found.fault_ids) == 1


def test_nothing_known_at_all_still_gives_a_whole_answer() -> None:
    found = _conclude(turn_of(evidence_row({})))
    assert found.ranking.shown == ()
    assert found.abstains == "too_little_evidence"
    assert found.ranking.unlisted_probability == pytest.approx(1.0)
    assert found.fault_set.unlisted
    assert found.would_change == ()
    assert found.stop.reason == "sure_enough"


def test_states_are_turned_round_in_what_would_change() -> None:
    found = _conclude(turn_of(_row(), PRESENT, ABSENT))
    states = {key: state for change in found.would_change for key, state in change.conditions}
    assert all(
        state is (EvidenceState.PRESENT if key in ABSENT else EvidenceState.ABSENT)
        for key, state in states.items()
    )


def test_a_change_names_the_paths_in_the_graph_that_it_is_about() -> None:
    findings = [finding_row("symptom.x", {"fault.a": 0.9, "fault.b": 0.1})]
    turn = turn_of(evidence_row({"fault.a": 0.02, "fault.b": 0.02}, findings), ["symptom.x"])
    (change,) = _conclude(turn).would_change
    assert change.then_first == "fault.b"
    assert change.paths == (
        ("symptom.x", "INDICATES 0.90", "fault.a"),
        ("symptom.x", "INDICATES 0.10", "fault.b"),
    )

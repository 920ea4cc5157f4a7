"""Questions, plan, safety and changes in the words of one language."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from api.http.schemas.diagnosis import DiagnoseResponse
from api.presenting import present, present_interview
from api.presenting_reasoning import Reasoning, answer_text, labels_of, percent
from api.reasoning_texts import REASONING_TEXTS, TAXONOMY_QUESTIONS, TAXONOMY_VALUES
from api.safety_texts import ACTION_TEXTS, SAFETY_LEVELS, safety_actions
from api.texts import TEXTS
from engine.diagnose import DiagnosisRequest
from engine.evidence import ReportedFinding
from engine.inference.abstention import AbstentionReason
from engine.inference.stopping import StopReason
from engine.verdict import Outlook, SafetyAnswer, Verdict
from graph.taxonomies import (
    TaxCote,
    TaxFreq,
    TaxIntensity,
    TaxLocalisation,
    TaxPhase,
    TaxRisk,
    TaxTemp,
)
from graph.vocabulary import EvidenceState, Locale, SafetyLevel, TestSkill
from tests.builders.turn import Action, Part, candidate_row, revealing
from tests.builders.verdict import PaperGarage

TAXONOMIES = (TaxPhase, TaxTemp, TaxFreq, TaxIntensity, TaxRisk, TaxLocalisation, TaxCote)
GARAGE = PaperGarage(
    priors={"fault.a": 0.02, "fault.b": 0.02, "fault.c": 0.02},
    links={
        "symptom.x": {"fault.a": 0.6, "fault.b": 0.5, "fault.c": 0.2},
        "dtc.sae.P0300": {"fault.a": 0.3, "fault.b": 0.3},
        "symptom.y": {"fault.a": 0.9, "fault.b": 0.1},
        "sign.z": {"fault.b": 0.9, "fault.c": 0.1},
        "sign.w": {"fault.b": 0.8},
    },
    tests=[revealing("test.look", ["sign.z", "sign.w"], minutes=4, cost_eur=2.5)],
    candidates=[
        candidate_row("fault.a", {"action.a": Action(labour_eur=(300, 400))}, {"part.a": Part()}),
        candidate_row("fault.b", {"action.b": Action(labour_eur=(300, 420))}, {"part.b": Part()}),
    ],
    base={"symptom.x": {"tax_temp=froid": 0.5, "tax_temp=chaud": 0.5}},
    ratios={"symptom.x": {"fault.b": {"tax_temp=froid": 1.8, "tax_temp=chaud": 0.2}}},
    levels={"fault.b": "urgent"},
)


@pytest.fixture
def verdict() -> Verdict:
    said = (ReportedFinding(id="symptom.x"), ReportedFinding(code="P0300"))
    return GARAGE.diagnose(None, None, DiagnosisRequest(findings=said))


def _said(verdict: Verdict, locale: Locale) -> DiagnoseResponse:
    return present(verdict, locale, "req_1")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    ("locale", "other"), [(Locale.FR, r"\(en\)"), (Locale.EN, r"\(fr\)|É|é|où|à ")]
)
def test_an_answer_speaks_one_language(verdict: Verdict, locale: Locale, other: str) -> None:
    texts = list(_strings(_said(verdict, locale).model_dump(mode="json", by_alias=True)))
    assert [said for said in texts if re.search(other, said)] == []


def test_probabilities_of_the_answers_sum_to_one_hundred(verdict: Verdict) -> None:
    for question in _said(verdict, Locale.EN).next_questions:
        assert sum(item.probability for item in question.outlooks) == pytest.approx(100, abs=1e-3)
        assert {item.answer for item in question.outlooks} <= set(question.answers)


def test_a_question_has_words_a_price_tools_and_a_why(verdict: Verdict) -> None:
    questions = {
        (item.observable.id, item.taxonomy): item
        for item in _said(verdict, Locale.EN).next_questions
    }
    looked = questions[("sign.z", None)]
    assert looked.question == "Do you see z?"
    assert looked.answers == ["present", "absent", "unknown"]
    assert (looked.cost.minutes, looked.cost.eur, looked.cost.skill) == (4.0, 2.5, "driveway")
    assert looked.cost.tools == ["lamp"]
    assert looked.test is not None
    assert looked.test.label == "look (en)"
    assert [node.label for node in looked.also_reveals] == ["w (en)"]
    assert looked.worth_eur is not None
    assert re.fullmatch(
        r"if yes \(\d+ %\): \w \(en\) goes to \d+ % ; if no \(\d+ %\): \w \(en\) goes to \d+ %",
        looked.why,
    )


def test_a_question_about_circumstances_lists_the_values(verdict: Verdict) -> None:
    asked = next(item for item in _said(verdict, Locale.FR).next_questions if item.taxonomy)
    assert asked.question == "« x (fr) » : surtout moteur froid ou moteur chaud ?"
    assert asked.answers == ["froid", "chaud"]
    assert asked.why.startswith("si à froid (")
    assert asked.worth_eur is None


def test_an_outlook_without_a_fault_says_so(verdict: Verdict) -> None:
    first = verdict.next_questions[0]
    nothing = Outlook("present", 0.4, None, 0.0)
    changed = replace(first, outlooks=(nothing, *first.outlooks[1:]))
    told = _said(replace(verdict, next_questions=(changed,)), Locale.EN).next_questions[0]
    assert told.why.startswith("if yes (40 %): no fault of the graph stands out")
    assert told.outlooks[0].then_first is None


def test_what_would_change_names_the_state_and_the_fault(verdict: Verdict) -> None:
    for change in _said(verdict, Locale.EN).would_change:
        assert change.condition.state is EvidenceState.ABSENT
        assert change.condition.label.endswith("(en)")
        assert change.then_label == f"{change.then_first.split('.')[1]} (en)"
        assert 0 < change.probability < 100


def test_a_plan_says_when_the_repair_follows_its_check(verdict: Verdict) -> None:
    plan = _said(verdict, Locale.EN).repair_plan
    assert plan.steps
    for step in plan.steps:
        assert (step.check_first is None) == (step.repair_if is None)
    checked = [step for step in plan.steps if step.check_first]
    assert checked
    for step in checked:
        # The signs tell of b: its repair follows when they are there, that of a when not.
        is_sign = step.check_first is not None and step.check_first.id != "symptom.y"
        wanted = (step.action.id == "action.b") == is_sign
        assert (step.repair_if is EvidenceState.PRESENT) == wanted
    held = [item for item in plan.parts if item.hold]
    assert held
    assert all(item.check_first is not None and not item.buy_now for item in held)


@pytest.mark.parametrize(
    ("is_there", "state"), [(True, EvidenceState.PRESENT), (False, EvidenceState.ABSENT)]
)
def test_a_repair_follows_the_outcome_that_speaks_for_it(
    verdict: Verdict, *, is_there: bool, state: EvidenceState
) -> None:
    step = replace(verdict.plan.steps[0], check="sign.z", check_present=is_there)
    plan = Reasoning(verdict, Locale.EN).plan(replace(verdict.plan, steps=(step,)))
    assert plan.steps[0].repair_if is state


def test_safety_says_what_to_show_and_what_to_do() -> None:
    verdict = GARAGE.diagnose(None, None, DiagnosisRequest(findings=()))
    for level in SafetyLevel:
        gate = SafetyAnswer(level.value, "warned", 0.25, ("fault.a",))
        for locale in Locale:
            told = Reasoning(verdict, locale).safety(gate)
            shown = SAFETY_LEVELS[level.value]
            assert (told.display, told.display_kind) == (shown.display[locale], shown.kind)
            keys = safety_actions(level.value, (), can_drive=True)
            assert [item.key for item in told.action_items] == keys
            assert told.actions == [ACTION_TEXTS[key][locale] for key in keys]
            assert (told.probability, told.because) == (25.0, ["fault.a"])


def test_the_interview_says_the_same_as_the_diagnosis(verdict: Verdict) -> None:
    full, short = _said(verdict, Locale.FR), present_interview(verdict, Locale.FR, "req_1")
    assert short.next_questions == full.next_questions
    assert short.safety == full.safety
    assert [(item.id, item.probability) for item in short.leading] == [
        (item.fault.id, item.probability) for item in full.diagnoses
    ]
    assert short.stop_message is None
    stopped = replace(verdict, stop=replace(verdict.stop, should_stop=True, reason="sure_enough"))
    told = present_interview(stopped, Locale.FR, "req_1")
    assert told.stop_message == "assez sûr pour conclure"


def test_a_missing_label_is_replaced_by_the_id(verdict: Verdict) -> None:
    reasoning = Reasoning(replace(verdict, names={}), Locale.EN)
    assert reasoning.label("fault.a") == "fault.a"
    assert labels_of(["fault.a", "fault.b"], reasoning) == "fault.a, fault.b"


def test_answers_are_said_in_words() -> None:
    assert answer_text("present", None, Locale.FR) == "oui"
    assert answer_text("absent", None, Locale.EN) == "no"
    assert answer_text("unknown", None, Locale.EN) == "I don't know"
    assert answer_text("froid", "tax_temp", Locale.EN) == "cold"
    assert answer_text("new_value", "tax_temp", Locale.EN) == "new_value"
    assert percent(0.123456789) == 12.3457


# --- texts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", REASONING_TEXTS)
def test_every_text_is_there_in_both_languages_with_the_same_placeholders(key: str) -> None:
    french, english = (REASONING_TEXTS[key][locale] for locale in (Locale.FR, Locale.EN))
    assert french
    assert english
    placeholders = [set(re.findall(r"\{\w+\}", said)) for said in (french, english)]
    assert placeholders[0] == placeholders[1]


def test_every_value_of_every_taxonomy_has_words_and_a_question() -> None:
    names = {"tax_" + kind.__name__.removeprefix("Tax").lower(): kind for kind in TAXONOMIES}
    assert set(TAXONOMY_QUESTIONS) == set(names)
    values = {f"{name}={value.value}" for name, kind in names.items() for value in kind}
    assert values == set(TAXONOMY_VALUES)
    for question in TAXONOMY_QUESTIONS.values():
        assert all("{label}" in question[locale] for locale in Locale)
    for said in TAXONOMY_VALUES.values():
        assert all(said[locale] for locale in Locale)


def test_every_reason_to_stop_or_abstain_and_every_place_has_words() -> None:
    keys = {
        *(reason.value for reason in StopReason),
        *(reason.value for reason in AbstentionReason),
        "unlisted_first",
        *(skill.value for skill in TestSkill),
        *(state.value for state in EvidenceState),
        *(level.value for level in SafetyLevel),
    }
    assert keys - set(TEXTS) == set()
    assert all(TEXTS[key][locale] for key in keys for locale in Locale)
    assert set(SAFETY_LEVELS) == {level.value for level in SafetyLevel}

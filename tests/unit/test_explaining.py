"""Explained answers on a garage on paper: what is said when the graph knows little."""

from dataclasses import replace
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest

from api.explained_texts import EXPLAINED_TEXTS
from api.explaining import present_explained
from api.http.schemas.explained import ExplainedDiagnosis
from api.remedy_texts import REMEDY_TEXTS
from api.safety_texts import ACTION_TEXTS, DRIVING_TEXTS, HAZARD_ACTIONS, safety_actions
from api.texts import TEXTS
from api.tracing import decimal
from engine.diagnose import DiagnosisRequest
from engine.driving import with_driving
from engine.evidence import ReportedFinding
from engine.verdict import Verdict
from graph.vocabulary import (
    ActionDifficulty,
    ActionType,
    CauseType,
    EvidenceState,
    Locale,
    SafetyLevel,
)
from graph.vocabulary_answers import Hazard, SafetyAction
from graph.vocabulary_records import DiyFeasibility, RepairUrgency, VerificationDifficulty
from tests.builders.verdict import PaperGarage

GARAGE = PaperGarage(
    priors={"fault.a": 0.02, "fault.b": 0.02},
    links={
        "symptom.x": {"fault.a": 0.8, "fault.b": 0.1},
        "symptom.y": {"fault.b": 0.9},
        "sign.z": {},
    },
    levels={"fault.a": "urgent"},
    words={"it smokes": "symptom.x"},
)
PART = {
    "id": "part.p",
    "label_fr": "Pièce",
    "label_en": "Part",
    "weight": 0.9,
    "quantity": 1,
    "priority": 1,
    "is_required": True,
    "relation_id": "rel_part",
}
TEMPLATE = {
    "id": "verification.a",
    "quick_test_fr": "Regarder",
    "quick_test_en": "Look",
    "difficulty": "facile",
    "estimated_time": "5 minutes",
    "default_urgency": "planned",
    "can_drive_default": True,
    "diy_feasibility": "facile",
    "relation_id": "rel_check",
}


def _verdict(*findings: ReportedFinding, **details: Any) -> Verdict:
    said = findings or (ReportedFinding(id="symptom.x"),)
    verdict = GARAGE.diagnose(None, None, DiagnosisRequest(findings=said))
    first, *rest = verdict.diagnoses
    evidence = [{"id": "symptom.x", "relation_id": "rel_x"}]
    node = {**first.details, "evidence": evidence, **details}
    return replace(verdict, diagnoses=(replace(first, details=node), *rest))


def _first(verdict: Verdict, locale: Locale = Locale.EN) -> ExplainedDiagnosis:
    return present_explained(verdict, locale, "req_1").diagnoses[0]


def test_a_fault_without_a_template_is_for_a_garage() -> None:
    found = _first(_verdict())
    assert found.verification.quick_test.startswith("No simple check is known")
    assert found.verification.difficulty == "expert"
    assert found.verification.trace[0].nodes == ["fault.a"]
    assert found.parts_involved.diy_feasibility == "garage"
    assert found.urgency.max_km_before_repair == 20


def test_a_repair_without_parts_has_no_primary_part() -> None:
    found = _first(_verdict())
    assert (found.parts_involved.primary, found.parts_involved.secondary) == (None, [])
    assert all(entry.answer for entry in found.formatted_output.faq_compatible)


def test_a_part_and_a_check_carry_the_relationship_they_rest_on() -> None:
    found = _first(_verdict(parts=[PART], verification=TEMPLATE))
    assert found.parts_involved.primary is not None
    assert found.parts_involved.primary.trace[0].relationships == ["rel_part"]
    assert found.verification.trace[0].nodes == ["verification.a", "fault.a"]
    assert found.verification.trace[0].relationships == ["rel_check"]


@pytest.mark.parametrize(
    ("details", "level", "feasibility"),
    [
        ({}, "warning", "facile"),
        ({}, "urgent", "garage"),
        ({}, "critical", "garage"),
        ({"hazards": ["high_voltage"]}, "normal", "garage"),
        ({"hazards": ["hot_coolant"]}, "normal", "facile"),
    ],
)
def test_what_is_dangerous_is_for_a_garage_whatever_the_template_says(
    details: dict[str, Any], level: str, feasibility: str
) -> None:
    verdict = _verdict(verification=TEMPLATE, **details)
    first = replace(verdict.diagnoses[0], safety_level=level)
    found = _first(replace(verdict, diagnoses=(first,)))
    assert found.parts_involved.diy_feasibility == feasibility


def test_the_chain_says_what_speaks_for_and_against_with_its_relationship() -> None:
    found = _first(
        _verdict(
            ReportedFinding(id="symptom.x"),
            ReportedFinding(id="symptom.y", state=EvidenceState.ABSENT),
        )
    )
    first, *steps, last = found.reasoning.trace
    assert first.statement.startswith("Before any finding")
    assert last.statement.startswith("In all")
    said = {step.nodes[0]: step for step in steps}
    assert "seen on 80 % of vehicles with this fault" in said["symptom.x"].statement
    assert said["symptom.x"].relationships == ["rel_x"]
    assert "is absent, which speaks for this fault" in said["symptom.y"].statement
    assert found.reasoning.matched_observables == ["x (en)"]


def test_the_limit_of_another_fault_behind_the_gate_is_named() -> None:
    verdict = _verdict(ReportedFinding(id="symptom.x"), ReportedFinding(id="symptom.y"))
    gate = replace(verdict.safety, level="urgent", because=("fault.a",))
    names = {**verdict.names, "fault.a": {"safety_level": "critical", "label_en": "a (en)"}}
    verdict = replace(verdict, safety=with_driving(gate, names), names=names)
    told = {item.fault.id: item for item in present_explained(verdict, Locale.EN, "r").diagnoses}
    assert told["fault.b"].urgency.can_drive is False
    assert "limited by “a (en)”" in told["fault.b"].urgency.reason
    assert told["fault.b"].urgency.trace[-1].nodes == ["fault.a", "fault.b"]


@pytest.mark.parametrize("locale", list(Locale))
def test_labels_of_the_graph_are_escaped_too(locale: Locale) -> None:
    evil = '<b onmouseover="x">&</b>'
    verdict = _verdict(label_fr=evil, label_en=evil, verification=TEMPLATE)
    html = _first(verdict, locale).formatted_output.detailed_html
    tree = html5lib.HTMLParser(strict=True).parseFragment(html)
    assert evil in "".join(tree.itertext())
    assert "<b " not in html


def test_every_key_has_words_in_both_languages_and_no_two_tables_share_one() -> None:
    tables = (EXPLAINED_TEXTS, REMEDY_TEXTS, DRIVING_TEXTS)
    assert sum(len(table) for table in tables) == len({key for table in tables for key in table})
    wanted = {
        *(f"urgency_{value}" for value in RepairUrgency),
        *(f"level_{value}" for value in SafetyLevel),
        *(f"cause_type_{value}" for value in CauseType),
        *(f"action_{value}" for value in ActionType),
        *(f"difficulty_{value}" for value in (*ActionDifficulty, *VerificationDifficulty)),
        *(f"diy_{value}" for value in DiyFeasibility),
        *(f"sale_{value}" for value in ("allowed", "warned", "disabled")),
    }
    assert wanted - set(TEXTS) == set()
    assert all(said[locale] for table in tables for said in table.values() for locale in Locale)
    assert set(ACTION_TEXTS) == set(SafetyAction)
    assert set(HAZARD_ACTIONS) == set(Hazard)


def test_hazards_come_first_and_towing_when_not_to_drive() -> None:
    assert safety_actions("urgent", ("hot_coolant",), can_drive=False) == [
        SafetyAction.HOT_COOLANT_DO_NOT_OPEN,
        SafetyAction.TOWING,
        SafetyAction.URGENT_WORKSHOP_APPOINTMENT,
    ]
    assert safety_actions("normal", ("high_voltage",), can_drive=True) == [
        SafetyAction.PARTS_CATALOGUE
    ]


def test_factors_are_written_as_the_language_does() -> None:
    assert decimal(0.0284, Locale.FR) == "0,028"
    assert decimal(7.04, Locale.EN) == "7.04"
    assert decimal(237.2, Locale.FR) == "237"

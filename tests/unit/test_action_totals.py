"""Totals of actions: mandatory ones at both ends, the others at the upper end only."""

from typing import Any

import pytest

from api.presenting_remedies import action_output, duration_text, totals_output
from engine.action_totals import Totals, action_totals
from graph.vocabulary import Locale


def _action(
    minutes: int = 60, labor: tuple[float, float] = (50, 80), **more: object
) -> dict[str, Any]:
    return {
        "id": "action.a",
        "label_fr": "Faire",
        "label_en": "Do",
        "action_type": "reparation",
        "duration_minutes": minutes,
        "difficulty": "amateur",
        "labor_cost_min_eur": labor[0],
        "labor_cost_max_eur": labor[1],
        "weight": 0.9,
        "is_mandatory": True,
        **more,
    }


def test_an_action_that_depends_on_what_is_found_counts_in_the_most_only() -> None:
    actions = [_action(60), _action(30, (20, 40), is_mandatory=False), _action(15, (10, 15))]
    found = action_totals(actions, "normal")
    assert found == Totals(minutes=(75, 105), labor_eur=(60.0, 135.0), diy_feasible=True)


def test_where_no_action_is_mandatory_one_of_them_is_done() -> None:
    actions = [_action(60, is_mandatory=False), _action(30, (20, 40), is_mandatory=False)]
    found = action_totals(actions, "normal")
    assert found == Totals(minutes=(30, 90), labor_eur=(20.0, 120.0), diy_feasible=False)
    assert action_totals([], "normal") is None


@pytest.mark.parametrize(
    ("difficulty", "level", "hazards", "feasible"),
    [
        ("debutant", "normal", [], True),
        ("amateur", "warning", ["hot_coolant"], True),
        ("experimente", "normal", [], False),
        ("professionnel", "normal", [], False),
        ("amateur", "urgent", [], False),
        ("amateur", "critical", [], False),
        ("amateur", "normal", ["high_voltage"], False),
    ],
)
def test_an_owner_does_only_what_is_easy_and_endangers_nobody(
    difficulty: str, level: str, hazards: list[str], *, feasible: bool
) -> None:
    found = action_totals([_action(difficulty=difficulty)], level, hazards)
    assert found is not None
    assert found.diy_feasible is feasible


def test_a_hard_action_that_is_not_mandatory_does_not_forbid_the_rest() -> None:
    actions = [_action(), _action(difficulty="professionnel", is_mandatory=False)]
    found = action_totals(actions, "normal")
    assert found is not None
    assert found.diy_feasible


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (100, "1 h 40 min")]
)
def test_a_duration_is_written_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert duration_text(minutes) == said


def test_totals_are_told_as_a_range_and_without_actions_as_nothing() -> None:
    told = totals_output(Totals((60, 100), (50.0, 80.0), diy_feasible=True))
    assert told["total_estimated_time"] == "1 h \N{EN DASH} 1 h 40 min"
    assert told["total_labor_cost_range"].model_dump() == {
        "min": 50.0,
        "max": 80.0,
        "currency": "EUR",
    }
    assert (
        totals_output(Totals((60, 60), (1, 1), diy_feasible=False))["total_estimated_time"] == "1 h"
    )
    assert totals_output(None)["diy_feasible"] is False
    assert totals_output(None)["total_estimated_time"] is None


def test_an_action_is_told_with_all_fields_of_the_source() -> None:
    told = action_output(
        _action(
            action_code="DO",
            urgency="haute",
            execution_order=2,
            steps_fr=["Un", "Deux"],
            step_tips_fr=["", "Doucement"],
            step_warnings_fr=["Chaud", ""],
            step_image_urls=["https://example.org/1.png", ""],
            tools=[{"id": "tool.a", "label_fr": "Clé", "label_en": "Key"}],
            warnings_fr=["Attention"],
            prerequisites_fr=["Moteur froid"],
            condition_fr="Si sale",
            relation_id="rel_x",
        ),
        Locale.FR,
    )
    assert [step.model_dump() for step in told.steps] == [
        {
            "order": 1,
            "description": "Un",
            "tip": None,
            "warning": "Chaud",
            "image_url": "https://example.org/1.png",
        },
        {
            "order": 2,
            "description": "Deux",
            "tip": "Doucement",
            "warning": None,
            "image_url": None,
        },
    ]
    assert (told.action_id, told.action_code, told.action_label) == ("action.a", "DO", "Faire")
    assert (told.duree_estimee, told.duree_minutes, told.urgency) == ("1 h", 60, "haute")
    assert (told.tools_required, told.prerequisites) == (["Clé"], ["Moteur froid"])
    assert (told.warnings, told.condition, told.execution_order) == (["Attention"], "Si sale", 2)
    assert told.labor_cost_range.model_dump() == {"min": 50.0, "max": 80.0, "currency": "EUR"}

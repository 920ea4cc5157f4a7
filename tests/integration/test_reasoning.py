"""What an answer says beside the ranking, on the shipped knowledge, in both languages."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from graph.session import Graph
from graph.settings import Settings
from tests.builders.database import rows

DIAGNOSE = "/api/knowledge-graph/diagnose"
INTERVIEW = "/api/knowledge-graph/interview"
LEAN = [
    {"code": "P0171"},
    {"code": "P0300"},
    {"id": "symptom.rough_idle"},
    {"id": "symptom.whistle_on_acceleration"},
    {"id": "sign.smoke_black", "state": "absent"},
]
BRAKES_AND_BATTERY = [
    {"id": "sign.pads_thin"},
    {"id": "symptom.brake_squeal"},
    {"id": "symptom.slow_cranking"},
    {"id": "symptom.battery_flat_after_parking"},
]
HOT = [{"code": "P0128"}, {"id": "symptom.heater_cold"}]
CASES = {
    "lean": LEAN,
    "two faults": BRAKES_AND_BATTERY,
    "one code": [{"code": "P0401"}],
    "one symptom": [{"id": "symptom.power_loss"}],
    "nothing": [],
}
#: An id of the graph where words belong.
_RAW_ID = re.compile(r"\b(fault|symptom|sign|dtc|test|part|action|tool)\.[a-z]")
_SAID = {"question", "why", "advice", "display", "reasoning", "then_label", "label", "abstains"}


@pytest.fixture
def client(seeded_graph: Graph) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), seeded_graph)) as opened:
        yield opened


def _diagnose(client: TestClient, observables: list[dict[str, Any]], **extra: Any) -> Any:
    response = client.post(DIAGNOSE, json={"observables": observables, **extra})
    assert response.status_code == 200, response.text
    return response.json()


def _interview(client: TestClient, observables: list[dict[str, Any]], **extra: Any) -> Any:
    response = client.post(INTERVIEW, json={"observables": observables, **extra})
    assert response.status_code == 200, response.text
    return response.json()


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, text) of every text that a reader sees."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, key)
    elif isinstance(value, str) and (key in _SAID or key in {"missing_data", "labels"}):
        yield key, value


# --- every field ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_every_probability_lies_in_its_interval_and_every_confidence_adds_up(
    client: TestClient, name: str
) -> None:
    for item in _diagnose(client, CASES[name], limit=50)["diagnoses"]:
        low, high = item["probability_interval"]
        assert 0 <= low <= item["probability"] <= high <= 100
        summed = sum(factor["contribution"] for factor in item["confidence_factors"])
        assert item["confidence"] == pytest.approx(summed, abs=0.06)
        assert {factor["factor"] for factor in item["confidence_factors"]} == {
            "base",
            "provided",
            "coherence",
            "taxonomy",
            "vehicle_history",
        }


@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize("name", CASES)
def test_every_text_is_in_words_and_no_id_stands_for_a_label(
    client: TestClient, name: str, locale: str
) -> None:
    answer = _diagnose(client, CASES[name], locale=locale, limit=3)
    del answer["vehicle"]  # none was given
    if not CASES[name]:
        assert all(item.pop("reasoning") == "" for item in answer["diagnoses"])
    texts = list(_texts(answer))
    assert {key for key, _ in texts} >= {"question", "why", "display", "label", "missing_data"}
    assert [text for _, text in texts if _RAW_ID.search(text) or not text] == []


def test_the_two_languages_say_the_same_in_other_words(client: TestClient) -> None:
    french, english = (_diagnose(client, LEAN, locale=locale) for locale in ("fr", "en"))
    for said in (french, english):
        assert said["next_questions"]
        assert said["would_change"]
        assert said["repair_plan"]["steps"]
    for path in ("next_questions", "would_change", "several_faults"):
        assert len(french[path]) == len(english[path])
    pairs = list(zip(french["next_questions"], english["next_questions"], strict=True))
    for one, other in pairs:
        assert one["observable"]["id"] == other["observable"]["id"]
        assert one["information_gain_bits"] == other["information_gain_bits"]
        assert one["question"] != other["question"]
        assert one["why"] != other["why"]
    assert french["safety"]["display"] != english["safety"]["display"]


def test_the_fault_set_names_the_first_faults_of_the_ranking(client: TestClient) -> None:
    answer = _diagnose(client, LEAN, limit=50)
    ranked = [item["fault"]["id"] for item in answer["diagnoses"]]
    found = answer["fault_set"]
    assert found["faults"] == ranked[: len(found["faults"])]
    held = sum(item["probability"] for item in answer["diagnoses"][: len(found["faults"])])
    held += answer["unlisted_probability"] * found["unlisted"]
    assert held >= found["level"] - 0.001


def test_safety_names_faults_of_the_level_that_it_raises(client: TestClient) -> None:
    answer = _diagnose(client, [{"id": "symptom.brake_pedal_soft"}], limit=50)
    levels = {item["fault"]["id"]: item["safety_level"] for item in answer["diagnoses"]}
    assert answer["safety"]["level"] == "critical"
    assert answer["safety"]["sale"] == "disabled"
    assert answer["safety"]["actions"]
    assert {levels[key] for key in answer["safety"]["because"]} == {"critical"}
    critical = sum(
        item["probability"] for item in answer["diagnoses"] if item["safety_level"] == "critical"
    )
    assert answer["safety"]["probability"] == pytest.approx(critical, abs=0.01)


def test_two_findings_of_two_systems_give_a_pair_of_faults(client: TestClient) -> None:
    first = _diagnose(client, BRAKES_AND_BATTERY, locale="en")["several_faults"][0]
    assert set(first["faults"]) == {"fault.brake_pads_worn", "fault.battery_12v_worn"}
    assert not first["unlisted"]
    assert len(first["labels"]) == 2


def test_a_plan_fixes_more_with_every_step_and_begins_with_the_likely_fault(
    client: TestClient,
) -> None:
    answer = _diagnose(client, [*LEAN, {"id": "sign.smoke_test_intake_leak"}])
    plan = answer["repair_plan"]
    fixed = [step["fixed_after"] for step in plan["steps"]]
    assert fixed == sorted(fixed)
    own = {action["id"] for action in answer["diagnoses"][0]["actions"]}
    assert plan["steps"][0]["action"]["id"] in own
    assert 0 < plan["expected_cost_eur"] < Settings().call_service_eur


def test_what_would_change_the_answer_does_when_it_is_applied(client: TestClient) -> None:
    changes = 0
    for observables in ([*LEAN], [{"code": "P0401"}, {"id": "symptom.power_loss"}], HOT[:1]):
        answer = _diagnose(client, observables)
        ids = {item["input"]: item["matched"]["id"] for item in answer["observables"]}
        states = {
            ids[item.get("code") or item["id"]]: item.get("state", "present")
            for item in observables
        }
        for change in answer["would_change"]:
            turned = dict(states)
            for condition in (change["if"], *change["and"]):
                assert condition["state"] != turned[condition["observable"]]
                turned[condition["observable"]] = condition["state"]
            after = _diagnose(client, [{"id": key, "state": at} for key, at in turned.items()])
            first = after["diagnoses"][0]
            assert first["fault"]["id"] == change["then_first"]
            assert first["fault"]["id"] != answer["diagnoses"][0]["fault"]["id"]
            assert first["probability"] == pytest.approx(change["probability"], abs=0.001)
            changes += 1
    assert changes >= 2


# --- circumstances ----------------------------------------------------------------------------


def _odds(answer: Any, one: str, other: str) -> float:
    found = {item["fault"]["id"]: item["probability"] for item in answer["diagnoses"]}
    return float(found[one] / found[other])


def test_a_circumstance_moves_the_ranking_as_it_was_authored(
    client: TestClient, seeded_graph: Graph
) -> None:
    one, other = "fault.diesel_injector_leaking", "fault.lambda_upstream_failed"
    text = (
        "MATCH (:Observable {id: 'sign.smoke_black'})-[r:INDICATES]->(f:Fault)"
        " RETURN f.id AS id, r.qualifier AS names, r.ratio AS ratios"
    )
    found: list[dict[str, Any]] = rows(seeded_graph, text)
    told = {
        row["id"]: dict(zip(row["names"] or [], row["ratios"] or [], strict=True)) for row in found
    }

    def odds(value: str) -> float:
        finding = {"id": "sign.smoke_black", "qualifiers": {"tax_temp": value}}
        return _odds(_diagnose(client, [finding], limit=50), one, other)

    name = "tax_temp"
    expected = (told[one][f"{name}=froid"] / told[other][f"{name}=froid"]) / (
        told[one][f"{name}=chaud"] / told[other][f"{name}=chaud"]
    )
    assert expected > 2
    assert odds("froid") / odds("chaud") == pytest.approx(expected, rel=1e-3)


def test_the_context_holds_for_findings_without_circumstances_of_their_own(
    client: TestClient,
) -> None:
    cold = {"tax_temp": "froid"}
    own = {"id": "sign.smoke_black", "qualifiers": cold}
    stated = _diagnose(client, [own], limit=50)
    by_context = _diagnose(client, [{"id": "sign.smoke_black"}], context=cold, limit=50)
    assert by_context["diagnoses"] == stated["diagnoses"]
    assert by_context["observables"][0]["qualifiers"] == cold
    kept = _diagnose(client, [own], context={"tax_temp": "chaud"}, limit=50)
    assert kept["diagnoses"] == stated["diagnoses"]
    plain = _diagnose(client, [{"id": "sign.smoke_black"}], limit=50)
    assert plain["diagnoses"] != stated["diagnoses"]


def test_a_stated_circumstance_is_not_asked_for(client: TestClient) -> None:
    finding: dict[str, Any] = {"id": "sign.smoke_black"}
    asked = {(item["observable"]["id"], item["taxonomy"]) for item in _asked(client, finding)}
    taxonomies = {taxonomy for key, taxonomy in asked if key == "sign.smoke_black"}
    assert taxonomies
    for taxonomy in taxonomies:
        value = {"tax_temp": "froid", "tax_phase": "ralenti", "tax_freq": "permanent"}[taxonomy]
        stated = {**finding, "qualifiers": {taxonomy: value}}
        assert taxonomy not in {
            item["taxonomy"]
            for item in _asked(client, stated)
            if item["observable"]["id"] == "sign.smoke_black"
        }


def _asked(client: TestClient, *observables: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _interview(client, list(observables))["next_questions"]
    return found


# --- budget, limit, repeatability -------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_at_the_counter_only_questions_for_the_counter_are_asked(
    client: TestClient, name: str
) -> None:
    for mode, allowed in (
        ("counter", {"counter"}),
        ("driveway", {"counter", "driveway"}),
    ):
        answer = _diagnose(client, CASES[name], budget={"mode": mode})
        assert answer["next_questions"] or answer["stop_reason"] == "sure_enough"
        assert {item["cost"]["skill"] for item in answer["next_questions"]} <= allowed


def test_no_question_takes_longer_than_what_is_left(client: TestClient) -> None:
    for minutes in (1, 5, 15):
        answer = _interview(client, LEAN, budget={"max_minutes": minutes})
        assert all(item["cost"]["minutes"] <= minutes for item in answer["next_questions"])


@pytest.mark.parametrize(
    ("locale", "message"),
    [("fr", "budget de questions épuisé"), ("en", "the question budget is spent")],
)
def test_a_spent_budget_stops_in_words(client: TestClient, locale: str, message: str) -> None:
    budget = {"max_questions": 0}
    answer = _interview(client, CASES["one symptom"], budget=budget, locale=locale)
    assert (answer["should_stop"], answer["stop_reason"]) == (True, "budget_spent")
    assert answer["stop_message"] == message


@pytest.mark.parametrize("name", CASES)
def test_how_many_faults_are_shown_changes_nothing_else(client: TestClient, name: str) -> None:
    by_limit = [_diagnose(client, CASES[name], limit=limit) for limit in (1, 10, 50)]
    for answer in by_limit[:2]:
        for path in (
            "fault_set",
            "several_faults",
            "root_and_consequence",
            "next_questions",
            "should_stop",
            "would_change",
            "repair_plan",
            "safety",
            "unlisted_probability",
        ):
            assert answer[path] == by_limit[2][path], path
        for item, same in zip(answer["diagnoses"], by_limit[2]["diagnoses"], strict=False):
            assert item["probability"] == same["probability"]
            assert item["probability_interval"] == same["probability_interval"]
            assert item["confidence"] == same["confidence"]


@pytest.mark.parametrize("url", [DIAGNOSE, INTERVIEW])
def test_the_same_request_gives_the_same_bytes(client: TestClient, url: str) -> None:
    answers = set()
    for _ in range(3):
        body = {"observables": LEAN, "locale": "fr", "store": False}
        response = client.post(url, json=body)
        answers.add(response.text.replace(response.json()["request_id"], ""))
    assert len(answers) == 1


def test_the_interview_speaks_of_the_same_probabilities_as_the_diagnosis(
    client: TestClient,
) -> None:
    for observables in CASES.values():
        told, asked = _diagnose(client, observables), _interview(client, observables)
        assert [(item["id"], item["probability"]) for item in asked["leading"]] == [
            (item["fault"]["id"], item["probability"]) for item in told["diagnoses"]
        ]
        assert asked["next_questions"] == told["next_questions"]
        shown = sum(item["probability"] for item in asked["leading"])
        rest = asked["other_faults_probability"] + asked["unlisted_probability"]
        assert shown + rest == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"observables": [{"code": "P0171", "qualifiers": {"tax_temp": "tiede"}}]}, "tax_temp"),
        ({"observables": [{"code": "P0171", "qualifiers": {"tax_nope": "x"}}]}, "tax_nope"),
        ({"context": {"tax_phase": "vol"}}, "context.tax_phase"),
        ({"budget": {"mode": "garage"}}, "budget.mode"),
        ({"budget": {"max_questions": -1}}, "budget.max_questions"),
        ({"budget": {"max_minutes": -0.5}}, "budget.max_minutes"),
        ({"budget": {"surprise": 1}}, "budget.surprise"),
    ],
)
@pytest.mark.parametrize("url", [DIAGNOSE, INTERVIEW])
def test_a_bad_circumstance_or_budget_is_refused_by_name_in_both_languages(
    client: TestClient, url: str, body: dict[str, Any], field: str
) -> None:
    told = [client.post(url, json={**body, "locale": locale}) for locale in ("fr", "en")]
    assert [response.status_code for response in told] == [422, 422]
    problems = [response.json() for response in told]
    assert all(problem["field"].endswith(field) for problem in problems)
    assert problems[0]["detail"] != problems[1]["detail"]

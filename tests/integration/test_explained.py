"""``/diagnose-explained`` and the routes of one fault on the seeded graph."""

import json
from collections.abc import Iterator
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.schemas.explained import ExplainedDiagnosis
from graph.session import Graph
from graph.settings import Settings
from tests.builders.database import rows

ROOT = "/api/knowledge-graph"
#: One request shows all shipped faults: an unknown vehicle filters nothing.
ALL = {"observables": [{"code": "P0401"}, {"text": "fumée noire"}], "limit": 50}
INJECTION = "fumée noire <script>alert('x')</script><img src=x onerror=alert(1)> {{7*7}} \"&'"


@pytest.fixture
def client(seeded_graph: Graph) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), seeded_graph)) as opened:
        yield opened


def _explained(client: TestClient, **body: Any) -> dict[str, Any]:
    response = client.post(f"{ROOT}/diagnose-explained", json={**ALL, **body})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def _traces(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every statement of an explained diagnosis that rests on something."""
    parts = item["parts_involved"]
    blocks = [item["reasoning"], item["verification"], item["urgency"], *parts["secondary"]]
    for block in [*blocks, *([parts["primary"]] if parts["primary"] else [])]:
        yield from block["trace"]


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_every_shipped_fault_is_explained_in_valid_html_without_script(
    client: TestClient, locale: str
) -> None:
    answer = _explained(client, locale=locale)
    assert len(answer["diagnoses"]) >= 48
    for item in answer["diagnoses"]:
        html = item["formatted_output"]["detailed_html"]
        parser = html5lib.HTMLParser(strict=True)
        tree = parser.parseFragment(html)
        assert html.startswith(f'<article lang="{locale}"')
        names = {element.tag.rsplit("}", 1)[-1] for element in tree.iter() if element.tag}
        assert names.isdisjoint({"script", "style", "iframe", "img"})
        attributes = {name for element in tree.iter() for name in element.attrib}
        assert attributes <= {
            "lang",
            "data-fault",
            "data-safety-level",
            "data-nodes",
            "data-relationships",
            "data-sale",
        }
        assert item["fault"]["label"].replace("'", "&#39;") in html


def test_a_planted_unclosed_tag_is_not_valid_html() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parseFragment("<ul><li>a</ol>")


def test_what_a_user_wrote_is_shown_as_text_and_only_in_the_html(client: TestClient) -> None:
    answer = _explained(client, observables=[{"text": INJECTION}], locale="fr", limit=3)
    for item in answer["diagnoses"]:
        shown = item["formatted_output"]
        assert "<script" not in shown["detailed_html"]
        assert "<img" not in shown["detailed_html"]
        assert "{{7*7}}" in shown["detailed_html"]
        assert "&lt;script&gt;" in shown["detailed_html"]
        tree = html5lib.HTMLParser(strict=True).parseFragment(shown["detailed_html"])
        assert INJECTION in "".join(tree.itertext())
        assert "alert" not in json.dumps(shown["faq_json_ld"]) + shown["summary"]


def test_every_statement_names_nodes_and_relationships_that_exist(
    client: TestClient, seeded_graph: Graph
) -> None:
    answer = _explained(
        client, vehicle={"text": "Renault Clio IV 1.5 dCi 2014", "mileage_km": 180_000}, locale="en"
    )
    traces = [trace for item in answer["diagnoses"] for trace in _traces(item)]
    nodes = {key for trace in traces for key in trace["nodes"]}
    relationships = {key for trace in traces for key in trace["relationships"]}
    found = rows(seeded_graph, "MATCH (n:Knowledge) RETURN n.id AS id")
    assert nodes <= {row["id"] for row in found}
    known = rows(seeded_graph, "MATCH ()-[r]->() RETURN DISTINCT r.relation_id AS id")
    assert len(relationships) > 100
    assert relationships <= {row["id"] for row in known}
    for item in answer["diagnoses"]:
        joined = item["reasoning"]["chain_of_evidence"]
        statements = [trace["statement"] for trace in item["reasoning"]["trace"]]
        assert "".join(joined.split()) in "".join("".join(statements).split())
        for reason in item["reasons_for"]:
            if reason["path"]:
                links = [t for t in item["reasoning"]["trace"] if reason["path"][0] in t["nodes"]]
                assert links[0]["relationships"]


def test_the_explanation_adds_to_the_diagnosis_and_changes_nothing_else(
    client: TestClient,
) -> None:
    plain = client.post(f"{ROOT}/diagnose", json=ALL).json()
    explained = _explained(client)
    differing = {"diagnoses", "request_id", "diagnosis_id"}
    assert {k: v for k, v in plain.items() if k not in differing} == {
        k: v for k, v in explained.items() if k not in differing
    }
    for before, after in zip(plain["diagnoses"], explained["diagnoses"], strict=True):
        assert after["reasoning_text"] == before["reasoning"]
        for key in set(before) - {"reasoning", "verification"}:
            assert after[key] == before[key]
        assert {key: after["verification"][key] for key in before["verification"]} == before[
            "verification"
        ]


def test_the_source_names_of_the_explanation_are_all_there(client: TestClient) -> None:
    item = _explained(client, limit=1)["diagnoses"][0]
    assert set(item["reasoning"]) >= {
        "matched_observables",
        "context_factors",
        "confidence_factors",
        "chain_of_evidence",
    }
    assert set(item["verification"]) >= {
        "quick_test",
        "visual_check",
        "tool_required",
        "estimated_time",
        "difficulty",
    }
    assert set(item["urgency"]) >= {
        "level",
        "label",
        "reason",
        "can_drive",
        "max_km_before_repair",
    }
    assert set(item["parts_involved"]) == {"primary", "secondary", "diy_feasibility"}
    faq = item["formatted_output"]["faq_compatible"]
    assert faq
    assert all(set(entry) == {"question", "answer"} and entry["answer"] for entry in faq)
    page = item["formatted_output"]["faq_json_ld"]
    assert (page["@context"], page["@type"]) == ("https://schema.org", "FAQPage")
    assert [entry["name"] for entry in page["mainEntity"]] == [each["question"] for each in faq]
    assert {entry["acceptedAnswer"]["@type"] for entry in page["mainEntity"]} == {"Answer"}


def test_urgency_is_never_looser_than_template_and_gate_for_any_shipped_fault(
    client: TestClient,
) -> None:
    order = ["immediate", "soon", "planned", "optional"]
    braking = [{"id": "symptom.brake_pedal_soft"}, {"id": "sign.brake_fluid_low"}]
    for findings in (ALL["observables"], braking):
        answer = _explained(client, observables=findings)
        gate = answer["safety"]
        for item in answer["diagnoses"]:
            told, template = item["urgency"], item["verification"]
            assert order.index(told["level"]) <= order.index(template["default_urgency"])
            assert told["can_drive"] <= (template["can_drive"] and gate["can_drive"])
            if item["safety_level"] == "critical":
                assert (told["can_drive"], told["level"]) == (False, "immediate")
            for limit in (template["max_km"], gate["max_km"]):
                if limit is not None:
                    assert told["max_km_before_repair"] is not None
                    assert told["max_km_before_repair"] <= limit


def test_a_likely_critical_fault_stops_driving_and_every_sale(client: TestClient) -> None:
    findings = [{"id": "symptom.brake_pedal_soft"}, {"id": "sign.brake_fluid_low"}]
    answer = _explained(client, observables=findings, locale="fr")
    safety = answer["safety"]
    assert (safety["level"], safety["display_kind"]) == ("critical", "full_screen_red_alert")
    assert (safety["can_drive"], safety["max_km"]) == (False, 0)
    assert [item["key"] for item in safety["action_items"]][:2] == [
        "towing",
        "emergency_services",
    ]
    plan = answer["repair_plan"]
    offered = [part for item in answer["diagnoses"] for part in item["parts"]]
    involved = [item["parts_involved"] for item in answer["diagnoses"]]
    offered += [part for each in involved for part in each["secondary"]]
    offered += [each["primary"] for each in involved if each["primary"]]
    offered += [*plan["parts"], *plan["basket"]]
    assert {part["sale"] for part in offered} == {"disabled"}
    assert not any(part["buy_now"] for part in plan["parts"])


def test_high_voltage_says_not_to_touch_whatever_the_fault(client: TestClient) -> None:
    body = {"vehicle": {"powertrain": "battery_electric"}, "observables": [{"code": "P0AA6"}]}
    answer = _explained(client, **body, locale="en")
    keys = [item["key"] for item in answer["safety"]["action_items"]]
    assert keys[0] == "high_voltage_do_not_touch"
    live = [
        item
        for item in answer["diagnoses"]
        if item["fault_family"]["family_code"] == "ELECTRIC_DRIVE"
    ]
    assert live
    assert all(not item["diy_feasible"] for item in live)
    assert {item["parts_involved"]["diy_feasibility"] for item in live} == {"garage"}


def test_use_of_the_vehicle_weighs_root_causes_and_no_fault(client: TestClient) -> None:
    plain = client.post(f"{ROOT}/diagnose", json=ALL).json()
    used = client.post(f"{ROOT}/diagnose", json={**ALL, "usage": ["short_trips"]}).json()

    def shares(answer: dict[str, Any]) -> dict[str, float]:
        clogged = next(
            d for d in answer["diagnoses"] if d["fault"]["id"] == "fault.egr_valve_clogged"
        )
        return {each["cause"]["id"]: each["probability"] for each in clogged["root_causes"]}

    assert [d["probability"] for d in plain["diagnoses"]] == [
        d["probability"] for d in used["diagnoses"]
    ]
    assert shares(plain)["cause.short_trips"] == 55.0
    # odds times 9.33 for a boost of .5: .55 -> .919
    assert shares(used)["cause.short_trips"] == pytest.approx(91.94, abs=0.01)
    refused = client.post(f"{ROOT}/diagnose", json={**ALL, "usage": ["flying"]})
    assert refused.status_code == 422


def test_root_causes_of_a_fault_follow_the_context(client: TestClient) -> None:
    url = f"{ROOT}/faults/fault.brake_discs_worn/root-causes"
    plain = client.get(url, params={"locale": "fr"}).json()
    assert plain["fault"] == {
        "id": "fault.brake_discs_worn",
        "label": "Disques de frein voilés ou usés",
    }
    assert plain["fault_family"]["family_code"] == "BRAKING"
    assert plain["root_causes"][0]["cause"]["root_cause_id"] == "cause.brake_disc_normal_wear"
    assert plain["prevention_advice"]
    sport = client.get(url, params={"locale": "fr", "usage": ["sport", "mountain"]}).json()
    first = sport["root_causes"][0]
    assert first["cause"]["root_cause_id"] == "cause.brake_disc_heat_stress"
    assert "conduite sportive" in first["explanation"]
    assert sum(item["probability"] for item in sport["root_causes"]) == pytest.approx(100, abs=0.01)


def test_actions_of_a_fault_come_in_order_with_totals(client: TestClient) -> None:
    url = f"{ROOT}/faults/fault.brake_pads_worn/actions"
    answer = client.get(url, headers={"accept-language": "fr"}).json()
    assert [item["action_id"] for item in answer["actions"]] == [
        "action.replace_brake_pads",
        "action.replace_brake_discs_pads",
    ]
    assert answer["total_minutes"] == {"min": 60, "max": 160}
    assert answer["total_labor_cost_range"] == {"min": 50.0, "max": 290.0, "currency": "EUR"}
    assert answer["diy_feasible"] is False
    first = answer["actions"][0]
    assert first["duree_estimee"] == "1 h"
    assert [step["order"] for step in first["steps"]] == [1, 2, 3, 4, 5]
    assert first["steps"][2]["warning"].startswith("Étrier arrière")
    assert answer["actions"][1]["condition"] == "Si les disques sont rayés ou sous la cote"


@pytest.mark.parametrize("what", ["root-causes", "actions"])
def test_an_unknown_fault_is_not_found_and_named(client: TestClient, what: str) -> None:
    for key in ("fault.nope", "symptom.rough_idle", "fault.'%20OR%201=1"):
        response = client.get(f"{ROOT}/faults/{key}/{what}", params={"locale": "fr"})
        assert response.status_code == 404
        assert response.json()["field"] == "fault_id"
        assert "il n'existe pas de panne" in response.json()["detail"]


@pytest.mark.parametrize(
    "params", [{"usage": "flying"}, {"mileage_km": -1}, {"colour": "red"}, {"tax_temp": "tiède"}]
)
def test_a_context_that_is_not_one_is_refused(client: TestClient, params: dict[str, Any]) -> None:
    url = f"{ROOT}/faults/fault.egr_valve_clogged/root-causes"
    assert client.get(url, params=params).status_code == 422


def test_a_known_weakness_of_the_vehicle_is_named_with_its_relationship(client: TestClient) -> None:
    body = {"vehicle": {"text": "Peugeot 208 1.2 PureTech"}, "observables": [{"code": "P0016"}]}
    found = _explained(client, **body, locale="en")["diagnoses"]
    belt = next(item for item in found if item["fault"]["id"] == "fault.timing_belt_degraded")
    (pattern,) = belt["model_factors"]["matched_patterns"]
    said = [
        (each["nodes"], each["relationships"])
        for each in belt["reasoning"]["trace"]
        if each["statement"].startswith("Known fault of 1.2 PureTech (EB2)")
    ]
    assert said == [(["engine.psa_eb2", "fault.timing_belt_degraded"], [pattern["id"]])]


def test_an_explained_diagnosis_has_the_fields_of_the_source() -> None:
    assert set(ExplainedDiagnosis.model_fields) >= {"reasoning", "reasoning_text", "urgency"}

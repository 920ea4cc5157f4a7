"""Trouble codes on the seeded graph: status, freeze frame and scans that are complete."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from cypher.library import query
from cypher.rows.code import ListScannedCodesRow
from graph.session import Graph
from graph.settings import Settings

KG = "/api/knowledge-graph"
CLIO = {"make": "Renault", "model": "Clio IV", "engine": "0.9 TCe", "year": 2014}
LIST_SCANNED_CODES = query("code/list_scanned_codes", ListScannedCodesRow)


@pytest.fixture
def client(seeded_graph: Graph) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), seeded_graph)) as opened:
        yield opened


def _diagnose(client: TestClient, *observables: dict[str, Any], **more: Any) -> dict[str, Any]:
    body = {"vehicle": CLIO, "observables": list(observables), "limit": 50, "locale": "en", **more}
    response = client.post(f"{KG}/diagnose", json=body)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def _probabilities(answer: dict[str, Any]) -> dict[str, float]:
    found = {item["fault"]["id"]: item["probability"] for item in answer["diagnoses"]}
    found["unlisted"] = answer["unlisted_probability"]
    return found


def _scans(answer: dict[str, Any]) -> dict[str, str]:
    """Return the findings that stand for absent codes, and their labels."""
    found = [item for item in answer["observables"] if item["input"] == "scan_complete"]
    return {item["matched"]["id"]: item["matched"]["label"] for item in found}


def test_a_complete_scan_equals_every_code_of_its_systems_listed_as_absent(
    client: TestClient, seeded_graph: Graph
) -> None:
    short = _diagnose(client, {"code": "P0171"}, scan_complete=True)
    codes = seeded_graph.read(
        LIST_SCANNED_CODES,
        letters=["P"],
        makes=["sae"],
        powertrains=["petrol"],
        vehicle_types=["car"],
    )[0].codes
    listed = [{"code": c.code, "state": "absent"} for c in codes if c.code != "P0171"]
    assert len(listed) > 40
    long = _diagnose(client, {"code": "P0171"}, *listed)
    assert _probabilities(short) == pytest.approx(_probabilities(long), abs=1e-9)  # of 100
    plain = _diagnose(client, {"code": "P0171"})
    assert _probabilities(plain) != pytest.approx(_probabilities(short), abs=0.1)
    label = f"No other powertrain code (P), of {len(listed)} known"
    assert _scans(short) == {"scan.powertrain": label}


def test_many_absent_codes_are_one_reason_that_names_the_most_telling(client: TestClient) -> None:
    answer = _diagnose(client, {"code": "P0171"}, scan_complete=True)
    against = [
        reason
        for item in answer["diagnoses"]
        for reason in item["reasons_against"]
        if reason["observable"]["id"] == "scan.powertrain"
    ]
    named = [reason for reason in against if reason["expected_codes"]]
    assert named
    assert all(reason["path"][0] == reason["expected_codes"][0] for reason in named)
    assert all(code.startswith("dtc.sae.P") for code in named[0]["expected_codes"])
    asked = {q["observable"]["id"] for q in answer["next_questions"] if q["taxonomy"] is None}
    assert not any(key.startswith("dtc.sae.P") for key in asked)
    assert not any(item["if"]["observable"].startswith("scan.") for item in answer["would_change"])


def test_only_scanned_systems_count(client: TestClient) -> None:
    body = {"scan_complete": True}
    default = _diagnose(client, {"code": "P0171"}, **body)
    with_chassis = _diagnose(client, {"code": "P0171"}, {"code": "C0035"}, **body)
    stated = _diagnose(client, {"code": "P0171"}, **body, scan_systems=["network", "chassis"])
    ids = [_scans(answer).keys() for answer in (default, with_chassis, stated)]
    assert ids[0] == {"scan.powertrain"}
    assert ids[1] == {"scan.powertrain", "scan.chassis"}
    assert ids[2] <= {"scan.network", "scan.chassis"}
    assert "scan.chassis" in ids[2]


def test_a_code_that_could_not_be_checked_is_not_taken_as_absent(client: TestClient) -> None:
    unknown = {"code": "P0300", "state": "unknown"}
    answer = _diagnose(client, {"code": "P0171"}, unknown, scan_complete=True)
    without = _diagnose(client, {"code": "P0171"}, scan_complete=True)
    sizes = [_scans(found)["scan.powertrain"] for found in (answer, without)]
    assert int(sizes[0].split()[-2]) == int(sizes[1].split()[-2]) - 1


def test_a_pending_code_tells_less_and_a_permanent_one_as_much_as_a_plain_one(
    client: TestClient,
) -> None:
    plain = _diagnose(client, {"code": "P0171"})
    pending = _diagnose(client, {"code": "P0171", "dtc_status": "pending"})
    for status in ("confirmed", "permanent"):
        same = _diagnose(client, {"code": "P0171", "dtc_status": status})
        assert _probabilities(same) == _probabilities(plain)
    assert 0 < pending["diagnoses"][0]["probability"] < plain["diagnoses"][0]["probability"]
    assert pending["observables"][0]["dtc_status"] == "pending"
    assert pending["observables"][0]["note"] == "pending, not confirmed yet: weaker evidence"


def test_a_freeze_frame_tells_circumstances_that_are_not_stated(client: TestClient) -> None:
    frame = {"coolant_temp_c": 88, "engine_rpm": 820, "vehicle_speed_km_h": 0}
    finding = {"code": "P0171", "freeze_frame": frame, "qualifiers": {"tax_temp": "froid"}}
    answer = _diagnose(client, finding, locale="fr")
    observed = answer["observables"][0]
    assert observed["qualifiers"] == {"tax_phase": "ralenti", "tax_temp": "froid"}
    assert observed["derived_qualifiers"] == ["tax_phase"]
    assert observed["note"] == "d'après le relevé figé : au ralenti"


def _meaning(client: TestClient, code: str, **params: str) -> dict[str, Any]:
    response = client.get(f"{KG}/dtc/{code}", params={"locale": "en", **params})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_a_code_is_explained_with_its_faults_tests_and_neighbours(client: TestClient) -> None:
    answer = _meaning(client, "p0171-1a")
    assert (answer["code"], answer["base"], answer["known"]) == ("P0171-1A", "P0171", True)
    assert answer["system"] == {"id": "powertrain", "label": "powertrain (P)"}
    assert answer["controlled_by"]["id"] == "standard"
    assert answer["subsystem"] == "fuel and air metering"
    assert answer["failure_type"]["meaning"] == "resistance too low"
    weights = [fault["weight"] for fault in answer["faults"]]
    assert weights == sorted(weights, reverse=True)
    assert answer["faults"][0]["id"] == "fault.intake_air_leak"
    assert "P0172" in {item["code"] for item in answer["related"]}
    assert answer["tests"]
    french = client.get(f"{KG}/dtc/P0171", params={"locale": "fr"}).json()
    assert french["title"] == "Mélange trop pauvre, banc 1"


def test_a_well_formed_code_that_the_graph_does_not_know_is_explained_by_its_form(
    client: TestClient,
) -> None:
    answer = _meaning(client, "P1999-FF")
    assert answer["known"] is False
    assert answer["title"] is None
    assert answer["controlled_by"]["id"] == "maker"
    assert answer["failure_type"]["group"] == "of the maker or supplier"
    assert answer["faults"] == []
    assert _meaning(client, "DF999")["kind"] == "oem"


def test_what_is_no_code_is_refused_with_the_fix(client: TestClient) -> None:
    response = client.get(f"{KG}/dtc/P9Z99", headers={"Accept-Language": "fr"})
    assert response.status_code == 422
    body = response.json()
    assert (body["field"], body["code"]) == ("code", "invalid_input")
    assert body["fix"].startswith("un code : une lettre")


def test_a_code_that_a_vehicle_cannot_have_is_unusual(client: TestClient) -> None:
    electric = _meaning(client, "P0171", vehicle="Renault Zoe")
    assert electric["unusual"] is True
    assert "fault.intake_air_leak" not in {fault["id"] for fault in electric["faults"]}
    assert _meaning(client, "P0171", vehicle="Renault Clio IV 0.9 TCe")["unusual"] is False
    assert _meaning(client, "P0171")["unusual"] is None


REPORT = """Engine:
P0171-00 System too lean - pending
Coolant temp: 88 °C
P9Z99
Full system scan
"""


def test_a_report_is_read_and_its_findings_diagnose_as_they_are(client: TestClient) -> None:
    read = client.post(f"{KG}/scan", json={"text": REPORT, "locale": "en"}).json()
    assert read["observables"] == [
        {
            "code": "P0171-00",
            "dtc_status": "pending",
            "freeze_frame": {"coolant_temp_c": 88.0},
            "qualifiers": {},
        }
    ]
    assert (read["lines"][0]["line"], read["lines"][0]["module"]) == (2, "Engine")
    assert read["ignored"][0]["explanation"] == "looks like a code, but no such code can exist"
    assert read["scan_complete"] is True
    sent = _diagnose(client, *read["observables"], scan_complete=True)
    pasted = _diagnose(client, scan_report=REPORT)
    assert _probabilities(pasted) == _probabilities(sent)
    kept_open = _diagnose(client, scan_report=REPORT, scan_complete=False)
    assert _scans(kept_open) == {}
    assert kept_open["observables"][0]["dtc_status"] == "pending"

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
    asked = {item["observable"]["id"] for item in answer["next_questions"]}
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

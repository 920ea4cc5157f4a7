"""The examples of the OpenAPI document are what the seeded graph answers: asked again, in order."""

import copy
import json
from typing import Any

from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.recorded_examples import FOLDER
from graph.session import Graph
from graph.settings import Settings
from tests.builders.database import rows
from tests.builders.examples import ask_again, shape_differences

RECORDED: dict[str, dict[str, Any]] = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.json"))
}


def differences(recorded: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return how a call differs from its record: its status, and the shape of its answer."""
    if recorded["status"] != now["status"]:
        return [f"status was {recorded['status']}, is {now['status']}: {now['answer']}"]
    return shape_differences(recorded["answer"], now["answer"])


def test_every_recorded_call_is_answered_in_the_same_shape(writable_knowledge: Graph) -> None:
    records = "Case|PersonalData|Vehicle|Ticket|TechnicianAction|PartUsage"
    rows(writable_knowledge, f"MATCH (n:{records}) DETACH DELETE n")
    with TestClient(create_app(Settings(), writable_knowledge)) as client:
        found = {
            name: differences(recorded, ask_again(client, recorded))
            for name, recorded in RECORDED.items()
        }
    assert {name: said for name, said in found.items() if said} == {}


def test_the_calls_are_recorded_in_both_languages() -> None:
    spoken = [recorded["answer"].get("locale") for recorded in RECORDED.values()]
    assert min(spoken.count("fr"), spoken.count("en")) >= 3


def test_a_planted_difference_is_found() -> None:
    recorded = RECORDED["10_diagnose.json"]
    assert differences(recorded, recorded) == []
    now = copy.deepcopy(recorded)
    first = now["answer"]["diagnoses"][0]
    first["probability"] = "78 %"
    first["fault"]["name"] = first["fault"].pop("label")
    assert differences(recorded, now) == [
        "answer.diagnoses[].fault.label is gone",
        "answer.diagnoses[].fault.name is new",
        "answer.diagnoses[].probability was float, is str",
    ]
    now["answer"]["diagnoses"] = []
    assert differences(recorded, now) == []  # a length is no shape
    refused = {"status": 422, "answer": {"field": "limit"}}
    assert differences(recorded, refused) == ["status was 200, is 422: {'field': 'limit'}"]

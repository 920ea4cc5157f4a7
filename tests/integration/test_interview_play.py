"""The interview finds the fault of cars that are drawn from the shipped knowledge."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from graph.session import Graph
from graph.settings import Settings
from tests.builders.database import rows

INTERVIEW = "/api/knowledge-graph/interview"


@pytest.fixture
def client(seeded_graph: Graph) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), seeded_graph)) as opened:
        yield opened


FAULTS = (
    "fault.intake_air_leak",
    "fault.ignition_coil_failed",
    "fault.battery_12v_worn",
    "fault.brake_pads_worn",
    "fault.thermostat_stuck_open",
    "fault.head_gasket_failed",
    "fault.dpf_clogged",
    "fault.hv_isolation_loss",
)


@dataclass(frozen=True)
class Car:
    """A car with one fault: what it shows, drawn from the weights and leaks of the graph."""

    shows: dict[str, bool]
    complaint: str
    powertrain: str


def _car(graph: Graph, fault: str, seed: int) -> Car:
    """Draw a car that shows at least one symptom of the fault; the likeliest is its complaint."""
    text = (
        "MATCH (f:Fault {id: $fault}) MATCH (o:Observable {status: 'active'})"
        " OPTIONAL MATCH (o)-[r:INDICATES]->(f)"
        " RETURN o.id AS id, o.leak AS leak, r.weight AS weight, f.powertrains[0] AS powertrain"
        " ORDER BY o.id"
    )
    found: list[dict[str, Any]] = rows(graph, text, fault=fault)
    rates = np.asarray([row["leak"] if row["weight"] is None else row["weight"] for row in found])
    rng = np.random.default_rng(seed)
    while True:
        drawn = rng.random(len(rates)) < rates
        told = [
            (row["weight"], row["id"])
            for row, is_there in zip(found, drawn, strict=True)
            if is_there and row["weight"] is not None and row["id"].startswith("symptom.")
        ]
        if told:
            shows = {row["id"]: bool(at) for row, at in zip(found, drawn, strict=True)}
            return Car(shows, max(told)[1], found[0]["powertrain"])


def _play(client: TestClient, car: Car) -> tuple[str, int]:
    """Answer as the car is; return the first fault in the end, and after how many questions."""
    findings = {car.complaint: {"id": car.complaint}}
    for asked in range(16):
        body = {
            "observables": list(findings.values()),
            "vehicle": {"powertrain": car.powertrain},
        }
        answer = client.post(INTERVIEW, json=body).json()
        questions = [item for item in answer["next_questions"] if item["taxonomy"] is None]
        if answer["should_stop"] or not questions or asked == 15:
            break
        for node in (questions[0]["observable"], *questions[0]["also_reveals"]):
            state = "present" if car.shows[node["id"]] else "absent"
            findings[node["id"]] = {"id": node["id"], "state": state}
    return str(answer["leading"][0]["id"]), asked


def test_an_interview_finds_most_faults_within_fifteen_questions(
    client: TestClient, seeded_graph: Graph
) -> None:
    found = {
        (fault, seed): _play(client, _car(seeded_graph, fault, seed))
        for fault in FAULTS
        for seed in range(2)
    }
    # About 80 % when this was written, after 9 questions on average.
    assert sum(first == fault for (fault, _), (first, _) in found.items()) >= 10, str(found)
    assert np.mean([asked for _, asked in found.values()]) <= 12

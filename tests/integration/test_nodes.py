"""``/nodes``, ``/nodes/{id}``, ``/stats`` and ``/schema`` on the shipped graph."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from graph.schema import describe_relationships
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary import PROPERTY_KEYS
from tests.builders.database import rows

API = "/api/knowledge-graph"
#: KnowledgeRelationship, EFI 3.5.
EFI_3_5 = {
    "relation_id",
    "source_type",
    "source_id",
    "source_label",
    "relation_type",
    "weight",
    "confidence",
    "target_type",
    "target_id",
    "target_label",
    "bidirectional",
    "evidence_count",
    "last_observed",
    "created_by",
    "creation_method",
    "created_at",
}


@pytest.fixture
def client(seeded_graph: Graph) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), seeded_graph)) as opened:
        yield opened


def _ids(client: TestClient, **filters: Any) -> list[str]:
    found: list[str] = []
    cursor = None
    while True:
        params = {**filters, "limit": 100, **({"cursor": cursor} if cursor else {})}
        answer = client.get(f"{API}/nodes", params=params)
        assert answer.status_code == 200, answer.text
        found += [node["id"] for node in answer.json()["nodes"]]
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            return found


def _stored(graph: Graph, where: str) -> list[str]:
    text = f"MATCH (n:Knowledge) WHERE n.status = 'active' AND ({where}) RETURN n.id AS id"
    return sorted(str(row["id"]) for row in rows(graph, text))


@pytest.mark.parametrize(
    ("filters", "where"),
    [
        ({"kind": "Fault"}, "n:Fault"),
        ({"safety_level": ["critical", "urgent"]}, "n.safety_level IN ['critical', 'urgent']"),
        ({"tax_phase": ["freinage", "virage"]}, "n.tax_phase IN ['freinage', 'virage']"),
        ({"tax_temp": "froid"}, "n.tax_temp = 'froid'"),
        (
            {"tax_risk": "securite", "observable_type": "sign"},
            "n.tax_risk = 'securite' AND n.observable_type = 'sign'",
        ),
        ({"family": "family.brakes"}, "EXISTS { (n)-[:IN_FAMILY]->({id: 'family.brakes'}) }"),
        (
            {"system": "system.engine", "kind": "Fault"},
            "n:Fault AND EXISTS { (n)-[:PART_OF*1..6]->({id: 'system.engine'}) }",
        ),
        (
            {"powertrain": "battery_electric", "kind": "Fault"},
            "n:Fault AND 'battery_electric' IN n.powertrains",
        ),
        (
            {"vehicle_type": "two_wheeler", "kind": "Fault"},
            "n:Fault AND 'two_wheeler' IN n.vehicle_types",
        ),
        (
            {"make": "Renault", "kind": "VehicleModel"},
            "n:VehicleModel AND EXISTS { (n)<-[:BUILDS]-({id: 'make.renault'}) }",
        ),
        ({"code": ["p0171", "P0300"]}, "n.code IN ['P0171', 'P0300']"),
        (
            {"source": "ai_generated", "kind": "Fault"},
            "n:Fault AND n.source_kind = 'ai_generated'",
        ),
        ({"source": "user_feedback"}, "n.source_kind = 'garage_feedback'"),
        ({"reviewed": "true"}, "n.reviewed_at IS NOT NULL"),
        ({"reviewed": "false", "kind": "Part"}, "n:Part AND n.reviewed_at IS NULL"),
        (
            {"q": "alternat", "kind": "Part"},
            (
                "n:Part AND (n.id CONTAINS 'alternat' OR toLower(n.label_fr) CONTAINS 'alternat' "
                "OR toLower(n.label_en) CONTAINS 'alternat')"
            ),
        ),
        ({"updated_since": "2999-01-01T00:00:00Z"}, "false"),
        ({"updated_since": "2000-01-01T00:00:00Z", "kind": "Part"}, "n:Part"),
        ({"status": ["draft", "review", "deprecated"]}, "false"),
    ],
)
def test_a_filter_gives_exactly_what_the_graph_holds(
    client: TestClient, seeded_graph: Graph, filters: dict[str, Any], where: str
) -> None:
    assert _ids(client, **filters) == _stored(seeded_graph, where)


@pytest.mark.parametrize(
    "wrong",
    ["kind=Fork", "tax_phase=flight", "reviewed=perhaps", "updated_since=2026", "colour=red"],
)
def test_a_filter_that_does_not_exist_is_refused(client: TestClient, wrong: str) -> None:
    refused = client.get(f"{API}/nodes?{wrong}")
    assert refused.status_code == 422
    assert refused.json()["field"].split(".")[0] == wrong.split("=", maxsplit=1)[0]


def test_pages_stay_in_order_when_nodes_are_added_before_them(client: TestClient) -> None:
    first = client.get(f"{API}/nodes", params={"kind": "System", "limit": 5}).json()
    rest = client.get(
        f"{API}/nodes", params={"kind": "System", "limit": 200, "cursor": first["next_cursor"]}
    ).json()
    ids = [node["id"] for page in (first, rest) for node in page["nodes"]]
    assert ids == sorted(set(ids)) == _ids(client, kind="System")


def test_a_node_answers_with_governance_and_relationships_with_all_metadata(
    client: TestClient,
) -> None:
    answer = client.get(f"{API}/nodes/fault.head_gasket_failed?locale=fr").json()
    governance = answer["node"]["governance"]
    assert (governance["status"], governance["version"]) == ("active", 1)
    assert governance["source"] == "ai_generated"
    assert governance["reviewed_by"] is None
    assert answer["node"]["kind"] == "Fault"
    for link in answer["relationships"]:
        assert set(link) >= EFI_3_5
    indicated = [x for x in answer["relationships"] if x["relation_type"] == "indicates"]
    assert indicated
    for link in indicated:
        assert link["target_id"] == "fault.head_gasket_failed"
        assert link["target_type"] == "fault"
        assert link["weight"] == pytest.approx(
            link["alpha"] / (link["alpha"] + link["beta"]), abs=1e-9
        )
        assert link["created_by"] == "seed"
        assert link["sources"]


def test_relationships_are_capped_with_totals_for_each_type(client: TestClient) -> None:
    answer = client.get(f"{API}/nodes/source.house_knowledge?limit=3").json()
    (count,) = answer["relationship_counts"]
    assert (count["relation_type"], count["outgoing"]) == ("sourced_from", False)
    assert count["total"] > 500
    assert len(answer["relationships"]) == 3


def test_an_unknown_node_is_not_found_in_the_language_of_the_request(client: TestClient) -> None:
    refused = client.get(f"{API}/nodes/fault.nothing", headers={"Accept-Language": "fr"})
    assert refused.status_code == 404
    assert refused.json()["detail"] == "aucune connaissance n'a l'identifiant « fault.nothing »"


def test_statistics_add_up(client: TestClient, seeded_graph: Graph) -> None:
    stats = client.get(f"{API}/stats?locale=fr").json()
    knowledge = stats["nodes_by_status"]["Knowledge"]
    assert stats["nodes"]["Knowledge"] == knowledge["total"] == sum(knowledge["by_status"].values())
    total = rows(seeded_graph, "MATCH (:Knowledge)-[r]->(:Knowledge) RETURN count(r) AS n")[0]["n"]
    assert sum(stats["relationships"].values()) == total
    assert sum(stats["by_source"].values()) == total + knowledge["total"]
    assert sum(stats["by_source_kind"].values()) == sum(stats["by_source"].values())
    assert stats["reviewed"]["reviewed"] == 0
    assert stats["evidence_count"] == 0
    assert set(stats["cases"]) == {"confirmed", "partial", "incorrect", "pending"}
    assert sum(system["faults"] for system in stats["coverage"]) == stats["nodes"]["Fault"]


def test_the_schema_tells_every_name_that_the_graph_holds(
    client: TestClient, seeded_graph: Graph
) -> None:
    schema = client.get(f"{API}/schema").json()
    assert schema["property_keys"] == sorted(PROPERTY_KEYS)
    joined = {
        (ends["start"], kind["type"], ends["end"])
        for kind in schema["relationship_types"]
        for ends in kind["ends"]
    }
    text = (
        "MATCH (a:Knowledge)-[r]->(b:Knowledge) "
        "RETURN DISTINCT labels(a) AS a, type(r) AS t, labels(b) AS b"
    )
    for row in rows(seeded_graph, text):
        found = [(s, t, e) for s, t, e in joined if s in row["a"] and e in row["b"]]  # type: ignore[operator]
        assert row["t"] in {t for _, t, _ in found}, row
    lists = {each["name"]: each["values"] for each in schema["enumerations"]}
    assert lists["SafetyLevel"][0]["value"] == "critical"
    assert lists["TaxPhase"][0] == {
        "value": "freinage",
        "label_fr": "au freinage",
        "label_en": "when braking",
    }
    assert len(describe_relationships()) == len(schema["relationship_types"])

"""Every field of the source's interfaces is in the OpenAPI document and in a live answer."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient

from api.http.app import create_app
from graph.session import Graph
from graph.settings import Settings
from tests.contract.checks.openapi_places import response_schema, schemas_at, values_at
from tests.contract.test_source_tables import DOCUMENT, TABLES

ROOT = "/api/knowledge-graph"
CLIO = {
    "vehicle": {"make": "Renault", "model": "Clio IV", "year": 2014, "mileage_km": 98000},
    "observables": [{"code": "P0171"}, {"text": "ralenti instable, siffle en accélérant"}],
    "context": {"tax_temp": "chaud"},
    "locale": "fr",
    "store": False,
}
PEUGEOT = {
    "vehicle": {"make": "Peugeot", "model": "308", "engine": "1.2 PureTech", "mileage_km": 95000},
    "observables": [{"text": "oil pressure warning light"}],
    "locale": "en",
    "limit": 50,
    "store": False,
}
RISK = {"id": "model.renault_clio_4", "km": 98000}
#: Live answers: method, path of the operation, its parameters, its body.
ANSWERS: dict[str, tuple[str, str, dict[str, Any], Any]] = {
    "diagnose": ("post", f"{ROOT}/diagnose", {}, CLIO | {"limit": 50}),
    "explained": ("post", f"{ROOT}/diagnose-explained", {}, CLIO | {"limit": 50}),
    "recurring": ("post", f"{ROOT}/diagnose", {}, PEUGEOT),
    "risk": ("get", f"{ROOT}/risk-profile/{{id}}", RISK, None),
}
DOCUMENTED = create_app(Settings()).openapi()
INTERFACES: list[dict[str, Any]] = yaml.safe_load(DOCUMENT.read_text("utf-8"))["interfaces"]
FIELDS = [
    pytest.param(interface, name, field, id=f"{interface['interface']} {name}")
    for interface in INTERFACES
    for name, field in interface["fields"].items()
]


@pytest.fixture(scope="module")
def asked(writable_knowledge: Graph) -> Iterator[dict[str, Any]]:
    """The live answers by name, asked once."""
    with TestClient(create_app(Settings(), writable_knowledge)) as client:
        yield {name: _ask(client, *request) for name, request in ANSWERS.items()}


def _ask(client: TestClient, method: str, path: str, given: dict[str, Any], body: Any) -> Any:
    url = path.format(**given)
    rest = {name: value for name, value in given.items() if f"{{{name}}}" not in path}
    response = client.request(method, url, params=rest, json=body)
    assert response.status_code == 200, response.text
    return response.json()


def field_problems(
    schemas: list[dict[str, Any]], values: list[Any], field: dict[str, Any]
) -> list[str]:
    """Return how a field differs from the source, in the document or in the answer."""
    if not schemas:
        return ["it is not in the OpenAPI document"]
    found = []
    said = [value for value in values if value is not None]
    if "one_of" in field:
        allowed = {value for schema in schemas for value in schema.get("enum", ())}
        if allowed != set(field["one_of"]):
            found.append(f"allowed are {sorted(allowed)}")
        found += [f"{value} is none of them" for value in said if value not in field["one_of"]]
    if not said and not field.get("may_stay_empty"):
        found.append("no live answer has it")
    if "to" in field:
        found += [f"{v} is out of range" for v in said if not field["from"] <= v <= field["to"]]
    return found


@pytest.mark.parametrize(("interface", "name", "field"), FIELDS)
def test_a_field_of_the_source_is_documented_and_answered(
    asked: dict[str, Any], interface: dict[str, Any], name: str, field: dict[str, Any]
) -> None:
    answer, base = interface["live"]
    method, path, *_ = ANSWERS[answer]
    place = f"{base}.{field.get('as', name)}".lstrip(".")
    schemas = schemas_at(DOCUMENTED, response_schema(DOCUMENTED, method, path), place)
    assert field_problems(schemas, values_at(asked[answer], place), field) == []


def test_every_requirement_of_the_knowledge_graph_is_walked() -> None:
    walked = {row for entry in [*INTERFACES, *TABLES] for row in entry["requirements"]}
    graph_rows = {*(f"G{number}" for number in range(1, 10)), "G4b"}
    assert walked >= graph_rows | {f"D{number}" for number in range(1, 8)}


@pytest.mark.parametrize(
    ("schemas", "values", "problem"),
    [
        ([], ["a"], "it is not in the OpenAPI document"),
        ([{"enum": ["a", "b"]}], ["a"], "allowed are ['a', 'b']"),
        ([{"enum": ["a"]}], ["b"], "b is none of them"),
        ([{"enum": ["a"]}], [], "no live answer has it"),
    ],
)
def test_a_planted_difference_is_found(
    schemas: list[dict[str, Any]], values: list[Any], problem: str
) -> None:
    assert field_problems([{"enum": ["a"]}], ["a"], {"one_of": ["a"]}) == []
    assert field_problems(schemas, values, {"one_of": ["a"]}) == [problem]


def test_a_planted_value_out_of_range_is_found() -> None:
    assert field_problems([{}], [0, 100], {"from": 0, "to": 100}) == []
    assert field_problems([{}], [101.5], {"from": 0, "to": 100}) == ["101.5 is out of range"]

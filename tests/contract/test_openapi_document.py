"""Every operation of the interface is described, with an example of what goes in and comes out."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from api.http.app import create_app
from graph.settings import Settings
from tests.contract.checks.openapi_places import schemas_at

DOCUMENT = create_app(Settings()).openapi()
OPERATIONS = [
    pytest.param(operation, id=f"{method} {path}")
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
]
JSON = "application/json"


def operation_problems(operation: dict[str, Any], document: dict[str, Any]) -> list[str]:
    """Return what is missing from the description of one operation."""
    found = [f"no {name}" for name in ("summary", "description", "tags") if not operation.get(name)]
    found += [
        f"parameter {parameter['name']} is not described"
        for parameter in operation.get("parameters", ())
        if not (parameter.get("description") or parameter["schema"].get("description"))
    ]
    for place, media in _bodies(operation):
        examples = list(_examples(media, document))
        if not examples:
            found.append(f"{place} has no example")
        found += [
            f"{place}: the example is wrong: {error.message[:200]}"
            for example in examples
            for error in _validator(media["schema"], document).iter_errors(example)
        ]
    return found


def _bodies(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the request body and the good answers, where they are JSON."""
    body = operation.get("requestBody", {}).get("content", {}).get(JSON)
    if body:
        yield "request", body
    for status, response in operation["responses"].items():
        media = response.get("content", {}).get(JSON)
        if status.startswith("2") and media and media.get("schema"):
            yield f"answer {status}", media


def _examples(media: dict[str, Any], document: dict[str, Any]) -> Iterator[Any]:
    """Yield the examples beside the schema, or those inside it."""
    if "example" in media:
        yield media["example"]
    yield from (each["value"] for each in media.get("examples", {}).values())
    for schema in schemas_at(document, media["schema"], ""):
        yield from schema.get("examples", ())


def _validator(schema: dict[str, Any], document: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema | {"components": document["components"]})


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_is_described_with_examples(operation: dict[str, Any]) -> None:
    assert operation_problems(operation, DOCUMENT) == []


def test_a_planted_undescribed_operation_is_found() -> None:
    good = {"schema": {"type": "integer"}, "example": 1}
    planted = {
        "summary": "s",
        "description": "d",
        "tags": ["t"],
        "parameters": [{"name": "q", "schema": {"type": "string"}}],
        "requestBody": {"content": {JSON: {"schema": {"type": "string"}}}},
        "responses": {"200": {"content": {JSON: good | {"example": "one"}}}},
    }
    found = operation_problems(planted, {"components": {"schemas": {}}})
    assert found == [
        "parameter q is not described",
        "request has no example",
        "answer 200: the example is wrong: 'one' is not of type 'integer'",
    ]
    planted |= {
        "parameters": [],
        "requestBody": {},
        "responses": {"200": {"content": {JSON: good}}},
    }
    assert operation_problems(planted, {"components": {"schemas": {}}}) == []
    assert operation_problems({"responses": {}}, {}) == ["no summary", "no description", "no tags"]

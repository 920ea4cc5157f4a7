"""Whatever the OpenAPI document allows is answered as it says, and nothing breaks the server."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi import checks

from api.http.app import create_app
from graph.session import Graph
from graph.settings import Settings
from tests.builders.serving import serving
from tests.conftest import Address

EXAMPLES_PER_OPERATION = 20
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]
PATHS = create_app(Settings()).openapi()["paths"]
#: Never ends by itself; ``test_event_routes`` reads it.
ENDLESS = {"/api/efi/events/stream"}
#: Every operation with good input, and with bad input where it takes any.
CALLS = [
    pytest.param(method, path, mode, id=f"{method} {path} {mode.value}")
    for path, operations in PATHS.items()
    if path not in ENDLESS
    for method, operation in operations.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or {"parameters", "requestBody"} & operation.keys()
]


@pytest.fixture(scope="module")
def interface(writable_knowledge: Graph, address: Address) -> Iterator[BaseSchema]:
    assert writable_knowledge
    with serving(address) as url:
        yield schemathesis.openapi.from_url(f"{url}/openapi.json")


@pytest.mark.parametrize(("method", "path", "mode"), CALLS)
def test_every_operation_keeps_to_the_document(
    interface: BaseSchema, method: str, path: str, mode: GenerationMode
) -> None:
    _call_often(interface, method, path, mode)


def test_a_planted_answer_beside_its_document_is_found() -> None:
    wrong = FastAPI()

    @wrong.get("/count")
    def count(least: int) -> int:
        return JSONResponse({"count": least})  # type: ignore[return-value]

    schema = schemathesis.openapi.from_asgi("/openapi.json", wrong)
    with pytest.raises(BaseExceptionGroup) as found:
        _call_often(schema, "get", "/count", GenerationMode.POSITIVE)
    assert "violates schema" in str(found.value.exceptions)


def _call_often(interface: BaseSchema, method: str, path: str, mode: GenerationMode) -> None:
    @settings(
        max_examples=EXAMPLES_PER_OPERATION,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=interface[path][method].as_strategy(generation_mode=mode))
    def call(case: Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    call()

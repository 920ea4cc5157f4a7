"""Every operation says which role it takes, and takes it."""

from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute

from api.auth.permissions import add_permissions, needs
from api.auth.principals import permission_of
from api.http.app import create_app, declared_routes
from graph.settings import Settings
from graph.vocabulary_records import Role
from tests.contract.checks.required_roles import OPEN, operations_without_role

DOCUMENT = create_app(Settings()).openapi()
#: What FAULTGRAPH_OPEN_DIAGNOSIS opens; the list is closed (requirements 7, issue 6).
OPENED = {
    "POST /api/knowledge-graph/diagnose",
    "POST /api/knowledge-graph/diagnose-explained",
    "POST /api/knowledge-graph/scan",
    "GET /api/knowledge-graph/dtc/{code}",
    "GET /api/knowledge-graph/nodes",
    "GET /api/knowledge-graph/nodes/{node_id}",
    "GET /api/knowledge-graph/nodes/search",
    "GET /api/knowledge-graph/faults/{fault_id}/root-causes",
    "GET /api/knowledge-graph/faults/{fault_id}/actions",
    "GET /api/knowledge-graph/faults/{fault_id}/parts",
}


def test_every_operation_states_its_role() -> None:
    assert operations_without_role(DOCUMENT) == []


def test_every_route_checks_the_role_that_it_states() -> None:
    routes = declared_routes()
    assert [route.path for _, route in routes if permission_of(route) is None] == []
    assert {prefix for prefix, _ in routes} >= {"/api/knowledge-graph", "/api/auth"}


def test_only_sign_in_and_health_are_open() -> None:
    without = {
        path
        for path, operations in DOCUMENT["paths"].items()
        if any("x-required-role" not in operation for operation in operations.values())
    }
    assert without == OPEN


def test_a_setting_opens_reading_and_diagnosis_and_nothing_else() -> None:
    opened = {
        f"{method.upper()} {path}"
        for path, operations in DOCUMENT["paths"].items()
        for method, operation in operations.items()
        if operation.get("x-open-diagnosis")
    }
    assert opened == OPENED


def test_a_planted_operation_without_a_role_is_found() -> None:
    router = APIRouter()

    @router.get("/planted", dependencies=[])
    def planted() -> None:
        """Do nothing."""

    route = router.routes[0]
    assert isinstance(route, APIRoute)
    document: dict[str, Any] = {"paths": {"/api/planted": {"get": {}}}}
    assert operations_without_role(add_permissions(document, [("/api", route)])) == [
        "get /api/planted"
    ]
    document["paths"]["/api/planted"]["get"] = {"x-required-role": "anybody"}
    assert operations_without_role(document) == ["get /api/planted"]
    document["paths"]["/api/planted"]["get"] = {"x-required-role": Role.VIEWER.value}
    assert operations_without_role(document) == []
    assert permission_of(route) is None
    assert needs(Role.ADMIN).permission.role is Role.ADMIN  # type: ignore[attr-defined]

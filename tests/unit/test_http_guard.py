"""The HTTP application without a database: what it logs, hides, refuses, and how long it waits."""

import asyncio
import logging
import time
from collections.abc import Iterator
from typing import Any

import anyio.to_thread
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.http.app import create_app
from engine.reading import Reader
from graph.session import open_graph
from graph.settings import Settings
from tests.fakes.trigram_embedder import TrigramEmbedder

PREFIX = "/api/knowledge-graph"
VIN = "VF1AAAAA555555555"
KEY = "a-key-of-16-chars-or-more"
NOWHERE = "bolt://127.0.0.1:9"


@pytest.fixture
def client() -> Iterator[TestClient]:
    """An application whose database is down; it was not started, so nothing was asked yet."""
    settings = Settings(api_key=SecretStr(KEY), max_body_kb=1)
    app = create_app(settings)
    with open_graph(
        NOWHERE,
        "neo4j",
        "x",
        connect_timeout_s=settings.api_connect_timeout_s,
        retry_time_s=settings.api_retry_time_s,
    ) as graph:
        app.state.graph, app.state.embedder = graph, TrigramEmbedder()
        app.state.reader = Reader(graph, app.state.embedder)
        yield TestClient(app, headers={"X-API-Key": KEY})


def test_a_log_line_has_the_path_and_neither_query_nor_body(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.get(f"{PREFIX}/nodes", params={"limit": 0, "x": VIN})
        client.post(f"{PREFIX}/diagnose", json={"vehicle": {"vin": f"{VIN}X"}})
        client.get(f"/{VIN}")
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert {record.name for record in ours} == {"faultgraph.http"}
    lines = [record.message for record in ours]
    assert [line.split(" ")[:3] for line in lines] == [
        ["GET", f"{PREFIX}/nodes", "422"],
        ["POST", f"{PREFIX}/diagnose", "422"],
        ["GET", "(no", "route)"],
    ]
    assert all(" ms req_" in line for line in lines)
    assert VIN not in "".join(lines)


def test_an_unexpected_error_tells_nobody_what_it_said(
    client: TestClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(VIN)

    monkeypatch.setattr("api.http.routes.stats.COUNT_GRAPH", None)
    monkeypatch.setattr("graph.session.Graph.read", broken)
    response = client.get(f"{PREFIX}/stats", headers={"Accept-Language": "fr"})
    assert (response.status_code, response.json()["code"]) == (500, "internal")
    assert response.json()["detail"] == "erreur inattendue"
    assert response.headers["x-request-id"] == response.json()["request_id"]
    assert "RuntimeError" in caplog.text
    assert VIN not in caplog.text + response.text


def test_a_database_that_is_down_is_told_soon_and_without_its_address(client: TestClient) -> None:
    started = time.monotonic()
    response = client.get(f"{PREFIX}/stats")
    assert time.monotonic() - started < 3
    assert (response.status_code, response.json()["code"]) == (503, "database_unavailable")
    assert "127.0.0.1" not in response.text


def test_readiness_names_the_address_only_to_who_has_the_key(client: TestClient) -> None:
    with_key = client.get("/ready")
    without = client.get("/ready", headers={"X-API-Key": "wrong"})
    assert with_key.status_code == without.status_code == 503
    assert "127.0.0.1" in with_key.json()["problem"]
    assert "127.0.0.1" not in without.text
    assert without.json()["graph_version"] is None


def test_health_answers_while_every_thread_is_busy(client: TestClient) -> None:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    async def ask() -> None:
        limiter = anyio.to_thread.current_default_thread_limiter()
        for number in range(int(limiter.total_tokens)):
            limiter.acquire_on_behalf_of_nowait(number)
        scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/health"}
        scope |= {"query_string": b"", "headers": [], "root_path": "", "scheme": "http"}
        await asyncio.wait_for(client.app(scope, receive, send), timeout=2)

    asyncio.run(ask())
    assert sent[0]["status"] == 200


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("POST", "/health", "GET"), ("GET", f"{PREFIX}/diagnose", "POST")],
)
def test_a_wrong_method_is_answered_with_the_right_ones(
    client: TestClient, method: str, path: str, allowed: str
) -> None:
    response = client.request(method, path, headers={"Accept-Language": "fr"})
    assert (response.status_code, response.headers["allow"]) == (405, allowed)
    assert allowed in response.json()["fix"]
    assert method in response.json()["detail"]


def test_head_is_a_get_without_a_body(client: TestClient) -> None:
    response = client.head("/health")
    assert (response.status_code, response.content) == (200, b"")
    refused = client.head(f"{PREFIX}/diagnose")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_a_bearer_is_one_however_it_is_spelt(client: TestClient, scheme: str) -> None:
    url = f"{PREFIX}/nodes?limit=0"
    good = {"X-API-Key": "", "Authorization": f"{scheme} {KEY}"}
    assert client.get(url, headers=good).status_code == 422
    assert client.get(url, headers={**good, "Authorization": f"Basic {KEY}"}).status_code == 401
    assert client.get(url, headers=[(b"x-api-key", b"\xe9")]).status_code == 401


def test_a_body_that_is_too_large_is_refused_in_french(client: TestClient) -> None:
    response = client.post(
        f"{PREFIX}/diagnose", content=b" " * 2000, headers={"Accept-Language": "fr"}
    )
    assert (response.status_code, response.json()["code"]) == (413, "too_large")
    assert "1024 octets" in response.json()["detail"]
    assert response.json()["title"] == "Requête trop grande"


@pytest.mark.parametrize(("content", "said"), [(b'{"a"', "position"), (b'{"a": "\xff"}', "UTF-8")])
def test_a_body_that_is_not_json_is_refused_in_french(
    client: TestClient, content: bytes, said: str
) -> None:
    headers = {"Accept-Language": "fr", "Content-Type": "application/json"}
    response = client.post(f"{PREFIX}/diagnose", content=content, headers=headers)
    assert (response.status_code, response.json()["code"]) == (400, "malformed_json")
    assert said in response.json()["detail"]
    assert response.json()["detail"].startswith("le corps")


def test_a_wrong_switch_is_named_in_both_languages(client: TestClient) -> None:
    body = {"store": "perhaps", "vehicle": {"vin": f"{VIN}X"}}
    english = client.post(f"{PREFIX}/diagnose", json={**body, "locale": "en"})
    french = client.post(f"{PREFIX}/diagnose", json={**body, "locale": "fr"})
    assert english.status_code == french.status_code == 422
    assert english.json()["title"] == "Invalid input"
    assert french.json()["title"] == "Donnée incorrecte"
    assert VIN not in english.text + french.text


def test_the_document_declares_both_ways_to_send_the_key(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    schemes = document["components"]["securitySchemes"]
    assert {scheme["type"] for scheme in schemes.values()} == {"http", "apiKey"}
    assert document["paths"][f"{PREFIX}/diagnose"]["post"]["security"]
    assert "security" not in document["paths"]["/health"]["get"]


@pytest.mark.parametrize(
    ("finding", "field"),
    [
        ({"code": "P0171", "freeze_frame": {"colour": 1}}, "observables.0.freeze_frame.colour"),
        (
            {"code": "P0171", "freeze_frame": {"engine_rpm": 20_000}},
            "observables.0.freeze_frame.engine_rpm",
        ),
        ({"code": "P0171", "dtc_status": "perhaps"}, "observables.0.dtc_status"),
        ({"id": "symptom.a", "dtc_status": "pending"}, "observables.0"),
        ({"code": "P0171", "state": "absent", "dtc_status": "pending"}, "observables.0"),
    ],
)
def test_a_status_or_freeze_frame_that_cannot_be_is_refused_by_its_name(
    client: TestClient, finding: dict[str, Any], field: str
) -> None:
    response = client.post(f"{PREFIX}/diagnose", json={"observables": [finding]})
    assert (response.status_code, response.json()["field"]) == (422, field)

"""The log over HTTP and on the command line, and its live stream (E5)."""

import contextlib
import json
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from engine.events.appending import NewEvent
from graph.embedder import Embedder
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary import Label
from graph.vocabulary_records import EventType
from tests.builders import repairs
from tests.builders.command_line import run_command
from tests.builders.database import rows
from tests.builders.serving import serving
from tests.conftest import Address

EVENTS = "/api/efi/events"


def _new(n: int = 0, garage: str = repairs.GARAGE) -> NewEvent:
    return NewEvent(EventType.TICKET_ASSIGNED, Label.TICKET, f"tkt_{n}", garage, {"n": n})


@pytest.fixture
def client(graph: Graph, embedder: Embedder) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), graph, embedder)) as opened:
        yield opened


def test_events_are_listed_in_their_order_and_page_by_page(
    client: TestClient, graph: Graph
) -> None:
    repairs.append(graph, *(_new(n) for n in range(5)), _new(9, "garage_other"))
    first = client.get(EVENTS, params={"limit": 3}).json()
    assert [event["data"]["n"] for event in first["events"]] == [0, 1, 2]
    shown = first["events"][0]
    assert shown["aggregate"] == {"type": "Ticket", "id": "tkt_0"}
    assert (shown["status"], shown["attempts"], shown["last_error"]) == ("pending", 0, None)
    assert first["queue"]["pending"] == 5
    second = client.get(EVENTS, params={"limit": 3, "cursor": first["next_cursor"]}).json()
    assert [event["position"] for event in second["events"]] == [4, 5]
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    ("parameters", "positions"),
    [
        ({"since": 2}, [3]),
        ({"type": "ticket.assigned"}, [1, 2, 3]),
        ({"type": "ticket.created"}, []),
        ({"status": "dead"}, []),
        ({"aggregate_type": "Ticket", "aggregate_id": "tkt_1"}, [2]),
    ],
)
def test_events_are_filtered(
    client: TestClient, graph: Graph, parameters: dict[str, Any], positions: list[int]
) -> None:
    repairs.append(graph, *(_new(n) for n in range(3)))
    found = client.get(EVENTS, params=parameters).json()
    assert [event["position"] for event in found["events"]] == positions


@pytest.mark.parametrize("parameters", [{"type": "nothing"}, {"cursor": "YWZ0ZXI6eA=="}])
def test_what_cannot_be_asked_is_refused(client: TestClient, parameters: dict[str, str]) -> None:
    assert client.get(EVENTS, params=parameters).status_code == 422


def test_events_are_handled_on_demand(client: TestClient, graph: Graph) -> None:
    repairs.knowledge(graph)
    repairs.card(graph)
    ticket_id = repairs.ticket(graph, status="in_progress")
    repairs.action(graph, ticket_id, failure_card_used="fc_one")
    repairs.resolve(graph, ticket_id)
    done = client.post(f"{EVENTS}/process", json={"limit": 50}).json()
    assert (done["pending"], done["dead"], done["queue"]["pending"]) == (0, 0, 0)
    resolved = [item for item in done["handled"] if item["event_type"] == "ticket.resolved"]
    assert resolved[0]["result"] == {"card_id": "fc_one", "success": True}
    assert client.post(f"{EVENTS}/process", json={}).json()["processed"] == 0


def test_a_dead_event_is_tried_again(client: TestClient, graph: Graph) -> None:
    event_id = repairs.append(graph, _new())[0]
    rows(
        graph, "MATCH (e:Event) SET e.status = 'dead', e.attempts = 8, e.last_error = 'ValueError'"
    )
    event = client.post(f"{EVENTS}/{event_id}/retry").json()["event"]
    assert (event["status"], event["attempts"], event["last_error"]) == ("pending", 0, "ValueError")
    client.post(f"{EVENTS}/process", json={})
    again = client.post(f"{EVENTS}/{event_id}/retry", headers={"Accept-Language": "fr"})
    assert (again.status_code, "rien à retenter" in again.json()["detail"]) == (409, True)
    assert client.post(f"{EVENTS}/evt_none/retry").status_code == 404


def test_an_event_of_another_garage_is_not_there(client: TestClient, graph: Graph) -> None:
    event_id = repairs.append(graph, _new(garage="garage_other"))[0]
    assert client.post(f"{EVENTS}/{event_id}/retry").status_code == 404
    assert client.post(f"{EVENTS}/process", json={}).json()["processed"] == 0


def test_the_command_line_lists_works_off_and_tries_again(graph: Graph, address: Address) -> None:
    event_id = repairs.append(graph, _new())[0]
    rows(graph, "MATCH (e:Event) SET e.status = 'dead'")
    retried = run_command(address, "events", "retry", event_id, "--json")
    assert json.loads(retried.stdout)["status"] == "pending"
    assert event_id in run_command(address, "events", "list", "--table").stdout
    done = run_command(address, "worker", "--once", "--json")
    assert json.loads(done.stdout)["processed"] == 1
    listed = run_command(address, "events", "list", "--status", "processed", "--json")
    assert json.loads(listed.stdout)["queue"]["pending"] == 0
    missing = run_command(address, "events", "retry", "evt_none")
    assert missing.returncode != 0


class _Stream:
    """Reads a stream event by event."""

    def __init__(self, response: HTTPResponse) -> None:
        self._response = response

    def next(self) -> dict[str, str]:
        """Return the fields of the next event; comments are left out."""
        fields: dict[str, str] = {}
        while True:
            line = self._response.readline().decode().rstrip("\n")
            if not line and "data" in fields:
                return fields
            name, _, value = line.partition(": ")
            if name:
                fields[name] = value


@contextlib.contextmanager
def _stream(url: str, **headers: str) -> Iterator[_Stream]:
    asked = urllib.request.Request(f"{url}{EVENTS}/stream", headers=headers)  # noqa: S310
    with urllib.request.urlopen(asked, timeout=30) as response:  # noqa: S310 - our own server
        assert response.headers["Content-Type"].startswith("text/event-stream")
        response.readline()
        yield _Stream(response)


def test_a_stream_tells_events_as_they_happen_and_is_taken_up_where_it_was(
    graph: Graph, address: Address
) -> None:
    repairs.append(graph, _new(0))
    settings = {"FAULTGRAPH_EVENT_POLL_S": "0.1", "FAULTGRAPH_EVENT_STREAMS": "50"}
    with serving(address, **settings) as url:
        with _stream(url) as stream:
            repairs.append(graph, _new(1), _new(2, "garage_other"), _new(3))
            first, second = stream.next(), stream.next()
        assert (first["event"], first["id"]) == ("ticket.assigned", "2")
        assert json.loads(first["data"])["data"] == {"n": 1}
        assert second["id"] == "4"  # what another garage does is not told
        with _stream(url, **{"Last-Event-ID": first["id"]}) as stream:
            assert stream.next()["id"] == "4"
        with contextlib.ExitStack() as open_streams:
            for _ in range(45):
                open_streams.enter_context(_stream(url))
            with urllib.request.urlopen(f"{url}{EVENTS}", timeout=10) as answer:  # noqa: S310
                assert answer.status == 200  # 45 open streams hold no thread
            repairs.append(graph, _new(5))


def test_only_so_many_streams_are_open_at_once(graph: Graph, address: Address) -> None:
    repairs.append(graph, _new(0))
    with (
        serving(address, FAULTGRAPH_EVENT_STREAMS="1") as url,
        _stream(url),
        pytest.raises(urllib.error.HTTPError) as refused,
        _stream(url),
    ):
        pass
    assert refused.value.code == 503
    refused.value.close()

"""The log and its queue on a real Neo4j: positions, claims, leases, retries (E1)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from engine.events.appending import NewEvent
from engine.events.claiming import ClaimedEvent, ClaimRequest, claim_events
from engine.events.handler import Handler, Work
from engine.events.processing import handle, process_next
from engine.events.services import QueueRules, Services
from graph.session import Graph, Transaction
from graph.vocabulary import Label
from graph.vocabulary_records import EventType
from tests.builders import repairs
from tests.builders.database import rows

RULES = QueueRules(lease_s=60, most_attempts=3, backoff_s=0.0)
TYPE = EventType.TICKET_CREATED


def _new(aggregate_id: str = "tkt_one", kind: EventType = TYPE) -> NewEvent:
    return NewEvent(kind, Label.TICKET, aggregate_id, repairs.GARAGE, {"n": 1})


def _claim(graph: Graph, worker: str = "wrk_a", limit: int = 1, **rules: Any) -> list[ClaimedEvent]:
    request = ClaimRequest(worker, {TYPE}, limit=limit)
    return list(claim_events(graph, replace(RULES, **rules), request).events)


def _age_claims(graph: Graph) -> None:
    rows(
        graph,
        "MATCH (e:Event {status: 'claimed'}) SET e.claimed_at = datetime() - duration('PT1H')",
    )


def _status(graph: Graph) -> list[str]:
    return [status for _, status in repairs.event_states(graph)]


def test_writers_at_once_get_positions_without_gaps_in_the_order_of_their_commits(
    graph: Graph,
) -> None:
    with ThreadPoolExecutor(8) as pool:
        written = list(
            pool.map(
                lambda n: repairs.append(graph, _new(f"tkt_{n % 5}"), _new("tkt_x")), range(60)
            )
        )
    found = rows(graph, "MATCH (e:Event) RETURN e.id AS id, e.position AS p ORDER BY p")
    assert [row["p"] for row in found] == list(range(1, 121))
    place = {row["id"]: row["p"] for row in found}
    assert all(place[second] == place[first] + 1 for first, second in written)  # type: ignore[operator]
    assert rows(graph, "MATCH (l:EventLog {id: 'events'}) RETURN l.position AS p")[0]["p"] == 120


def test_a_reader_never_sees_a_position_before_the_ones_below_it(graph: Graph) -> None:
    seen: list[bool] = []

    def look() -> None:
        for _ in range(40):
            row = rows(graph, "MATCH (e:Event) RETURN count(e) AS n, max(e.position) AS most")[0]
            seen.append(row["n"] == (row["most"] or 0))

    with ThreadPoolExecutor(6) as pool:
        looking = pool.submit(look)
        list(pool.map(lambda n: repairs.append(graph, _new(f"tkt_{n}")), range(80)))
        looking.result()
    assert all(seen)


def test_an_event_joins_what_it_tells_of(graph: Graph) -> None:
    repairs.ticket(graph)
    found = rows(graph, "MATCH (e:Event)-[:ABOUT]->(t:Ticket) RETURN e.event_type AS t, t.id AS id")
    assert found == [{"t": "ticket.created", "id": "tkt_one"}]


def test_workers_at_once_never_claim_the_same_event(graph: Graph) -> None:
    repairs.append(graph, *(_new(f"tkt_{n}") for n in range(40)))

    def work(name: int) -> list[str]:
        found: list[str] = []
        while claimed := _claim(graph, f"wrk_{name}", limit=2):
            found += [event.id for event in claimed]
        return found

    with ThreadPoolExecutor(4) as pool:
        claimed = [event for found in pool.map(work, range(4)) for event in found]
    assert len(claimed) == len(set(claimed)) == 40


def test_an_event_waits_for_the_earlier_ones_of_its_aggregate(graph: Graph) -> None:
    ids = repairs.append(graph, _new("tkt_a"), _new("tkt_a"), _new("tkt_b"))
    assert [event.id for event in _claim(graph, limit=9)] == [ids[0], ids[2]]
    assert _claim(graph, limit=9) == []
    rows(graph, "MATCH (e:Event {id: $id}) SET e.status = 'dead'", id=ids[0])
    assert [event.id for event in _claim(graph, limit=9)] == [ids[1]]


def test_a_claim_that_ran_out_is_taken_over_and_the_first_worker_writes_nothing(
    graph: Graph,
) -> None:
    repairs.append(graph, _new())
    services = Services(graph, rules=RULES)
    first = _claim(graph)[0]
    assert _claim(graph, "wrk_b") == []
    _age_claims(graph)
    second = _claim(graph, "wrk_b")[0]
    assert (second.id, second.attempts) == (first.id, 2)
    late = handle(services, Handler(_note), first)
    assert (late.status, _notes(graph)) == ("lost", 0)
    assert handle(services, Handler(_note), second).status == "processed"
    again = handle(services, Handler(_note), second)
    assert (again.status, _notes(graph)) == ("lost", 1)


def test_who_is_late_but_not_taken_over_still_finishes(graph: Graph) -> None:
    repairs.append(graph, _new())
    first = _claim(graph)[0]
    _age_claims(graph)
    assert handle(Services(graph, rules=RULES), Handler(_note), first).status == "processed"


def test_a_failed_attempt_writes_nothing_and_the_event_dies_after_the_last(graph: Graph) -> None:
    repairs.append(graph, _new(), _new())
    services = Services(graph, rules=RULES)

    def fail(tx: Transaction, work: Work, prepared: object) -> dict[str, Any]:
        _note(tx, work, prepared)
        raise ValueError("Jane Doe, 06 12 34 56 78")

    for status in ("pending", "pending", "dead"):
        handled = process_next(services, "wrk_a", handlers={TYPE: Handler(fail)}).handled
        assert [(each.status, each.error) for each in handled] == [(status, "ValueError")]
    assert (_status(graph), _notes(graph)) == (["dead", "pending"], 0)
    kept = rows(
        graph, "MATCH (e:Event {status: 'dead'}) RETURN e.last_error AS e, e.claimed_by AS c"
    )
    assert kept == [{"e": "ValueError", "c": None}]
    assert (
        process_next(services, "wrk_a", handlers={TYPE: Handler(_note)}).handled[0].event.position
        == 2
    )


def test_an_event_waits_before_it_is_tried_again(graph: Graph) -> None:
    repairs.append(graph, _new())
    services = Services(graph, rules=replace(RULES, backoff_s=3600.0, most_backoff_s=3600.0))

    def fail(_tx: Transaction, _work: Work, _prepared: object) -> dict[str, Any]:
        raise ValueError

    process_next(services, "wrk_a", handlers={TYPE: Handler(fail)})
    assert _claim(graph) == []
    waits = rows(
        graph,
        "MATCH (e:Event) RETURN duration.inSeconds(datetime(), e.next_attempt_at).seconds AS s",
    )
    assert 1700 < int(str(waits[0]["s"])) <= 3600


def test_an_event_whose_workers_never_finish_dies_too(graph: Graph) -> None:
    repairs.append(graph, _new())
    for attempt in (1, 2, 3):
        assert _claim(graph)[0].attempts == attempt
        _age_claims(graph)
    assert process_next(Services(graph, rules=RULES), "wrk_a", handlers={TYPE: Handler(_note)}).dead
    kept = rows(graph, "MATCH (e:Event) RETURN e.status AS s, e.last_error AS e")
    assert kept == [{"s": "dead", "e": "the worker did not finish"}]


def test_an_event_that_nothing_handles_is_done_at_once(graph: Graph) -> None:
    repairs.append(graph, _new(kind=EventType.SYNC_COMPLETED), _new("tkt_b"))
    done = process_next(
        Services(graph, rules=RULES), "wrk_a", limit=5, handlers={TYPE: Handler(_note)}
    )
    assert (done.unhandled, len(done.handled), _status(graph)) == (1, 1, ["processed", "processed"])


def test_only_the_events_of_a_garage_are_claimed_where_it_is_given(graph: Graph) -> None:
    other = NewEvent(TYPE, Label.TICKET, "tkt_b", "garage_other")
    ids = repairs.append(graph, other, _new())
    request = ClaimRequest("wrk_a", {TYPE}, garage_id=repairs.GARAGE, limit=9)
    assert [event.id for event in claim_events(graph, RULES, request).events] == [ids[1]]


def _note(tx: Transaction, work: Work, _prepared: object) -> dict[str, Any]:
    from tests.builders.database import cypher

    tx.run(cypher("CREATE (:Source {id: randomUUID()})", "WRITE"))
    return {"noted": work.event.id}


def _notes(graph: Graph) -> int:
    return int(str(rows(graph, "MATCH (s:Source) RETURN count(s) AS n")[0]["n"]))


@pytest.mark.parametrize("garage", [None, repairs.GARAGE])
def test_a_claim_that_is_asked_for_again_is_given_again(graph: Graph, garage: str | None) -> None:
    """The driver repeats a transaction whose commit it heard nothing of."""
    from cypher.rows import event as event_rows
    from engine.events.claiming import LIST_CLAIMABLE, MERGE_CLAIMS

    ids = repairs.append(graph, _new("tkt_a"), _new("tkt_b"))
    wanted = {"claimed_by": "wrk_a.1", "lease_s": 60}
    for _ in range(2):
        found = graph.read(LIST_CLAIMABLE, garage_id=garage, limit=1, **wanted)[0].ids
        row: event_rows.MergeClaimsRow = graph.write(
            MERGE_CLAIMS, ids=[ids[0]], most_attempts=3, handled=[TYPE], **wanted
        )[0]
        assert (row.events[0]["id"], row.events[0]["attempts"]) == (ids[0], 1)
    assert ids[0] in found

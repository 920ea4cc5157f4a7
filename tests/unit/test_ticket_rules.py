"""States, costs, photos and places of lists: what needs no database."""

import pytest

from engine.repairs.photos import check_photos
from engine.tickets.costs import labour_cost, total_cost
from engine.tickets.paging import place_before
from engine.tickets.transitions import ALLOWED, check_transition, is_reopening
from graph.errors import ConflictError, InvalidInputError
from graph.vocabulary_records import TicketStatus

S = TicketStatus


def test_every_state_says_what_may_follow_and_can_be_reached_from_open() -> None:
    assert set(ALLOWED) == set(S)
    reached, grown = {S.OPEN}, True
    while grown:
        more = reached | {after for before in reached for after in ALLOWED[before]}
        grown, reached = more != reached, more
    assert reached == set(S)


def test_only_leaving_resolved_for_work_is_a_reopening() -> None:
    found = {(before, after) for before in S for after in S if is_reopening(before, after)}
    assert found == {(S.RESOLVED, S.IN_PROGRESS)}


def test_a_refusal_names_what_is_allowed() -> None:
    with pytest.raises(ConflictError) as refused:
        check_transition(S.OPEN, S.CLOSED)
    assert refused.value.fix == "possible from open: in_progress"
    with pytest.raises(ConflictError) as closed:
        check_transition(S.CLOSED, S.OPEN)
    assert closed.value.details["allowed"] == []


@pytest.mark.parametrize(
    ("hours", "given", "expected"),
    [
        (None, None, None),
        (1.5, None, 105.0),
        (1.5, 80.0, 80.0),
        (None, 0.0, 0.0),
        (0.333, None, 23.31),
    ],
)
def test_labour_is_what_was_agreed_or_hours_times_the_rate(
    hours: float | None, given: float | None, expected: float | None
) -> None:
    assert labour_cost(hours, 70.0, given) == expected


def test_a_ticket_costs_its_parts_and_its_labour() -> None:
    assert total_cost(0.1 + 0.2, None) == 0.3
    assert total_cost(12.5, 70.0) == 82.5


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/x",
        "javascript:alert(1)",
        "https://",
        "https:///x",
        "https://user@a.example/x",
        "https://a.example:99999/x",
        "https://a.example/ x",
        "https://a.example/\n",
        "file:///etc/passwd",
        "https://[::1",
        "https://a.example/" + "x" * 2000,
    ],
)
def test_a_photo_that_is_no_plain_web_address_is_refused_without_repeating_it(
    address: str,
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_photos(["https://a.example/1.jpg", address])
    assert refused.value.field == "photos.1"
    assert address not in refused.value.message


def test_photos_are_kept_once_each() -> None:
    addresses = [
        "https://a.example/1.jpg?sig=x",
        "http://b.example:8080/2",
        "http://b.example:8080/2",
    ]
    assert check_photos(addresses) == addresses[:2]


@pytest.mark.parametrize(
    "place", ["x", "2026-01-01T00:00:00|tkt_1", "2026-13-01T00:00:00Z|tkt_1", "|tkt_1", "2026|x"]
)
def test_a_place_that_no_list_gave_is_refused(place: str) -> None:
    with pytest.raises(InvalidInputError):
        place_before(place, "tkt_")


def test_the_place_that_a_list_gave_is_read() -> None:
    moment = "2026-11-24T10:57:45.872000000+00:00"
    assert place_before(f"{moment}|tkt_1", "tkt_") == (moment, "tkt_1")
    assert place_before("", "tkt_") == (None, "")

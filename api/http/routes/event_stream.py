"""``/api/efi/events/stream``: the log as server-sent events, as it grows (E5)."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.http.dependencies import GraphDep, PrincipalDep, needs
from api.http.event_feed import EventFeed
from api.http.routes.events import Position
from api.presenting_events import present_event
from engine.events.listing import EventFilter, list_events, log_position
from graph.session import Graph
from graph.vocabulary_records import Role

router = APIRouter(prefix="/events", tags=["events"])
Since = Annotated[
    Position | None, Query(description="begin after this position; unless given, now")
]
LastEventId = Annotated[
    Position | None, Header(description="id of the last event that was read; goes before since")
]
_PAGE = 100
#: Then the client connects again: whoever lost the right to listen is refused.
LONGEST_S = 900.0
_RETRY_MS = 2000


async def feed_of(request: Request) -> EventFeed:
    """Return the feed of this server."""
    feed: EventFeed = request.app.state.event_feed
    return feed


async def place_of(feed: Annotated[EventFeed, Depends(feed_of)]) -> AsyncIterator[EventFeed]:
    """Take a place among the streams until the answer has been sent."""
    async with feed.listening():
        yield feed


@router.get(
    "/stream",
    summary="Follow events as they happen",
    response_class=EventSourceResponse,
    dependencies=[Depends(needs(Role.VIEWER))],
)
async def get_stream(
    graph: GraphDep,
    who: PrincipalDep,
    feed: Annotated[EventFeed, Depends(place_of)],
    since: Since = None,
    last_event_id: LastEventId = None,
) -> AsyncIterator[ServerSentEvent]:
    """Send the garage's events after ``Last-Event-ID``, or ``since``, or from now on.

    The id of each is its position. A comment keeps an idle stream open; after a quarter of an hour
    it ends, and the client takes it up again where it was.
    """
    given = last_event_id if last_event_id is not None else since
    after = given if given is not None else await run_in_threadpool(log_position, graph)
    yield ServerSentEvent(comment="open", retry=_RETRY_MS)
    async for event in _follow(graph, who.scope, feed, after):
        yield event


async def _follow(
    graph: Graph, garage_id: str | None, feed: EventFeed, after: int
) -> AsyncIterator[ServerSentEvent]:
    """Yield the garage's events after a position until the stream has been open for long."""
    clock = asyncio.get_running_loop().time
    ends = clock() + LONGEST_S
    while (left := ends - clock()) > 0:
        end = await feed.beyond(after, left)
        while after < end:
            found, after = await run_in_threadpool(_read_on, graph, garage_id, after, end)
            for event in found:
                yield event


def _read_on(
    graph: Graph, garage_id: str | None, after: int, end: int
) -> tuple[list[ServerSentEvent], int]:
    """Return the garage's next events and the position that is known after them."""
    page = list_events(graph, garage_id, EventFilter(), after, _PAGE)
    sent = [
        ServerSentEvent(data=shown, event=shown.event_type.value, id=str(shown.position))
        for shown in map(present_event, page.events)
    ]
    if page.next_position is not None:
        return sent, page.next_position
    return sent, max([end, *(item["position"] for item in page.events)])

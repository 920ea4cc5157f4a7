"""``/api/efi/events``: the log, its queue, and a live stream of it (E5)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.event_services import event_services
from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import (
    EmbedderDep,
    GraphDep,
    PrincipalDep,
    ReaderDep,
    SettingsDep,
    needs,
)
from api.http.locale import LocaleChoice
from api.http.schemas import events as shapes
from api.presenting_events import present_event, present_handled, present_queue
from engine.events.listing import EventFilter, list_events, queue_state, retry_event
from engine.events.services import Services
from engine.events.working import work_off
from graph.errors import InvalidInputError
from graph.vocabulary import Label
from graph.vocabulary_records import EventStatus, EventType, Role

router = APIRouter(prefix="/events", tags=["events"])
#: What events tell of.
AGGREGATES = (Label.TICKET, Label.TECHNICIAN_ACTION, Label.FAILURE_CARD)
Position = Annotated[int, Field(ge=0, le=2**53, description="position of the last event known")]


async def services_of(
    settings: SettingsDep, graph: GraphDep, reader: ReaderDep, embedder: EmbedderDep
) -> Services:
    """Return what handlers work with."""
    return event_services(settings, graph, reader, embedder)


class EventQuery(BaseModel):
    """Filters of the list; each one given must hold."""

    model_config = ConfigDict(extra="forbid")

    type: EventType | None = Field(None, description="only events of this type")
    status: EventStatus | None = Field(None, description="only events in this state")
    aggregate_type: str | None = Field(
        None, max_length=40, description="Ticket, TechnicianAction or FailureCard"
    )
    aggregate_id: str | None = Field(None, max_length=120, description="id of what they tell of")
    since: Position = 0
    limit: PageLimit = 50
    cursor: Cursor = None
    locale: LocaleChoice = None

    def filter(self) -> EventFilter:
        """Return the filters as the engine takes them."""
        return EventFilter(self.type, self.status, self.aggregate_type, self.aggregate_id)

    def after(self) -> int:
        """Return the position to read on after: that of the cursor, else ``since``."""
        place = decode_cursor(self.cursor)
        if not place:
            return self.since
        if not place.isdecimal() or len(place) > len(str(2**53)):
            raise InvalidInputError(
                "the cursor is not one of this list",
                field="cursor",
                fix="take next_cursor of the page before, or leave it out",
                key="cursor.invalid",
            )
        return int(place)


@router.get("", summary="List events", dependencies=[Depends(needs(Role.VIEWER))])
def get_events(
    query: Annotated[EventQuery, Query()], request: Request, graph: GraphDep, who: PrincipalDep
) -> shapes.EventsResponse:
    """Return one page of the garage's events, the oldest first, and what waits in its queue."""
    page = list_events(graph, who.scope, query.filter(), query.after(), query.limit)
    following = page.next_position
    return shapes.EventsResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        events=[present_event(item) for item in page.events],
        queue=present_queue(queue_state(graph, who.scope)),
        next_cursor=encode_cursor(str(following)) if following is not None else None,
    )


@router.post("/process", summary="Handle events now", dependencies=[Depends(needs(Role.ADMIN))])
def post_process(
    body: shapes.ProcessInput,
    request: Request,
    services: Annotated[Services, Depends(services_of)],
    graph: GraphDep,
    who: PrincipalDep,
) -> shapes.ProcessResponse:
    """Handle up to ``limit`` events of the garage, as a worker does; one may run meanwhile."""
    done = work_off(services, body.limit, garage_id=who.scope)
    queue = queue_state(graph, who.scope)
    return shapes.ProcessResponse(
        request_id=request.state.request_id,
        graph_version=str(queue.graph_version),
        **done.counts(),
        unhandled=done.unhandled,
        handled=[present_handled(each) for each in done.handled],
        queue=present_queue(queue),
    )


@router.post(
    "/{event_id}/retry", summary="Try an event again", dependencies=[Depends(needs(Role.ADMIN))]
)
def post_retry(
    event_id: Annotated[str, Path(max_length=120, description="of a dead or waiting event")],
    request: Request,
    graph: GraphDep,
    who: PrincipalDep,
) -> shapes.EventResponse:
    """Let an event that was given up, or waits for its next attempt, be tried again now."""
    event = retry_event(graph, who.scope, event_id)
    return shapes.EventResponse(
        request_id=request.state.request_id,
        graph_version=str(queue_state(graph, who.scope).graph_version),
        event=present_event(event),
    )

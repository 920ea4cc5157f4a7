"""``/api/efi/match`` and ``/match-ticket/{ticket_id}``: cards for a complaint or a ticket."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request

from api.http.dependencies import GraphDep, PrincipalDep, ReaderDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas import matching as shapes
from api.presenting_matching import match_output, ticket_match_output
from engine.clock import time_of_write
from engine.matching.match import MatchRequest, match_cards
from engine.matching.ticket import match_ticket
from engine.principal import Principal
from graph.errors import ForbiddenError, InvalidInputError
from graph.vocabulary_records import Role

router = APIRouter(tags=["matching"])
TicketId = Annotated[str, Path(max_length=80, description="id of a ticket of the garage (tkt_…)")]


@router.post(
    "/match",
    summary="Find the failure cards that match",
    dependencies=[Depends(needs(Role.VIEWER, writes=False))],
)
def post_match(
    body: shapes.MatchInput,
    request: Request,
    graph: GraphDep,
    reader: ReaderDep,
    principal: PrincipalDep,
) -> shapes.MatchResponse:
    """Return approved cards with match scores of 0 to 1, each explained; nothing is stored.

    `match_score` is that of the source; `calibrated_probability` is what the engine thinks of the
    card's fault on the same input.
    """
    answer = match_cards(graph, reader, _asked(body, principal))
    locale = request_locale(request, body.locale)
    return match_output(answer, body.rank_by, locale, request.state.request_id)


@router.post(
    "/match-ticket/{ticket_id}",
    summary="Match a ticket and store the suggestions",
    dependencies=[Depends(needs(Role.TECHNICIAN))],
)
def post_match_ticket(
    ticket_id: TicketId,
    request: Request,
    graph: GraphDep,
    reader: ReaderDep,
    principal: PrincipalDep,
    locale: LocaleChoice = None,
) -> shapes.TicketMatchResponse:
    """Return the five best cards for what the ticket says; they become its suggestions.

    Matching again replaces them. A ticket of another garage is not found.
    """
    now = time_of_write()
    answer = match_ticket(graph, reader, ticket_id, principal.scope, now)
    spoken = request_locale(request, locale)
    return ticket_match_output(answer, ticket_id, now, spoken, request.state.request_id)


def _asked(body: shapes.MatchInput, principal: Principal) -> MatchRequest:
    if body.include_pending and not principal.may(Role.EXPERT):
        raise ForbiddenError(
            f"to see pending cards takes the role {Role.EXPERT}, and yours is {principal.role}",
            field="include_pending",
            fix="leave include_pending out, or ask an expert",
            key="match.pending_role",
            values={"needed": Role.EXPERT.value, "role": principal.role.value},
        )
    if not (body.symptom_text.strip() or body.error_codes or body.signature_hash):
        raise InvalidInputError(
            "there is nothing to match",
            field="symptom_text",
            fix="give symptom_text, error_codes or signature_hash",
            key="match.nothing",
        )
    given = body.model_dump(exclude={"locale", "error_codes"})
    return MatchRequest(**given, error_codes=tuple(body.error_codes), pending_of=principal.scope)

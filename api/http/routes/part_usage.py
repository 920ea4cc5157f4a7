"""``/api/efi/part-usage``: parts on tickets, piece by piece (EFI 3.4)."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, PrincipalDep
from api.http.locale import LocaleChoice, request_locale
from api.http.routes.tickets import READS, WRITES
from api.http.schemas import part_usage as shapes
from api.http.schemas.records import Id
from api.presenting_repairs import present_listed_usage, present_usage
from engine.principal import Principal
from engine.repairs.finding import find_usage, list_usages
from engine.repairs.form import UsageForm
from engine.repairs.using import Movement, allocate_part, move_part
from graph.session import Graph
from graph.vocabulary import Locale
from graph.vocabulary_records import PartUsageStatus

router = APIRouter(prefix="/part-usage", tags=["part usage"])
UsageId = Annotated[str, Path(description="id of a part usage of the garage")]
_NEW: dict[int | str, dict[str, Any]] = {
    201: {"model": shapes.PartUsageResponse, "description": "allocated; it was not there before"}
}
_NOT_OF_THE_PART = {"ticket_id", "action_id", "quantity", "key", "locale", "category"}


class UsageQuery(BaseModel):
    """Filters of the list; each one given must hold."""

    model_config = ConfigDict(extra="forbid")

    ticket_id: Id | None = Field(None, description="only of this ticket")
    part_id: Id | None = Field(None, description="only of this part")
    status: PartUsageStatus | None = Field(None, description="allocated: some pieces are open")
    locale: LocaleChoice = None
    limit: PageLimit = 50
    cursor: Cursor = None


@router.post("", summary="Allocate a part to a ticket", responses=_NEW, dependencies=WRITES)
def post_part_usage(
    body: shapes.AllocateInput,
    request: Request,
    response: Response,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.PartUsageResponse:
    """Allocate pieces, once for each key. Whether the part was recommended is computed."""
    told = body.model_dump(exclude=_NOT_OF_THE_PART) | {"part_category": body.category}
    form = UsageForm(told, body.quantity, body.action_id, body.key)
    locale = request_locale(request, body.locale)
    usage_id, created = allocate_part(graph, principal, body.ticket_id, form, locale)
    response.status_code = 201 if created else 200
    return _usage(request, graph, principal, usage_id, body.locale, created=created)


@router.get("", summary="List part usages", dependencies=READS)
def get_part_usages(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    wanted: Annotated[UsageQuery, Query()],
) -> shapes.PartUsagesResponse:
    """Return one page of part usages, the newest first."""
    filters = wanted.model_dump(mode="json", include={"ticket_id", "part_id", "status"})
    page = list_usages(graph, principal, filters, wanted.limit, decode_cursor(wanted.cursor))
    locale = request_locale(request, wanted.locale)
    return shapes.PartUsagesResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        usages=[present_listed_usage(item, locale) for item in page.items],
        next_cursor=encode_cursor(page.next_place) if page.next_place else None,
    )


@router.get("/{usage_id}", summary="Show a part usage", dependencies=READS)
def get_part_usage(
    usage_id: UsageId,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    locale: LocaleChoice = None,
) -> shapes.PartUsageResponse:
    """Return the part usage with its movements."""
    return _usage(request, graph, principal, usage_id, locale)


@router.post("/{usage_id}/use", summary="Tell that pieces were used", dependencies=WRITES)
def post_use(
    usage_id: UsageId,
    body: shapes.MovementInput,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.PartUsageResponse:
    """Count open pieces as used; the same key counts once."""
    return _moved(request, graph, principal, usage_id, (PartUsageStatus.USED, body))


@router.post("/{usage_id}/return", summary="Tell that pieces went back", dependencies=WRITES)
def post_return(
    usage_id: UsageId,
    body: shapes.MovementInput,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.PartUsageResponse:
    """Count open pieces as returned to the inventory; the same key counts once."""
    return _moved(request, graph, principal, usage_id, (PartUsageStatus.RETURNED, body))


@router.post("/{usage_id}/damage", summary="Tell that pieces were damaged", dependencies=WRITES)
def post_damage(
    usage_id: UsageId,
    body: shapes.MovementInput,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.PartUsageResponse:
    """Count open pieces as damaged, which are paid for too; the same key counts once."""
    return _moved(request, graph, principal, usage_id, (PartUsageStatus.DAMAGED, body))


def _moved(
    request: Request,
    graph: Graph,
    principal: Principal,
    usage_id: str,
    told: tuple[PartUsageStatus, shapes.MovementInput],
) -> shapes.PartUsageResponse:
    kind, body = told
    movement = Movement(kind, body.quantity, body.key, body.unit_cost)
    counted = move_part(graph, principal, usage_id, movement)
    return _usage(request, graph, principal, usage_id, body.locale, counted=counted)


def _usage(  # noqa: PLR0913 - the request's own four, and what it did
    request: Request,
    graph: Graph,
    principal: Principal,
    usage_id: str,
    locale: Locale | None,
    *,
    created: bool = False,
    counted: bool = True,
) -> shapes.PartUsageResponse:
    row = find_usage(graph, principal, usage_id)
    language = request_locale(request, locale)
    return shapes.PartUsageResponse(
        request_id=request.state.request_id,
        graph_version=str(row.graph_version),
        created=created,
        counted=counted,
        usage=present_usage(
            row.usage, row.part, language, is_known_substitute=row.is_known_substitute
        ),
    )

"""``/api/knowledge-graph/vehicles``: decode, search, and the register of the garage."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, PrincipalDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas import vehicles as shapes
from api.presenting_vehicle import personal_output, stored_output, vehicle_output
from cypher.library import query
from cypher.rows.admin import FindGraphVersionRow
from engine.vehicle import LIST_VEHICLE_NAMES, RecognisedVehicle, VehicleDescription, recognise
from engine.vehicle.register import (
    erase_personal_data,
    find_vehicle,
    list_vehicles,
    vehicle_garage,
)
from engine.vehicle.registering import VehicleForm, change_vehicle, register_vehicle
from engine.vehicle.searching import search_vehicles
from graph.session import Graph
from graph.vocabulary import Locale
from graph.vocabulary_records import Role

router = APIRouter(prefix="/vehicles", tags=["vehicles"])
VehicleId = Annotated[str, Path(description="id of a stored vehicle of the garage")]
FIND_GRAPH_VERSION = query("admin/find_graph_version", FindGraphVersionRow)
_NEW: dict[int | str, dict[str, Any]] = {
    201: {"model": shapes.VehicleResponse, "description": "stored; it was not there before"}
}
_DESCRIBED = {"make", "model", "engine", "text", "year", "mileage_km", "powertrain", "vehicle_type"}
_PERSONAL = {"plate", "customer_name", "customer_contact"}


@router.post(
    "/decode", summary="Decode a VIN", dependencies=[Depends(needs(Role.VIEWER, writes=False))]
)
def post_decode(
    body: shapes.DecodeRequest, request: Request, graph: GraphDep
) -> shapes.DecodeResponse:
    """Return what the VIN says, beside what the words say; a contradiction is named.

    It is a POST, because the address of a GET ends up in access logs. The VIN is not stored.
    """
    found = recognise(graph, VehicleDescription(**body.model_dump(exclude={"locale"})))
    locale = request_locale(request, Locale(body.locale) if body.locale else None)
    return shapes.DecodeResponse(
        request_id=request.state.request_id,
        graph_version=_version(graph),
        vehicle=vehicle_output(found, locale),
    )


@router.get(
    "/search",
    summary="Find makes, models and engines by words",
    dependencies=[Depends(needs(Role.VIEWER))],
)
def get_search(
    request: Request,
    graph: GraphDep,
    q: Annotated[str, Query(min_length=1, max_length=120, description="a vehicle in words")],
    locale: LocaleChoice = None,
    limit: Annotated[int, Query(ge=1, le=50, description="how many hits at most")] = 10,
) -> shapes.VehicleSearchResponse:
    """Return ``hits`` that are alike, and ``vehicle``, what is sure enough. Send no VIN here."""
    names = graph.read(LIST_VEHICLE_NAMES)[0]
    hits = search_vehicles(names, q, limit)
    found = recognise(graph, VehicleDescription(text=q))
    return shapes.VehicleSearchResponse(
        request_id=request.state.request_id,
        graph_version=_version(graph),
        query=q,
        vehicle=vehicle_output(found, request_locale(request, locale)),
        hits=[shapes.VehicleHit.model_validate(hit._asdict()) for hit in hits],
    )


@router.post(
    "",
    summary="Store a vehicle of the garage",
    responses=_NEW,
    dependencies=[Depends(needs(Role.TECHNICIAN))],
)
def post_vehicle(
    body: shapes.VehicleRegistration,
    request: Request,
    response: Response,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.VehicleResponse:
    """Store a vehicle, once: the same key or the same VIN gives the vehicle that is there.

    VIN, plate and customer are kept apart from it and can be erased. 201 when it is new, else 200.
    """
    form = _form(body, body.key)
    vehicle_id, created, found = register_vehicle(graph, principal.garage_id, form)
    response.status_code = 201 if created else 200
    return _stored(
        request, graph, principal.garage_id, vehicle_id, found, _locale(body), created=created
    )


@router.get(
    "",
    summary="List the stored vehicles of the garage",
    dependencies=[Depends(needs(Role.TECHNICIAN))],
)
def get_vehicles(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    limit: PageLimit = 50,
    cursor: Cursor = None,
) -> shapes.VehiclesResponse:
    """Return one page by id, without VIN, plate and customer."""
    page = list_vehicles(graph, principal.scope, decode_cursor(cursor), limit + 1)
    shown = page.vehicles[:limit]
    more = len(page.vehicles) > limit
    return shapes.VehiclesResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        vehicles=[stored_output(item) for item in shown],
        next_cursor=encode_cursor(shown[-1].id) if more else None,
    )


@router.get(
    "/{vehicle_id}", summary="Show a stored vehicle", dependencies=[Depends(needs(Role.TECHNICIAN))]
)
def get_vehicle(
    vehicle_id: VehicleId, request: Request, graph: GraphDep, principal: PrincipalDep
) -> shapes.VehicleResponse:
    """Return the vehicle with what identifies it, as far as that was not erased."""
    return _stored(request, graph, principal.scope, vehicle_id, None, None, created=False)


@router.patch(
    "/{vehicle_id}",
    summary="Change a stored vehicle",
    dependencies=[Depends(needs(Role.TECHNICIAN))],
)
def patch_vehicle(
    vehicle_id: VehicleId,
    body: shapes.VehicleChange,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.VehicleResponse:
    """Change what is given. The mileage does not go back, unless ``correction`` is true."""
    garage_id = vehicle_garage(graph, principal, vehicle_id)
    found = change_vehicle(graph, garage_id, vehicle_id, _form(body), correction=body.correction)
    return _stored(request, graph, garage_id, vehicle_id, found, _locale(body), created=False)


@router.delete(
    "/{vehicle_id}/personal-data",
    summary="Erase what identifies a stored vehicle",
    dependencies=[Depends(needs(Role.ADMIN))],
)
def delete_personal_data(
    vehicle_id: VehicleId, request: Request, graph: GraphDep, principal: PrincipalDep
) -> shapes.ErasedResponse:
    """Erase VIN, plate and customer for good; the vehicle and its history stay."""
    erased = erase_personal_data(graph, vehicle_garage(graph, principal, vehicle_id), vehicle_id)
    return shapes.ErasedResponse(
        request_id=request.state.request_id,
        graph_version=_version(graph),
        id=vehicle_id,
        erased=erased,
    )


def _form(body: shapes.VehicleChange, key: str | None = None) -> VehicleForm:
    described = VehicleDescription(**body.model_dump(include=_DESCRIBED), vin=body.vin)
    personal = body.model_dump(include=_PERSONAL, exclude_none=True)
    return VehicleForm(described, personal, body.firmware, key)


def _locale(body: shapes.VehicleChange) -> Locale | None:
    return Locale(body.locale) if body.locale else None


def _stored(  # noqa: PLR0913 - the request's own four, and how its words were read
    request: Request,
    graph: Graph,
    garage_id: str | None,
    vehicle_id: str,
    found: RecognisedVehicle | None,
    locale: Locale | None,
    *,
    created: bool,
) -> shapes.VehicleResponse:
    vehicle, version = find_vehicle(graph, garage_id, vehicle_id)
    return shapes.VehicleResponse(
        request_id=request.state.request_id,
        graph_version=str(version),
        created=created,
        vehicle=stored_output(vehicle),
        personal_data=personal_output(vehicle),
        recognised=vehicle_output(found, request_locale(request, locale)) if found else None,
    )


def _version(graph: Graph) -> str:
    return str(graph.read(FIND_GRAPH_VERSION)[0].version)

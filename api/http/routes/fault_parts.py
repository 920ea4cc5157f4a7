"""``GET /api/knowledge-graph/faults/{id}/parts`` (KG v2.8.6)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.http.dependencies import GraphDep, PrincipalDep, SettingsDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas.parts import FaultName, FaultPartsResponse
from api.http.schemas.vehicles import ShortText, VehicleId, Year
from api.presenting_parts import PartWords
from api.presenting_vehicle import vehicle_output
from engine.fault_parts import FaultParts, fault_parts
from engine.vehicle import VehicleDescription
from engine.vehicle.register import vehicle_garage
from graph.vocabulary import Locale
from graph.vocabulary_records import Role

router = APIRouter(tags=["parts"])


class PartsQuery(BaseModel):
    """The vehicle, as far as known, and the language; a VIN goes into no address."""

    model_config = ConfigDict(extra="forbid")

    make: ShortText | None = Field(None, description="a make by its name")
    model: ShortText | None = Field(None, description="a model by its name")
    engine: ShortText | None = Field(None, description="an engine by its name or code")
    year: Year | None = Field(None, description="of the vehicle")
    vehicle_id: VehicleId | None = Field(None, description="a stored vehicle of the garage")
    locale: LocaleChoice = None


@router.get(
    "/faults/{fault_id}/parts",
    summary="Parts that a fault may need, for a vehicle",
    dependencies=[Depends(needs(Role.VIEWER, open_to_all=True))],
)
def get_fault_parts(
    fault_id: Annotated[str, Path(description="id of a fault")],
    request: Request,
    graph: GraphDep,
    settings: SettingsDep,
    principal: PrincipalDep,
    wanted: Annotated[PartsQuery, Query()],
) -> FaultPartsResponse:
    """Return the parts of one fault in the shape of a diagnosis.

    There is no diagnosis here: ``sale`` follows the fault's own safety level as if it were certain
    (critical: disabled, urgent: warned, else allowed).
    """
    described = VehicleDescription(
        **wanted.model_dump(exclude={"locale"}),
        garage_id=vehicle_garage(graph, principal, wanted.vehicle_id),
    )
    found = fault_parts(graph, fault_id, described)
    return _response(request, found, request_locale(request, wanted.locale), settings.catalogue_url)


def _response(
    request: Request, found: FaultParts, locale: Locale, template: str | None
) -> FaultPartsResponse:
    words = PartWords(locale, template, found.fault["id"], found.vehicle)
    return FaultPartsResponse.model_validate(
        {
            "request_id": request.state.request_id,
            "graph_version": str(found.graph_version),
            "locale": locale,
            "fault": FaultName(id=found.fault["id"], label=found.fault[f"label_{locale.value}"]),
            "safety_level": found.fault["safety_level"],
            "applies": found.applies,
            "vehicle": vehicle_output(found.vehicle, locale),
            "parts": [words.part(item) for item in found.parts],
        }
    )

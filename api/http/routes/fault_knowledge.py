"""``GET /api/knowledge-graph/faults/{fault_id}/root-causes`` and ``/actions``."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.http.dependencies import GraphDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas.remedies import FaultActionsResponse, FaultRootCausesResponse
from api.presenting_fault import present_actions, present_root_causes
from engine.fault_details import fault_knowledge
from engine.root_causes import case_facts
from engine.vehicle import RecognisedVehicle
from graph.contexts import CaseFacts
from graph.taxonomies import TaxFreq, TaxIntensity, TaxPhase, TaxTemp
from graph.vocabulary import Powertrain, VehicleType
from graph.vocabulary_answers import UsageHint
from graph.vocabulary_records import Role

router = APIRouter(tags=["faults"])
FaultId = Annotated[
    str,
    Path(max_length=120, description="id of a fault"),
]


class CaseQuery(BaseModel):
    """What is known of the case; everything may be missing, and then changes nothing."""

    model_config = ConfigDict(extra="forbid")

    locale: LocaleChoice = None
    mileage_km: int | None = Field(None, ge=0, le=2_000_000, description="of the vehicle, in km")
    year: int | None = Field(None, ge=1950, le=2100, description="of the vehicle, for its age")
    powertrain: Powertrain | None = Field(None, description="what drives the vehicle")
    vehicle_type: VehicleType | None = Field(None, description="kind of the vehicle")
    usage: Annotated[list[UsageHint], Field(max_length=20)] = Field(
        [], description="how the vehicle is used; may be repeated"
    )
    tax_phase: TaxPhase | None = Field(None, description="while doing what it shows")
    tax_temp: TaxTemp | None = Field(None, description="at which temperature it shows")
    tax_freq: TaxFreq | None = Field(None, description="how often it shows")
    tax_intensity: TaxIntensity | None = Field(None, description="how strong it is")

    def facts(self) -> CaseFacts:
        """Return what the engine takes."""
        vehicle = RecognisedVehicle(
            powertrains=(self.powertrain.value,) if self.powertrain else (),
            vehicle_types=(self.vehicle_type.value,) if self.vehicle_type else (),
            year=self.year,
            mileage_km=self.mileage_km,
        )
        circumstances = {
            name: str(value)
            for name, value in self.model_dump(mode="json").items()
            if name.startswith("tax_") and value is not None
        }
        return case_facts(vehicle, self.usage, [circumstances], datetime.now(UTC).year)


@router.get(
    "/faults/{fault_id}/root-causes",
    summary="Why a fault arises, and how to prevent it",
    dependencies=[Depends(needs(Role.VIEWER, open_to_all=True))],
)
def get_root_causes(
    fault_id: FaultId, request: Request, graph: GraphDep, case: Annotated[CaseQuery, Query()]
) -> FaultRootCausesResponse:
    """Return the root causes of a fault, the likeliest first, given how the vehicle is used."""
    known = fault_knowledge(graph, fault_id)
    locale = request_locale(request, case.locale)
    return present_root_causes(known, case.facts(), locale, request.state.request_id)


@router.get(
    "/faults/{fault_id}/actions",
    summary="What resolves a fault, step by step",
    dependencies=[Depends(needs(Role.VIEWER, open_to_all=True))],
)
def get_actions(
    fault_id: FaultId, request: Request, graph: GraphDep, locale: LocaleChoice = None
) -> FaultActionsResponse:
    """Return the structured actions of a fault in their order, with total time and labour."""
    known = fault_knowledge(graph, fault_id)
    language = request_locale(request, locale)
    return present_actions(known, language, request.state.request_id)

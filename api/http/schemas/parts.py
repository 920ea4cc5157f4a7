"""Shapes of the parts of a fault (KG v2.8.6)."""

from typing import Literal

from pydantic import BaseModel, Field

from api.http.schemas.vehicles import VehicleOutput
from graph.vocabulary import Locale

Sale = Literal["allowed", "warned", "disabled"]
SafetyLevelName = Literal["critical", "urgent", "warning", "normal"]


class PriceRange(BaseModel):
    """What one piece costs, without fitting."""

    min: float | None
    max: float | None
    currency: str = "EUR"


class SubstituteOutput(BaseModel):
    """A part that can stand in; probability 0 to 100 that it does the job where the first fits."""

    id: str
    label: str
    probability: float
    fits: bool | None = Field(description="null: the vehicle is not known well enough")
    sale: Sale
    price_range: PriceRange | None
    gamme_id: int | None
    catalogue_url: str | None


class PartOutput(BaseModel):
    """A part that the repair may need; probability 0 to 100 given the fault."""

    id: str
    label: str
    probability: float
    quantity: int
    priority: int = Field(description="1 first")
    is_required: bool
    fits: bool | None = Field(
        description="true also for a part of every vehicle that the fault applies to; false: not"
        " for this vehicle, not for sale; null: the vehicle is not known well enough"
    )
    sale: Sale = Field(description="what the safety gate allows; disabled when it does not fit")
    sale_reason: Literal["does_not_fit", "safety"] | None
    price_range: PriceRange | None
    gamme_id: int | None = Field(description="product group of the source's catalogue")
    catalogue_url: str | None = Field(
        description="link of FAULTGRAPH_CATALOGUE_URL; null when unset or the sale is disabled"
    )
    substitutes: list[SubstituteOutput] = Field(description="none that does not fit")


class FaultName(BaseModel):
    """The fault, with its label in the answer's language."""

    id: str
    label: str


class FaultPartsResponse(BaseModel):
    """The parts of one fault for one vehicle."""

    request_id: str
    graph_version: str
    locale: Locale
    fault: FaultName
    safety_level: SafetyLevelName
    applies: bool = Field(description="whether the fault can occur on this vehicle")
    vehicle: VehicleOutput
    parts: list[PartOutput] = Field(description="those that fit first, then required, priority")

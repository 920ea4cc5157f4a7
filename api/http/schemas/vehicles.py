"""Shapes of vehicles: described, decoded, stored and found."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.vocabulary import Powertrain, VehicleType

ShortText = Annotated[str, Field(min_length=1, max_length=120)]
#: Not checked by pydantic beyond its length: its own errors repeat nothing, ours neither.
VinText = Annotated[str, Field(min_length=1, max_length=40)]
VehicleId = Annotated[str, Field(min_length=1, max_length=80)]
Year = Annotated[int, Field(ge=1950, le=2100)]
Km = Annotated[int, Field(ge=0, le=2_000_000)]


class DecodedVinOutput(BaseModel):
    """What the VIN says, without the VIN."""

    wmi: str = Field(description="world manufacturer identifier: its first three characters")
    manufacturer: str | None
    country: str | None
    check_digit: Literal["valid", "not_used"]
    model_years: list[int] = Field(description="that its tenth character may mean; often none")
    models: list[str]
    engine: str | None
    body: str | None
    plant: str | None
    transmission: str | None


class VehicleOutput(BaseModel):
    """What was recognised of the vehicle."""

    make_id: str | None
    model_id: str | None
    engine_id: str | None
    label: str
    powertrains: list[str]
    vehicle_types: list[str]
    year: int | None
    mileage_km: int | None
    vehicle_id: str | None = Field(description="of the stored vehicle that was used")
    unrecognised: list[str] = Field(description="words that nothing in the graph explains")
    did_you_mean: list[str] = Field(description="names that resemble them, the likeliest first")
    ambiguous: list[str] = Field(description="models that it may be, when it may be several")
    conflicts: list[str] = Field(
        description="powertrain, vehicle_type or year, when they clash; vin_make, vin_model,"
        " vin_year and stored_make, stored_model, stored_engine, stored_year, stored_powertrain,"
        " stored_vehicle_type, stored_mileage, when the VIN or the register contradicts the words"
    )
    notes: list[str] = Field(description="the same in words")
    decoded_vin: DecodedVinOutput | None = Field(description="null when no VIN was given")


class Body(BaseModel):
    """Base of request bodies: an unknown field is an error."""

    model_config = ConfigDict(extra="forbid")


class DecodeRequest(Body):
    """A VIN to decode, and what the user says of the vehicle, to be compared with it."""

    vin: VinText
    make: ShortText | None = None
    model: ShortText | None = None
    engine: ShortText | None = None
    year: Year | None = None
    locale: Literal["fr", "en"] | None = None


class DecodeResponse(BaseModel):
    """The vehicle that the VIN and the words describe together."""

    request_id: str
    graph_version: str
    vehicle: VehicleOutput


class PersonalDataBody(Body):
    """What identifies a vehicle or its owner; kept apart, so that it can be erased."""

    vin: VinText | None = None
    plate: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    customer_name: ShortText | None = None
    customer_contact: ShortText | None = None


class VehicleChange(PersonalDataBody):
    """What is to change of a stored vehicle; what is left out or null stays."""

    make: ShortText | None = None
    model: ShortText | None = None
    engine: ShortText | None = None
    text: ShortText | None = Field(None, description="all of it in words, instead of the above")
    year: Year | None = None
    mileage_km: Km | None = None
    powertrain: Powertrain | None = None
    vehicle_type: VehicleType | None = None
    firmware: ShortText | None = None
    correction: bool = Field(
        default=False, description="true: the stored mileage was wrong, it may go back"
    )
    locale: Literal["fr", "en"] | None = None


class VehicleRegistration(VehicleChange):
    """A vehicle to store. The same key, or the same VIN, gives the same vehicle."""

    key: Annotated[str, Field(min_length=1, max_length=80)] | None = Field(
        None, description="of the caller: sending it again registers nothing new"
    )


class StoredVehicleOutput(BaseModel):
    """A stored vehicle; personal data only where one vehicle is asked for."""

    id: str
    make: str | None
    model: str | None
    engine: str | None
    model_id: str | None
    engine_id: str | None
    year: int | None
    mileage_km: int | None
    powertrain: str | None
    vehicle_type: str | None
    firmware: str | None
    has_personal_data: bool
    created_at: str | None
    updated_at: str | None


class PersonalDataOutput(BaseModel):
    """What identifies the vehicle and its owner."""

    vin: str | None = None
    plate: str | None = None
    customer_name: str | None = None
    customer_contact: str | None = None


class VehicleResponse(BaseModel):
    """One stored vehicle."""

    request_id: str
    graph_version: str
    created: bool = Field(description="false: it was there already, and is as it was")
    vehicle: StoredVehicleOutput
    personal_data: PersonalDataOutput | None
    recognised: VehicleOutput | None = Field(
        description="how the words and the VIN of this request were read"
    )


class VehiclesResponse(BaseModel):
    """One page of stored vehicles; follow ``next_cursor`` until it is null."""

    request_id: str
    graph_version: str
    vehicles: list[StoredVehicleOutput]
    next_cursor: str | None


class ErasedResponse(BaseModel):
    """Whether there was personal data to erase; the vehicle stays."""

    request_id: str
    graph_version: str
    id: str
    erased: bool


class VehicleHit(BaseModel):
    """A make, model or engine that the words may mean; similarity 0 to 1."""

    kind: Literal["make", "model", "engine"]
    id: str
    label: str
    make_id: str | None
    similarity: float = Field(ge=0, le=1)
    year_from: int | None
    year_to: int | None


class VehicleSearchResponse(BaseModel):
    """What the words may mean, the likeliest first, and what a diagnosis would take them for."""

    request_id: str
    graph_version: str
    query: str
    vehicle: VehicleOutput
    hits: list[VehicleHit]

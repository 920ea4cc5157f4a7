"""Makes, models and engine families."""

from typing import Annotated

from pydantic import Field, StringConstraints

from graph.vocabulary import Powertrain, VehicleType
from seeds.records.fault import Year
from seeds.records.shared_fields import Id, Sourced, Text

#: World manufacturer identifier: the first three characters of a VIN.
Wmi = Annotated[str, StringConstraints(pattern=r"^[A-HJ-NPR-Z0-9]{3}$")]


class NamedVehicleThing(Sourced):
    """Something with a proper name that is the same in both languages."""

    id: Id
    label: Text
    aliases: tuple[Text, ...] = ()


class VehicleMakeRecord(NamedVehicleThing):
    """A vehicle manufacturer; its WMI codes (ISO 3780) begin the VINs of its vehicles."""

    wmi_codes: tuple[Wmi, ...] = ()


class EngineFamilyRecord(NamedVehicleThing):
    """A family of engines or drive units; the label is the commercial name with the code."""

    make: Id
    engine_code: Text | None = None
    powertrain: Powertrain
    displacement_l: Annotated[float, Field(gt=0, lt=20)] | None = None
    year_from: Year | None = None
    year_to: Year | None = None


class VehicleModelRecord(NamedVehicleThing):
    """A model generation and the engines it was sold with."""

    make: Id
    vehicle_type: VehicleType
    year_from: Year
    year_to: Year | None = None
    engines: tuple[Id, ...] = Field(min_length=1)

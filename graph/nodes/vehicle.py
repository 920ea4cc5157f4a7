"""Makes, models and engine families, and one concrete vehicle."""

from neomodel import StructuredNode

from graph.nodes.fields import Items, Moment, Number, Text, Whole
from graph.nodes.knowledge import ID_PATTERN, Knowledge
from graph.vocabulary import Powertrain, VehicleType

_FIRST_YEAR = 1880
_LAST_YEAR = 2100


class VehicleMake(Knowledge):
    """A maker of vehicles."""

    label_fr = Text(required=True)
    label_en = Text(required=True)
    aliases = Items(Text())
    wmi_codes = Items(Text(pattern="[A-HJ-NPR-Z0-9]{3}"))


class VehicleModel(Knowledge):
    """A model, with the years it was built."""

    label_fr = Text(required=True)
    label_en = Text(required=True)
    aliases = Items(Text())
    vehicle_type = Text(choices=VehicleType)
    year_from = Whole(minimum=_FIRST_YEAR, maximum=_LAST_YEAR)
    year_to = Whole(minimum=_FIRST_YEAR, maximum=_LAST_YEAR)
    outcome_count = Number(minimum=0.0)  # confirmed outcomes of all faults on it


class EngineFamily(Knowledge):
    """A family of engines or motors."""

    label_fr = Text(required=True)
    label_en = Text(required=True)
    aliases = Items(Text())
    engine_code = Text()
    powertrain = Text(choices=Powertrain)
    fuel = Text()
    displacement_l = Number(minimum=0.0)
    year_from = Whole(minimum=_FIRST_YEAR, maximum=_LAST_YEAR)
    year_to = Whole(minimum=_FIRST_YEAR, maximum=_LAST_YEAR)
    outcome_count = Number(minimum=0.0)  # confirmed outcomes of all faults on it


class Vehicle(StructuredNode):
    """One vehicle of a garage's customer; VIN and plate are in :PersonalData."""

    UNIQUE_TOGETHER = (("garage_id", "idempotency_key"),)
    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    garage_id = Text()
    vehicle_type = Text(choices=VehicleType)
    powertrain = Text(choices=Powertrain)
    make = Text()
    model = Text()
    engine = Text()
    engine_code = Text()
    year = Whole(minimum=_FIRST_YEAR, maximum=_LAST_YEAR)
    mileage_km = Whole(minimum=0)
    firmware = Text()
    idempotency_key = Text()
    created_at = Moment()
    updated_at = Moment()

"""Makes, models and engine families."""

from collections.abc import Iterator
from typing import Any

from graph.vocabulary import Label, RelationshipType
from seeds.compiling.context import Context
from seeds.records.vehicle import (
    EngineFamilyRecord,
    NamedVehicleThing,
    VehicleMakeRecord,
    VehicleModelRecord,
)
from seeds.rows import NodeRow, RelationshipRow

Rows = Iterator[NodeRow | RelationshipRow]


def compile_make(record: VehicleMakeRecord, context: Context) -> Rows:
    """Yield the make."""
    codes = {"wmi_codes": list(record.wmi_codes) or None}
    yield NodeRow((Label.VEHICLE_MAKE,), record.id, {**_named(record, context), **codes})


def compile_engine(record: EngineFamilyRecord, context: Context) -> Rows:
    """Yield the engine family, built by its make."""
    yield NodeRow(
        (Label.ENGINE_FAMILY,),
        record.id,
        {
            **_named(record, context),
            "engine_code": record.engine_code,
            "powertrain": record.powertrain.value,
            "displacement_l": record.displacement_l,
            "year_from": record.year_from,
            "year_to": record.year_to,
        },
    )
    yield context.relationship(RelationshipType.BUILDS, (record.make, record.id), record)


def compile_model(record: VehicleModelRecord, context: Context) -> Rows:
    """Yield the model, built by its make, and the engines it has."""
    yield NodeRow(
        (Label.VEHICLE_MODEL,),
        record.id,
        {
            **_named(record, context),
            "vehicle_type": record.vehicle_type.value,
            "year_from": record.year_from,
            "year_to": record.year_to,
        },
    )
    yield context.relationship(RelationshipType.BUILDS, (record.make, record.id), record)
    for engine in record.engines:
        yield context.relationship(RelationshipType.HAS_ENGINE, (record.id, engine), record)


def _named(record: NamedVehicleThing, context: Context) -> dict[str, Any]:
    return {
        **context.governance(record),
        "caption": record.label,
        "label_fr": record.label,
        "label_en": record.label,
        "aliases": list(record.aliases) or None,
    }

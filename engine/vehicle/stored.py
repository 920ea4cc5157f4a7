"""A vehicle of the garage's register, as it is stored and as it is described to the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.vehicle.description import VehicleDescription

#: What is kept on the :Vehicle; what identifies it is in :PersonalData alone.
PLAIN = (
    "make",
    "model",
    "engine",
    "year",
    "mileage_km",
    "powertrain",
    "vehicle_type",
    "firmware",
)
PERSONAL = ("vin", "plate", "customer_name", "customer_contact")


def _nothing() -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class StoredVehicle:
    """One vehicle of a garage.

    Attributes:
        plain: the properties of ``PLAIN``, None where nothing is known.
        model_id: of the model in the graph that it is, or None.
        engine_id: of its engine family, or None.
        personal: VIN, plate and customer; None when there are none, or they were not asked for.
        created_at: ISO 8601, as is ``updated_at``.
    """

    id: str
    plain: Mapping[str, Any] = field(default_factory=_nothing)
    model_id: str | None = None
    engine_id: str | None = None
    personal: Mapping[str, Any] | None = field(default=None, repr=False)
    has_personal_data: bool = False
    created_at: str | None = None
    updated_at: str | None = None

    def description(self) -> VehicleDescription:
        """Return the vehicle in words, as a diagnosis takes it; without what identifies it."""
        known = {key: self.plain.get(key) for key in PLAIN if key != "firmware"}
        return VehicleDescription(**known)


def stored_vehicle(
    vehicle: Mapping[str, Any],
    knowledge_ids: Sequence[str],
    personal: Mapping[str, Any] | None = None,
    *,
    has_personal_data: bool | None = None,
) -> StoredVehicle:
    """Return the vehicle of a row of the library."""
    by_kind = {key.split(".", 1)[0]: key for key in knowledge_ids}
    return StoredVehicle(
        id=vehicle["id"],
        plain={key: vehicle.get(key) for key in PLAIN},
        model_id=by_kind.get("model"),
        engine_id=by_kind.get("engine"),
        personal=personal,
        has_personal_data=personal is not None if has_personal_data is None else has_personal_data,
        created_at=_moment(vehicle.get("created_at")),
        updated_at=_moment(vehicle.get("updated_at")),
    )


def _moment(value: Any) -> str | None:
    return value.iso_format() if value is not None else None

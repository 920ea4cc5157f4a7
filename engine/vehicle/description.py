"""A vehicle as somebody describes it, and what the graph knows of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VehicleDescription:
    """A vehicle as somebody describes it; every field may be missing.

    Attributes:
        text: anything, for example "Renault Clio IV 0.9 TCe 2014".
        powertrain: stated outright; wins over what the words and the engine say.
        vehicle_type: stated outright; wins over the model's.
    """

    make: str | None = None
    model: str | None = None
    engine: str | None = None
    text: str | None = None
    powertrain: str | None = None
    vehicle_type: str | None = None
    year: int | None = None
    mileage_km: int | None = None

    def words(self) -> str:
        """Return all names in one line."""
        return " ".join(part for part in (self.make, self.model, self.engine, self.text) if part)


@dataclass(frozen=True)
class RecognisedVehicle:
    """What the graph knows of the vehicle.

    Attributes:
        powertrains: possible ones; empty when unknown or in conflict, which filters nothing.
        vehicle_types: possible ones; empty when unknown.
        unrecognised: words of the description, as written, that nothing in the graph explains.
        ambiguous: labels of the models that it may be, when it may be several.
        conflicts: what contradicts itself: "powertrain", "vehicle_type" or "year".
    """

    make_id: str | None = None
    model_id: str | None = None
    engine_id: str | None = None
    label: str = ""
    powertrains: tuple[str, ...] = ()
    vehicle_types: tuple[str, ...] = ()
    year: int | None = None
    mileage_km: int | None = None
    unrecognised: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def ids(self) -> list[str]:
        """Ids of the model and the engine, as far as known."""
        return [key for key in (self.model_id, self.engine_id) if key]

    @property
    def make_code(self) -> str | None:
        """Name of the make as in trouble-code ids ("renault")."""
        return self.make_id.split(".", 1)[1] if self.make_id else None

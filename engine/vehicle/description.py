"""A vehicle as somebody describes it, and what the graph knows of it."""

from dataclasses import dataclass, field

from engine.vehicle.vin import DecodedVin


@dataclass(frozen=True)
class VehicleDescription:
    """A vehicle as somebody describes it; every field may be missing.

    Attributes:
        text: anything, for example "Renault Clio IV 0.9 TCe 2014".
        powertrain: stated outright; wins over what the words and the engine say.
        vehicle_type: stated outright; wins over the model's.
        vin: vehicle identification number; never shown, logged or repeated.
        vehicle_id: of a stored vehicle of the garage.
        garage_id: whose stored vehicle is meant.
    """

    make: str | None = None
    model: str | None = None
    engine: str | None = None
    text: str | None = None
    powertrain: str | None = None
    vehicle_type: str | None = None
    year: int | None = None
    mileage_km: int | None = None
    vin: str | None = field(default=None, repr=False)
    vehicle_id: str | None = None
    garage_id: str | None = None

    def words(self) -> str:
        """Return all names in one line."""
        return " ".join(part for part in (self.make, self.model, self.engine, self.text) if part)


@dataclass(frozen=True)
class PossibleVehicle:
    """What a vehicle may be, for the fitment of parts; an empty set is "anything".

    Attributes:
        models: ids of the models that the description names, all generations that it may be.
        engines: ids of the engines that it names.
        sold_engines: ids of all engines of these models; empty when the description names an
            engine that the graph does not know.
    """

    models: frozenset[str] = frozenset()
    engines: frozenset[str] = frozenset()
    sold_engines: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RecognisedVehicle:
    """What the graph knows of the vehicle.

    Attributes:
        powertrains: possible ones; empty when unknown or in conflict, which filters nothing.
        vehicle_types: possible ones; empty when unknown.
        unrecognised: words of the description, as written, that nothing in the graph explains.
        ambiguous: labels of the models that it may be, when it may be several.
        conflicts: what contradicts itself: "powertrain", "vehicle_type" or "year"; or the VIN
            ("vin_make", "vin_model", "vin_year") or the stored vehicle ("stored_make" ...).
        did_you_mean: labels that resemble what was not recognised, the likeliest first.
        possible: what the vehicle may be as far as fitment of parts goes.
        decoded: what the VIN says, without the VIN.
        vehicle_id: of the stored vehicle that was used.
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
    did_you_mean: tuple[str, ...] = ()
    possible: PossibleVehicle = field(default_factory=PossibleVehicle)
    decoded: DecodedVin | None = None
    vehicle_id: str | None = None

    @property
    def ids(self) -> list[str]:
        """Ids of the model and the engine, as far as known."""
        return [key for key in (self.model_id, self.engine_id) if key]

    @property
    def has_history(self) -> bool:
        """Whether a stored vehicle or a mileage is known (section 9, "confidence")."""
        return self.mileage_km is not None or self.vehicle_id is not None

    @property
    def is_known(self) -> bool:
        """Whether anything tells which vehicles it may be."""
        return bool(self.make_id or self.possible.models or self.powertrains or self.vehicle_types)

    @property
    def make_code(self) -> str | None:
        """Name of the make as in trouble-code ids ("renault")."""
        return self.make_id.split(".", 1)[1] if self.make_id else None

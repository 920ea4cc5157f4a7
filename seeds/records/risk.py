"""Risk curves: how probable it is that a part has failed by a mileage (KG v2.8.7)."""

from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from graph.vocabulary import Powertrain, VehicleType
from seeds.records.shared_fields import Bilingual, Id, Labelled, Record, Share

Category = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]


class RiskPoint(Record):
    """The cumulative probability of failure, 0 to 1, by a mileage; a name for what comes then."""

    km: Annotated[int, Field(ge=0, le=2_000_000)]
    risk: Share
    label: Bilingual | None = None


class RiskCurveRecord(Labelled):
    """One curve; the most specific one that fits a vehicle answers for its part category.

    Attributes:
        label: name of the part category, as drivers and workshops say it.
        vehicle_category: vehicle type that it holds for; none: all.
        engine_type: powertrain that it holds for; none: all.
        risk_points: km strictly rising, risk never falling.
        parts: parts that fail like this.
    """

    part_category: Category
    vehicle_category: VehicleType | None = None
    engine_type: Powertrain | None = None
    risk_points: tuple[RiskPoint, ...] = Field(min_length=2, max_length=60)
    parts: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _rises(self) -> Self:
        for before, after in pairwise(self.risk_points):
            if after.km <= before.km:
                raise ValueError(f"km must rise strictly: {after.km} comes after {before.km}")
            if after.risk < before.risk:
                raise ValueError(
                    f"risk is cumulative and never falls: {after.risk} at {after.km} km comes "
                    f"after {before.risk}"
                )
        if self.risk_points[-1].risk >= 1.0:
            raise ValueError("risk must stay below 1: nothing fails for certain")
        if self.risk_points[0].km == 0 and self.risk_points[0].risk > 0:
            raise ValueError("risk at 0 km must be 0")
        return self

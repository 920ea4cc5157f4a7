"""Faults that recur on a model or an engine, told by patterns of names (KG v2.8.12)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from graph.vocabulary import Severity
from seeds.records.fault import Km, Year
from seeds.records.shared_fields import Id, Record, Share, Sourced

Pattern = Annotated[str, Field(min_length=1, max_length=100)]


class KmRange(Record):
    """Mileages in km, both ends included."""

    start: Km
    end: Km

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.end < self.start:
            raise ValueError("end must not be below start")
        return self


class YearRange(Record):
    """Model years, both ends included; without an end: until today."""

    start: Year
    end: Year | None = None

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise ValueError("end must not be below start")
        return self


class RecurringPatternRecord(Sourced):
    """A fault that recurs on all vehicles whose names match; names as in the source's table.

    ``*`` and ``%`` both stand for anything, also nothing; case and accents do not count. Both
    patterns must hold where both are given.

    Attributes:
        vehicle_model_pattern: ``Peugeot 308*``; ``%`` for every model.
        engine_pattern: ``1.5 dCi*``; none: whatever the engine.
        except_targets: models or engines that a pattern catches by their names, but must not.
        frequency_rate: share of such vehicles that had it by the end of the km range.
        probability_boost: lifts a fault of probability .2 by that much (requirements section 9).
    """

    fault: Id
    vehicle_model_pattern: Pattern
    engine_pattern: Pattern | None = None
    except_targets: tuple[Id, ...] = ()
    year_range: YearRange | None = None
    typical_km_range: KmRange | None = None
    frequency_rate: Share | None = None
    severity: Severity = Severity.MEDIUM
    probability_boost: Annotated[float, Field(ge=-0.19, le=0.75)] = 0.20
    confidence: Share | None = 0.7

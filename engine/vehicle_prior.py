"""Priors of faults for one vehicle: recurring faults lift them, the rest stays as authored."""

import math

import numpy as np

from cypher.rows.diagnosis import TraceEvidenceRow
from engine.inference.posterior import Prior
from engine.vehicle import RecognisedVehicle
from engine.verdict import RecurringFactor


def recurring_factors(
    row: TraceEvidenceRow, vehicle: RecognisedVehicle
) -> dict[str, tuple[RecurringFactor, ...]]:
    """Return the recurring-fault relationships whose km and year ranges hold, by fault.

    A range holds when the vehicle's value is unknown: then nothing contradicts it.
    """
    found: dict[str, list[RecurringFactor]] = {}
    for fault, target, multiplier, km_from, km_to, year_from, year_to in sorted(row.affects):
        in_km = _within(vehicle.mileage_km, km_from, km_to)
        if in_km and _within(vehicle.year, year_from, year_to):
            found.setdefault(fault, []).append(RecurringFactor(target, multiplier))
    return {fault: tuple(factors) for fault, factors in found.items()}


def vehicle_prior(
    row: TraceEvidenceRow,
    fault_ids: list[str],
    factors: dict[str, tuple[RecurringFactor, ...]],
) -> Prior:
    """Return prior masses of the read faults in the order of ``fault_ids``, and of the rest.

    A fault's mass is multiplied by its factor, then everything is normalised again, the unlisted
    cause included: p' = m p / (1 + sum over lifted faults of (m - 1) p). For a single lifted fault
    its odds change by exactly m, and the ratios among all others stay (section 9, row
    "probability_boost"). The mass of the faults that were not read is the stored sum minus what
    was read, which equals a read of all faults (row "posterior").
    """
    rates = {fault_id: rate for fault_id, rate, _, _ in row.faults}
    read = np.asarray([rates[key] for key in fault_ids], dtype=np.float64)
    lifts = np.asarray([_lift(factors.get(key, ())) for key in fault_ids], dtype=np.float64)
    masses = read * lifts
    count = sum(faults for _, _, _, faults in row.prior_mass)
    total = math.fsum(mass for _, _, mass, _ in row.prior_mass)
    untouched = max(total - math.fsum(read), 0.0) if count > len(fault_ids) else 0.0
    before = math.fsum([*read, untouched])
    after = math.fsum([*masses, untouched])
    return Prior(masses, untouched, _unlisted_share(row.unlisted_prior, before, after))


def _unlisted_share(share: float, before: float, after: float) -> float:
    """Return the unlisted share after the listed mass changed and the unlisted mass did not."""
    if before <= 0.0:
        return share
    return share / (share + (1.0 - share) * after / before)


def _lift(factors: tuple[RecurringFactor, ...]) -> float:
    """Return the strongest factor: a model and its engine often tell of the same weakness."""
    multipliers = [factor.odds_multiplier for factor in factors]
    return max(multipliers, key=lambda m: abs(math.log(m)), default=1.0)


def _within(value: int | None, low: int | None, high: int | None) -> bool:
    if value is None:
        return True
    return (low is None or value >= low) and (high is None or value <= high)

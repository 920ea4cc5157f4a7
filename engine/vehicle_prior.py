"""Priors of faults for one vehicle: recurring faults lift them, the rest stays as authored."""

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

    The strongest factor counts once: a model and its engine often tell of the same weakness.
    The mass of the faults that were not read is the stored sum minus what was read, which equals
    a read of all faults (requirements section 9, "posterior").
    """
    rates = {fault_id: rate for fault_id, rate, _, _ in row.faults}
    masses = [_lifted(rates[key], factors.get(key, ())) for key in fault_ids]
    total = sum(mass for _, _, mass, _ in sorted(row.prior_mass))
    read = sum(rates[key] for key in fault_ids)
    count = sum(faults for _, _, _, faults in row.prior_mass)
    untouched = max(total - read, 0.0) if count > len(fault_ids) else 0.0
    return Prior(np.asarray(masses, dtype=np.float64), untouched, row.unlisted_prior)


def _lifted(rate: float, factors: tuple[RecurringFactor, ...]) -> float:
    if not factors:
        return rate
    strongest = max((factor.odds_multiplier for factor in factors), key=lambda m: abs(np.log(m)))
    odds = rate / (1.0 - rate) * strongest
    return odds / (1.0 + odds)


def _within(value: int | None, low: int | None, high: int | None) -> bool:
    if value is None:
        return True
    return (low is None or value >= low) and (high is None or value <= high)

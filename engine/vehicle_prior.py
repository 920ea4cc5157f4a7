"""Priors of faults for one vehicle: recurring faults lift them, confirmed outcomes pull them."""

import math
from collections.abc import Mapping

import numpy as np

from cypher.rows.diagnosis import TraceEvidenceRow
from engine.inference.hazard import hazard_ratio
from engine.inference.posterior import Prior
from engine.inference.scope_pooling import pooled_prior_chain
from engine.vehicle import RecognisedVehicle
from engine.verdict import RecurringFactor
from graph.pooling import POOLING_CASES


def recurring_factors(
    row: TraceEvidenceRow, vehicle: RecognisedVehicle
) -> dict[str, tuple[RecurringFactor, ...]]:
    """Return the recurring-fault relationships that hold for this vehicle, by fault.

    A km or year range holds when the vehicle's value is unknown: then nothing contradicts it. One
    that is bound to some models of an engine needs one of them: both of its patterns must hold.
    """
    found: dict[str, list[RecurringFactor]] = {}
    for fault, target, multiplier, *ranges, _, relation_id, models in sorted(
        row.affects, key=lambda item: (item[0], item[1], item[8])
    ):
        km_from, km_to, year_from, year_to = ranges
        in_km = _within(vehicle.mileage_km, km_from, km_to)
        on_model = models is None or vehicle.model_id in models
        in_years = _within(vehicle.year, year_from, year_to)
        if multiplier is not None and in_km and in_years and on_model:
            found.setdefault(fault, []).append(RecurringFactor(target, multiplier, relation_id))
    return {fault: tuple(factors) for fault, factors in found.items()}


def vehicle_prior(
    row: TraceEvidenceRow,
    fault_ids: list[str],
    factors: Mapping[str, tuple[RecurringFactor, ...]],
    mileage_km: int | None = None,
) -> Prior:
    """Return prior masses of the read faults in the order of ``fault_ids``, and of the rest.

    A fault's mass is multiplied by its factor, then everything is normalised again, the unlisted
    cause included: p' = m p / (1 + sum over lifted faults of (m - 1) p). For a single lifted fault
    its odds change by exactly m, and the ratios among all others stay (section 9, row
    "probability_boost"). A risk curve lifts or lowers a fault by its hazard at the mileage beside
    its mean hazard. Confirmed outcomes on this model and engine then pull the prior to what
    was counted there (row "fault prior"). The mass of the faults that were not read is the stored
    sum minus what was read, which equals a read of all faults (row "posterior"): faults with a
    factor or with outcomes are always read.
    """
    rates = {fault_id: rate for fault_id, rate, *_ in row.faults}
    read = np.asarray([rates[key] for key in fault_ids], dtype=np.float64)
    ageing = _ageing(row, mileage_km)
    lifts = np.asarray(
        [_lift(factors.get(key, ())) * ageing.get(key, 1.0) for key in fault_ids], dtype=np.float64
    )
    count = sum(faults for _, _, _, faults in row.prior_mass)
    total = math.fsum(mass for _, _, mass, _ in row.prior_mass)
    untouched = max(total - math.fsum(read), 0.0) if count > len(fault_ids) else 0.0
    before = math.fsum([*read, untouched])
    lifted = Prior(read * lifts, untouched, row.unlisted_prior)
    after = math.fsum([*lifted.faults, untouched])
    share = _unlisted_share(row.unlisted_prior, before, after)
    return _pooled(row, fault_ids, Prior(lifted.faults, untouched, share))


def _pooled(row: TraceEvidenceRow, fault_ids: list[str], prior: Prior) -> Prior:
    """Pool the prior with the outcomes that were confirmed on this model, then on this engine.

    (n_fs + k p) / (n_s + k), for the untouched faults and the unlisted cause with n_fs = 0. The
    masses keep their scale: they are rates among workshop visits.
    """
    listed = math.fsum([*prior.faults, prior.untouched])
    if not row.exposure or listed <= 0.0:
        return prior
    counts: dict[tuple[str, str], float] = {}
    for fault, target, *_, seen, _, _ in row.affects:  # several patterns tell of one target
        counts[fault, target] = counts.get((fault, target), 0.0) + (seen or 0.0)
    scopes = [
        (np.asarray([counts.get((key, target), 0) for key in fault_ids] + [0, 0], float), outcomes)
        for target, outcomes in sorted(row.exposure, key=lambda item: _widest_first(item[0]))
    ]
    shares = pooled_prior_chain(np.exp(prior.log_masses()), scopes, POOLING_CASES)
    scale = listed / (1.0 - prior.unlisted_share) if prior.unlisted_share < 1.0 else 1.0
    total = float(shares.sum())
    masses = shares / total * scale
    return Prior(masses[:-2], float(masses[-2]), float(shares[-1]) / total)


def _widest_first(target: str) -> tuple[bool, str]:
    """Sort a model before its engine: the engine is what most faults go with."""
    return (target.startswith("engine."), target)


def _unlisted_share(share: float, before: float, after: float) -> float:
    """Return the unlisted share after the listed mass changed and the unlisted mass did not."""
    if before <= 0.0:
        return share
    return share / (share + (1.0 - share) * after / before)


def _lift(factors: tuple[RecurringFactor, ...]) -> float:
    """Return the strongest factor: a model and its engine often tell of the same weakness."""
    multipliers = [factor.odds_multiplier for factor in factors]
    return max(multipliers, key=lambda m: abs(math.log(m)), default=1.0)


def _ageing(row: TraceEvidenceRow, mileage_km: int | None) -> dict[str, float]:
    """Return the hazard ratio of each fault: that of the part it most probably needs.

    Of several curves of that part the most specific one counts, as far as it is trusted.
    """
    if mileage_km is None:
        return {}
    curves = sorted(row.curves, key=lambda curve: (curve[1], curve[4], curve[2], curve[3]))
    return {
        fault: hazard_ratio(mileage_km, np.asarray(km, float), np.asarray(risk), trust)
        for fault, _, km, risk, _, trust in curves
    }


def _within(value: int | None, low: int | None, high: int | None) -> bool:
    if value is None:
        return True
    return (low is None or value >= low) and (high is None or value <= high)

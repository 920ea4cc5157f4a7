"""What a vehicle's known weaknesses do to the probability of a fault (KG v2.8.12)."""

from engine.inference.posterior import posterior
from engine.turn import Turn
from engine.vehicle_prior import vehicle_prior


def boost_applied(turn: Turn, at: int) -> float:
    """Return the fault's posterior minus the one without its own recurring-fault factors.

    Everything else stays: findings, the factors of other faults, risk curves and confirmed
    outcomes. 0 for a fault without a factor (section 9, "probability_boost").

    Args:
        turn: what is inferred from.
        at: row of the fault.
    """
    fault_ids = turn.network.fault_ids
    if fault_ids[at] not in turn.factors:
        return 0.0
    others = {key: found for key, found in turn.factors.items() if key != fault_ids[at]}
    plain = vehicle_prior(turn.row, list(fault_ids), others, turn.vehicle.mileage_km)
    without = posterior(plain, turn.evidence)
    return float(turn.posterior.faults[at] - without.faults[at])

"""Why a fault may have arisen, given how the vehicle is used (KG v2.8.10): no input or output.

Each context that holds multiplies the odds of its root cause against the fault's other causes
(requirements section 9, "context_boost": .20 lifts a share of .2 to .4):

    share' = share * m / (sum of share * m over the fault's causes + what is left to unlisted ones)

so that the shares, unlisted causes included, add up to what they did before.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.evidence import KnownFinding
from engine.vehicle import RecognisedVehicle
from engine.verdict import RootCauseAnswer
from graph.contexts import CaseFacts, parse_context
from graph.taxonomies import TAXONOMIES


def case_facts(
    vehicle: RecognisedVehicle,
    usage: Iterable[str],
    circumstances: Iterable[Mapping[str, str]],
    year_now: int | None = None,
) -> CaseFacts:
    """Return what is known of a case.

    Args:
        vehicle: a powertrain or a type counts only when it is the only possible one.
        usage: how the vehicle is used (``UsageHint``).
        circumstances: of the case and of each present finding, by taxonomy.
        year_now: for the vehicle's age; without it the age is not known.
    """
    measured: dict[str, float] = {}
    if vehicle.mileage_km is not None:
        measured["mileage_km"] = float(vehicle.mileage_km)
    if vehicle.year is not None and year_now is not None:
        measured["vehicle_age_years"] = float(max(year_now - vehicle.year, 0))
    stated = list(circumstances)
    return CaseFacts(
        measured,
        {
            "usage": frozenset(usage),
            "powertrain": _only(vehicle.powertrains),
            "vehicle_type": _only(vehicle.vehicle_types),
            **{
                name: frozenset(each[name] for each in stated if name in each)
                for name in TAXONOMIES
            },
        },
    )


def circumstances_of(
    known: Mapping[str, KnownFinding], context: Mapping[str, str]
) -> list[Mapping[str, str]]:
    """Return the circumstances of a case: its own, and those of what is present."""
    return [context, *(item.qualifiers for item in known.values() if item.is_present)]


def root_causes(causes: Sequence[Mapping[str, Any]], facts: CaseFacts) -> list[RootCauseAnswer]:
    """Return the root causes of one fault, the likeliest first, ties by id.

    Args:
        causes: display data with ``share``, ``contexts`` and ``context_boost``.
        facts: what is known of the case.
    """
    shares = [_share(cause) for cause in causes]
    boosts = [_boosts(cause, facts) for cause in causes]
    raised = [
        share * math.prod(odds for _, odds in held)
        for share, held in zip(shares, boosts, strict=True)
    ]
    known = sum(shares)
    unlisted = max(1.0 - known, 0.0)
    scale = (known + unlisted) / (sum(raised) + unlisted) if causes else 1.0
    found = [
        RootCauseAnswer(share * scale, usual, held, cause)
        for share, usual, held, cause in zip(raised, shares, boosts, causes, strict=True)
    ]
    return sorted(found, key=lambda item: (-item.share, str(item.node["id"])))


def _share(cause: Mapping[str, Any]) -> float:
    share = cause.get("share")
    return 0.5 if share is None else float(share)


def _boosts(cause: Mapping[str, Any], facts: CaseFacts) -> tuple[tuple[str, float], ...]:
    written = zip(cause.get("contexts") or (), cause.get("context_boost") or (), strict=True)
    return tuple((each, float(odds)) for each, odds in written if facts.holds(parse_context(each)))


def _only(values: Sequence[str]) -> frozenset[str]:
    return frozenset(values) if len(values) == 1 else frozenset()

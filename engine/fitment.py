"""Which parts fit the vehicle (KG v2.8.6, D7), and in which order they are offered.

A part FITS models and engine families. One without any such relationship is a generic part of all
vehicles that its fault applies to. Where the vehicle is not known well enough, the answer is None
and never a guess: a part for one engine fits a model "perhaps" until the engine is known.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from engine.safety import Sale
from engine.vehicle import RecognisedVehicle
from engine.verdict import RepairPlan

_ENGINE = "engine."


class SaleReason(StrEnum):
    """Why a part is not simply allowed for sale."""

    DOES_NOT_FIT = "does_not_fit"
    SAFETY = "safety"


@dataclass(frozen=True)
class OfferedPart:
    """A part, or what can stand in for it, as it may be offered for this vehicle.

    Attributes:
        part: id, labels, prices, gamme_id and, of a needed part, its part in the repair.
        fits: True, False, or None when it cannot be told.
        weight: P(needed | fault) of a needed part, P(does its job) of a substitute.
        sale_reason: why it is warned or disabled, or None.
    """

    part: Mapping[str, Any]
    fits: bool | None
    weight: float
    sale: Sale
    sale_reason: SaleReason | None
    substitutes: tuple["OfferedPart", ...] = ()


def offered_parts(
    parts: Iterable[Mapping[str, Any]],
    vehicle: RecognisedVehicle,
    sale_of: Callable[[str], Sale],
    *,
    applies: bool = True,
) -> tuple[OfferedPart, ...]:
    """Return the parts of a fault: those that fit first, then required, priority, probability.

    Args:
        parts: of the fault, as the display query returns them.
        vehicle: as far as known.
        sale_of: what the safety gate allows for a part of this fault, by its id.
        applies: whether the fault can occur on the vehicle; else nothing of it fits.
    """
    found = [_offered(part, vehicle, sale_of, applies=applies) for part in parts]
    return tuple(sorted(found, key=_order))


def fits(targets: Collection[str], vehicle: RecognisedVehicle) -> bool | None:
    """Return whether a part for these models and engines fits; no targets: a generic part.

    A generic part fits every known vehicle. An engine that only the model's list tells can rule a
    part out, but never in: the list may be incomplete.
    """
    if not targets:
        return True if vehicle.is_known else None
    possible = vehicle.possible
    engines = frozenset(key for key in targets if key.startswith(_ENGINE))
    models = frozenset(targets) - engines
    answers = [_within(possible.models, models)] if models else []
    if engines:
        by_name = _within(possible.engines, engines)
        sold = _within(possible.sold_engines, engines)
        answers.append(by_name if possible.engines else (False if sold is False else None))
    if True in answers:
        return True
    return None if None in answers else False


def fitting_plan(
    plan: RepairPlan, names: Mapping[str, Mapping[str, Any]], vehicle: RecognisedVehicle
) -> RepairPlan:
    """Return a repair plan without the parts that do not fit the vehicle.

    A basket that needs one of them cannot be had: it becomes empty and covers nothing.
    """

    def is_wrong(part_id: str) -> bool:
        return fits(names.get(part_id, {}).get("fits") or (), vehicle) is False

    kept = tuple(item for item in plan.parts if not is_wrong(item.part_id))
    if any(is_wrong(part_id) for part_id in plan.basket):
        return replace(plan, parts=kept, basket=(), basket_covers=0.0)
    return replace(plan, parts=kept)


def _within(possible: Collection[str], wanted: Collection[str]) -> bool | None:
    """Return whether all, none or an unknown share of what it may be is wanted."""
    if not possible:
        return None
    shared = set(possible) & set(wanted)
    if not shared:
        return False
    return True if shared == set(possible) else None


def _offered(
    part: Mapping[str, Any],
    vehicle: RecognisedVehicle,
    sale_of: Callable[[str], Sale],
    *,
    applies: bool,
) -> OfferedPart:
    fit = fits(part.get("fits") or (), vehicle) if applies else False
    others = [
        _offered(other, vehicle, sale_of, applies=applies)
        for other in part.get("substitutes") or ()
    ]
    sale = sale_of(part["id"])
    allowed = Sale.DISABLED if fit is False else sale
    reason = SaleReason.DOES_NOT_FIT if fit is False else None
    if reason is None and sale is not Sale.ALLOWED:
        reason = SaleReason.SAFETY
    return OfferedPart(
        part=part,
        fits=fit,
        weight=float(part.get("weight") or 0.0),
        sale=allowed,
        sale_reason=reason,
        substitutes=tuple(sorted((o for o in others if o.fits is not False), key=_order)),
    )


def _order(item: OfferedPart) -> tuple[int, bool, int, float, str]:
    place = {True: 0, None: 1, False: 2}[item.fits]
    required = bool(item.part.get("is_required", True))
    return (place, not required, int(item.part.get("priority") or 1), -item.weight, item.part["id"])

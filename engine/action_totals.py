"""Total time, labour cost and do-it-yourself feasibility of the actions of a fault (KG v2.8.11).

The rule: mandatory actions are done, in order, and count in both ends of each range; the others
depend on what is found, so they count in the upper end only. Where no action is mandatory one of
them is done, so the least of them is the lower end.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.vocabulary import ActionDifficulty, SafetyLevel
from graph.vocabulary_answers import Hazard

_EASY = (ActionDifficulty.DEBUTANT, ActionDifficulty.AMATEUR)
_DANGEROUS = (SafetyLevel.CRITICAL, SafetyLevel.URGENT)


@dataclass(frozen=True)
class Totals:
    """What the actions of one fault take.

    Attributes:
        minutes: least and most.
        labor_eur: least and most, in EUR.
        diy_feasible: an owner can do every mandatory action, nothing dangerous is touched.
    """

    minutes: tuple[int, int]
    labor_eur: tuple[float, float]
    diy_feasible: bool


def action_totals(
    actions: Sequence[Mapping[str, Any]], safety_level: str, hazards: Iterable[str] = ()
) -> Totals | None:
    """Return the totals of the actions of one fault; None without any action.

    Args:
        actions: display data, ``is_mandatory`` included.
        safety_level: of the fault, or of the whole answer where that is worse.
        hazards: of the systems that the fault belongs to (``Hazard``).
    """
    if not actions:
        return None
    mandatory = [item for item in actions if item.get("is_mandatory", True)]
    can_do = bool(mandatory) and all(item["difficulty"] in _EASY for item in mandatory)
    is_safe = safety_level not in _DANGEROUS and Hazard.HIGH_VOLTAGE not in hazards
    minutes = _range(actions, mandatory, "duration_minutes", "duration_minutes")
    return Totals(
        minutes=(round(minutes[0]), round(minutes[1])),
        labor_eur=_range(actions, mandatory, "labor_cost_min_eur", "labor_cost_max_eur"),
        diy_feasible=can_do and is_safe,
    )


def _range(
    actions: Sequence[Mapping[str, Any]],
    mandatory: Sequence[Mapping[str, Any]],
    least: str,
    most: str,
) -> tuple[float, float]:
    """Return the sum of the mandatory ones, or the least of all, and the sum of all."""
    low = [float(item.get(least) or 0) for item in mandatory or actions]
    high = sum(float(item.get(most) or 0) for item in actions)
    return (sum(low) if mandatory else min(low)), high

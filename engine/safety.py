"""The safety gate: one rule over the summed probability of dangerous faults (KG v2.8.3).

A level is raised when the summed probability of faults of that level or worse, over all ranks and
the faults that were not read, reaches its threshold (requirements section 9, "safety gate"). The
behaviour of each level is the table of the source document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.turn import Turn
from engine.verdict import SafetyAnswer
from graph.vocabulary import SafetyLevel

#: Most dangerous first, as the vocabulary lists them; normal needs no threshold.
_RAISED = (SafetyLevel.CRITICAL, SafetyLevel.URGENT, SafetyLevel.WARNING)
#: A critical fault among so many first ones stops every sale.
_FIRST = 3
#: ... and so does this summed probability of critical faults.
_STOP_ALL_SALES = 0.20
#: The faults that are named hold this share of the probability that raised the level.
_NAMED_SHARE = 0.9


class Sale(StrEnum):
    """What may be sold (KG v2.8.3)."""

    ALLOWED = "allowed"
    WARNED = "warned"
    DISABLED = "disabled"


@dataclass(frozen=True)
class SafetyThresholds:
    """Summed probability, 0 to 1, at which a level is raised; low, so that few are missed."""

    critical: float = 0.05
    urgent: float = 0.10
    warning: float = 0.20


def level_probabilities(turn: Turn) -> dict[SafetyLevel, float]:
    """Return the posterior of each level, summed over read and unread faults.

    The unread faults share one likelihood, so their posterior is divided like their prior mass.
    """
    sums = dict.fromkeys(SafetyLevel, 0.0)
    for level, probability in zip(turn.safety_levels, turn.posterior.faults, strict=True):
        sums[SafetyLevel(level)] += float(probability)
    for level, share in _unread_shares(turn).items():
        sums[level] += turn.posterior.untouched * share
    return sums


def safety_gate(turn: Turn, thresholds: SafetyThresholds) -> SafetyAnswer:
    """Return the level, what may be sold, and the faults that raised it, the likeliest first.

    As long as nothing is present nothing is raised: how common dangerous faults are is no alert.
    """
    if not any(turn.present):
        return SafetyAnswer(SafetyLevel.NORMAL.value, Sale.ALLOWED.value, 0.0, ())
    sums = level_probabilities(turn)
    level = _level(sums, thresholds)
    dangerous = [name for name in SafetyLevel if _rank(name) <= _rank(level)]
    because = _because(turn, dangerous) if level is not SafetyLevel.NORMAL else ()
    return SafetyAnswer(
        level=level.value,
        sale=_sale(level, sums[SafetyLevel.CRITICAL], turn).value,
        probability=sum(sums[name] for name in dangerous if name is not SafetyLevel.NORMAL),
        because=because,
        disabled_parts=_parts_of_critical(turn) if level is SafetyLevel.CRITICAL else frozenset(),
    )


def part_sale(gate: SafetyAnswer, fault_level: str, part_id: str = "") -> Sale:
    """Return what holds for a part: one that a critical fault needs is not sold while it may be.

    Args:
        gate: the answer of the safety gate.
        fault_level: of the fault it is offered for; normal where it is offered for none.
        part_id: of the part; it may serve a critical fault as well as the one it is offered for.
    """
    if gate.level == SafetyLevel.CRITICAL and fault_level == SafetyLevel.CRITICAL:
        return Sale.DISABLED
    return Sale.DISABLED if part_id in gate.disabled_parts else Sale(gate.sale)


def _parts_of_critical(turn: Turn) -> frozenset[str]:
    level_of = dict(zip(turn.network.fault_ids, turn.safety_levels, strict=True))
    return frozenset(
        part[0]
        for item in turn.row.candidates
        if level_of[item.fault] == SafetyLevel.CRITICAL
        for part in item.parts or ()
    )


def certain_sale(fault_level: str) -> Sale:
    """Return what holds for the parts of a fault that is certain: what its own level says."""
    if fault_level == SafetyLevel.CRITICAL:
        return Sale.DISABLED
    return Sale.WARNED if fault_level == SafetyLevel.URGENT else Sale.ALLOWED


def _level(sums: Mapping[SafetyLevel, float], thresholds: SafetyThresholds) -> SafetyLevel:
    total = 0.0
    for level in _RAISED:
        total += sums[level]
        if total >= getattr(thresholds, level.value):
            return level
    return SafetyLevel.NORMAL


def _sale(level: SafetyLevel, critical: float, turn: Turn) -> Sale:
    if level is SafetyLevel.CRITICAL:
        leads = any(turn.safety_levels[at] == level for at in turn.order[:_FIRST])
        return Sale.DISABLED if leads or critical >= _STOP_ALL_SALES else Sale.WARNED
    return Sale.WARNED if level is SafetyLevel.URGENT else Sale.ALLOWED


def _because(turn: Turn, dangerous: list[SafetyLevel]) -> tuple[str, ...]:
    """Return the fewest faults that hold most of the dangerous probability of the read ones."""
    rows = [at for at in turn.order if turn.safety_levels[at] in dangerous]
    wanted = _NAMED_SHARE * sum(float(turn.posterior.faults[at]) for at in rows)
    named, held = [], 0.0
    for at in rows:
        if held >= wanted:
            break
        named.append(turn.network.fault_ids[at])
        held += float(turn.posterior.faults[at])
    return tuple(named)


def _unread_shares(turn: Turn) -> dict[SafetyLevel, float]:
    left = dict.fromkeys(SafetyLevel, 0.0)
    for _, level, mass, _ in turn.row.prior_mass:
        left[SafetyLevel(level)] += mass
    for _, rate, _, level, _ in turn.row.faults:
        left[SafetyLevel(level)] -= rate
    left = {level: max(mass, 0.0) for level, mass in left.items()}
    total = sum(left.values())
    return {level: mass / total if total > 0 else 0.0 for level, mass in left.items()}


def _rank(level: SafetyLevel) -> int:
    return list(SafetyLevel).index(level)

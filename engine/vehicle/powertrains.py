"""Settle the powertrains a vehicle may have from what is stated and what the graph knows (G4b)."""

from collections.abc import Collection
from typing import NamedTuple

from graph.vocabulary import Powertrain

_PETROL, _LPG = Powertrain.PETROL.value, Powertrain.LPG.value
_HYBRID, _PLUG_IN = Powertrain.HYBRID.value, Powertrain.PLUG_IN_HYBRID.value
_ELECTRIC, _FUEL_CELL = Powertrain.BATTERY_ELECTRIC.value, Powertrain.FUEL_CELL.value
#: One vehicle may be called both: it burns gas and petrol, or petrol beside its battery.
_COMPATIBLE = frozenset(
    frozenset(pair)
    for pair in (
        (_PETROL, _LPG),
        (_PETROL, _HYBRID),
        (_PETROL, _PLUG_IN),
        (_LPG, _HYBRID),
        (_HYBRID, _PLUG_IN),
    )
)
#: Stating the first makes the second redundant: a plug-in hybrid is petrol, electric and hybrid.
_IMPLIES = {
    _PLUG_IN: {_HYBRID, _PETROL, _ELECTRIC},
    _HYBRID: {_PETROL, _ELECTRIC},
    _FUEL_CELL: {_ELECTRIC},
}
#: A hybrid that is stated does not turn a model sold with petrol engines alone into one.
_NOT_FROM = {(_HYBRID, _PETROL), (_PLUG_IN, _PETROL)}


class Settled(NamedTuple):
    """Possible powertrains, and whether what is stated contradicts what is known."""

    kinds: tuple[str, ...]
    conflict: bool


def without_implied(stated: Collection[str]) -> set[str]:
    """Return the stated powertrains without those that another one implies."""
    implied = {kind for main in stated for kind in _IMPLIES.get(main, ())}
    return set(stated) - implied


def goes_with(stated: str, known: str) -> bool:
    """Return whether a vehicle known to have one powertrain may be said to have the other."""
    if (stated, known) in _NOT_FROM:
        return False
    return stated == known or frozenset((stated, known)) in _COMPATIBLE


def settle(stated: Collection[str], excluded: Collection[str], known: Collection[str]) -> Settled:
    """Return the possible powertrains; a contradiction filters nothing.

    Args:
        stated: what the description says, implied ones left out.
        excluded: what it denies.
        known: what the recognised engine or models have; empty when unknown.
    """
    if any(not any(goes_with(kind, other) for other in known) for kind in stated if known):
        return Settled((), conflict=True)
    possible = _combined(stated, known) if stated else set(known)
    remaining = possible - set(excluded)
    return Settled(tuple(sorted(remaining)), conflict=bool(possible) and not remaining)


def _combined(stated: Collection[str], known: Collection[str]) -> set[str]:
    """Return each stated one, with its companions where the graph knows no exact match."""
    found = set(stated)
    for kind in stated:
        if kind not in known:
            found |= {other for other in known if goes_with(kind, other)}
        elif kind == _LPG:
            found |= {_PETROL} & set(known)
    return found

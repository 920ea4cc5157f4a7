"""Which part of a Bayesian network is a noisy-OR network, and how far the rest is from one.

A table of a binary variable with binary parents is a noisy-OR with leak when, for a choice of which
state counts as "present" for each, P(absent | parents) = (1 - leak) prod over present parents of
(1 - w). The leak is read from the row without a present parent, each w from the row with that one
parent present: the rates that a graph would state. The fit's error is the largest difference of a
probability anywhere in the table.

A part fits when the choices agree between all tables: `fitting_part` grows it from the roots, so
that it holds all ancestors of its variables and the rest may be left out without changing it. A
variable whose own table does not fit may still be a root of the part, with its marginal as prior,
when its ancestors act on the rest through it alone (`with_cuts`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from engine.bench.quality.bayes_networks import BayesNetwork
from engine.inference.network import Network
from engine.inference.posterior import EPSILON, Floats, Prior

#: Differences up to this are rounding of the file's digits.
TOLERANCE = 1e-9
_BINARY = 2


@dataclass(frozen=True)
class NoisyOrFit:
    """A table as a noisy-OR.

    Attributes:
        present: which state of the variable counts as present.
        parents_present: for each parent, which state does; None where it changes nothing.
        leak: P(present | no parent present).
        rates: P(present | only this parent present), for each parent.
        error: largest difference to the table.
    """

    present: int
    parents_present: tuple[int | None, ...]
    leak: float
    rates: tuple[float, ...]
    error: float


@dataclass(frozen=True)
class FittingPart:
    """A part of a network as the engine's own network.

    Attributes:
        network: faults are the variables with children in the part, observables those without;
            prior masses are odds.
        causes: shape (f, f), P(fault j | fault i).
        present: which state counts as present, of each variable.
        error: largest difference of any table to its noisy-OR.
    """

    network: Network
    causes: Floats
    present: Mapping[str, int]
    error: float


def fits(network: BayesNetwork, name: str, prefer: int = 0) -> list[NoisyOrFit]:
    """Return the fits of a variable's table with either state as present, the better first.

    Of two that fit, the one whose present state is `prefer` comes first. A variable that is not
    binary, or has a parent that is not, has none.
    """
    table = network.tables[name]
    if any(size != _BINARY for size in table.shape):
        return []
    found = [_fit(table, state) for state in (prefer, 1 - prefer)]
    return sorted(found, key=lambda fit: max(fit.error, TOLERANCE))


def fitting_part(network: BayesNetwork, tolerance: float = TOLERANCE) -> FittingPart | None:
    """Return the larger part found whose tables are noisy-OR within a tolerance, or None.

    Variables are taken with parents first; one that contradicts the choices made before is left
    out with its descendants. Both states are tried as the one that is preferred for "present".
    """
    parts = [_grown(network, tolerance, prefer) for prefer in (0, 1)]
    found = [part for part in parts if part is not None]
    return max(found, key=_size_then_rarity, default=None)


def _size_then_rarity(part: FittingPart) -> tuple[int, float]:
    """Prefer large parts, then those in which "present" is the rare state."""
    return part.network.rates.size, -float(part.network.prior.faults.sum())


def with_cuts(network: BayesNetwork, marginals: Mapping[str, Floats]) -> BayesNetwork:
    """Return the network with variables that do not fit made roots, where that changes nothing.

    Args:
        network: the whole network.
        marginals: P(variable) of each variable.

    Exact for evidence and questions about what is no ancestor of a variable that was made a root.
    """
    parents, tables = dict(network.parents), dict(network.tables)
    for name in network.states:
        found = fits(network, name)
        fitting = bool(found) and found[0].error <= TOLERANCE
        if len(network.states[name]) == _BINARY and not fitting and _screens(network, name):
            parents[name], tables[name] = (), marginals[name]
    return replace(network, parents=parents, tables=tables)


def _screens(network: BayesNetwork, name: str) -> bool:
    """Return whether all that a variable's ancestors act on lies among them, or behind it."""
    above: set[str] = set()
    queue = [name]
    while queue:
        new = [parent for parent in network.parents[queue.pop()] if parent not in above]
        above.update(new)
        queue.extend(new)
    return all(child in above or child == name for at in above for child in network.children(at))


def _grown(network: BayesNetwork, tolerance: float, prefer: int) -> FittingPart | None:
    present: dict[str, int] = {}
    chosen: dict[str, NoisyOrFit] = {}
    for name, parents in network.parents.items():
        if all(parent in chosen for parent in parents):
            agreeing = _agreeing(network, name, present, prefer)
            fit = next((item for item in agreeing if item.error <= tolerance), None)
            if fit is not None:
                chosen[name] = fit
                _settle(network, name, fit, present)
    used = {parent for name in chosen for parent in network.parents[name]}
    inner = [name for name in chosen if name in used]
    leaves = [name for name in chosen if name not in used and network.parents[name]]
    if not leaves:
        return None
    states = {name: present.get(name, chosen[name].present) for name in chosen}
    return _part(network, chosen, states, inner, leaves)


def _fit(table: Floats, present: int) -> NoisyOrFit:
    absent = np.asarray(table[..., 1 - present])
    base = np.unravel_index(int(absent.argmax()), absent.shape) if absent.ndim else ()
    spared = float(absent[base])
    flips: list[int | None] = []
    rates = []
    for axis, state in enumerate(base):
        at = tuple(1 - value if place == axis else value for place, value in enumerate(base))
        rates.append(1.0 - float(absent[at]))
        matters = not np.array_equal(absent.take(0, axis), absent.take(1, axis))
        flips.append(1 - int(state) if matters else None)
    survival = [(1.0 - rate) / spared if spared else 1.0 for rate in rates]
    error = 0.0
    for states in product((0, 1), repeat=absent.ndim):
        kept = [survival[axis] for axis, state in enumerate(states) if state != base[axis]]
        error = max(error, abs(spared * float(np.prod(kept)) - float(absent[states])))
    return NoisyOrFit(present, tuple(flips), 1.0 - spared, tuple(rates), error)


def _agreeing(
    network: BayesNetwork, name: str, present: Mapping[str, int], prefer: int
) -> Iterator[NoisyOrFit]:
    """Yield the fits of a variable that agree with the states chosen for its parents."""
    for fit in fits(network, name, prefer):
        pairs = zip(network.parents[name], fit.parents_present, strict=True)
        if all(state is None or present.get(parent, state) == state for parent, state in pairs):
            yield fit


def _settle(network: BayesNetwork, name: str, fit: NoisyOrFit, present: dict[str, int]) -> None:
    """Keep the choices of a table; a root's own choice is open until a child makes it."""
    for parent, state in zip(network.parents[name], fit.parents_present, strict=True):
        if state is not None:
            present.setdefault(parent, state)
    if network.parents[name]:
        present[name] = fit.present


def _part(
    network: BayesNetwork,
    chosen: Mapping[str, NoisyOrFit],
    present: Mapping[str, int],
    inner: list[str],
    leaves: list[str],
) -> FittingPart:
    row = {name: at for at, name in enumerate(inner)}
    alone = np.minimum([_alone(network, chosen, present, name) for name in inner], 1.0 - EPSILON)
    leak = np.asarray([chosen[name].leak for name in leaves])
    rates = np.tile(leak, (len(inner), 1))
    causes = np.zeros((len(inner), len(inner)))
    for column, name in enumerate(leaves):
        for parent, rate in zip(network.parents[name], chosen[name].rates, strict=True):
            rates[row[parent], column] = rate
    for name in inner:
        spared = 1.0 - chosen[name].leak
        for parent, rate in zip(network.parents[name], chosen[name].rates, strict=True):
            causes[row[parent], row[name]] = 1.0 - (1.0 - rate) / spared if spared else 0.0
    return FittingPart(
        network=Network(
            fault_ids=tuple(inner),
            observable_ids=tuple(leaves),
            prior=Prior(alone / (1.0 - alone), untouched=0.0, unlisted_share=0.0),
            rates=rates,
            leak=leak,
            unlisted_rate=leak,
            related=rates != leak,
        ),
        causes=causes,
        present=present,
        error=max(fit.error for fit in chosen.values()),
    )


def _alone(
    network: BayesNetwork,
    chosen: Mapping[str, NoisyOrFit],
    present: Mapping[str, int],
    name: str,
) -> float:
    """Return P(present | no parent present); a root's state is the one its children chose."""
    if network.parents[name]:
        return chosen[name].leak
    return float(network.tables[name][present[name]])

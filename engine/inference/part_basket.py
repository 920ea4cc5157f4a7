"""The smallest basket of parts that covers a wanted share of the probability of listed faults.

A fault is covered when all parts that it requires are in the basket; a fault that requires none is
covered for free. Among baskets that reach the share, the one with the fewest parts wins, then the
cheapest, then the first. Faults with the same parts are one group. Branch and bound: each group,
largest first, is either covered or given up; what is given up may not exceed 1 - share.

The search is exact within `NODES` steps. Beyond, the best basket found so far is returned, which is
never worse than greedy (most probability per missing part first). Greedy reaches the share whenever
it can be reached; where each fault requires one part at most, its number of parts is the least
possible. No factor is guaranteed where faults require several parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from engine.inference.posterior import Floats
from engine.inference.repair_cost import Flags

#: Steps of the search before it gives up being exact.
NODES = 2_000
_SLACK = 1e-12


@dataclass(frozen=True)
class Basket:
    """Parts to have at hand.

    Attributes:
        parts: columns, ascending.
        price_eur: of all of them.
        covered_share: share of the listed faults' probability that is covered, free ones included.
        covered_probability: the same out of everything, untouched and unlisted causes included.
        free_probability: probability of listed faults that need no part.
        is_reached: the wanted share of listed faults is covered; False when parts are missing.
        is_exact: no smaller or cheaper basket exists; False when the search was cut off.
    """

    parts: tuple[int, ...]
    price_eur: float
    covered_share: float
    covered_probability: float
    free_probability: float
    is_reached: bool
    is_exact: bool


@dataclass
class _Search:
    """Groups of faults, largest first, the mass that may be given up, the best basket so far."""

    groups: list[tuple[frozenset[int], float]]
    price_eur: Floats
    allowed: float
    best: frozenset[int] | None = None
    nodes: int = field(default=0)

    def cost(self, parts: frozenset[int]) -> tuple[int, float, tuple[int, ...]]:
        """Return what is minimised: count, price, then the columns themselves."""
        ordered = tuple(sorted(parts))
        return len(ordered), round(float(self.price_eur[list(ordered)].sum()), 9), ordered

    def run(self) -> None:
        """Cover or give up group after group, covering first, until the steps are used up."""
        open_nodes: list[tuple[int, frozenset[int], float]] = [(0, frozenset(), 0.0)]
        while open_nodes and self.nodes <= NODES:
            self.nodes += 1
            at, parts, given_up = open_nodes.pop()
            if self.best is not None and self.cost(parts)[:2] > self.cost(self.best)[:2]:
                continue
            while at < len(self.groups) and self.groups[at][0] <= parts:
                at += 1
            if given_up + self.remaining(at, parts) <= self.allowed:
                if self.best is None or self.cost(parts) < self.cost(self.best):
                    self.best = parts
                continue
            needs, mass = self.groups[at]
            if given_up + mass <= self.allowed:
                open_nodes.append((at + 1, parts, given_up + mass))
            open_nodes.append((at + 1, parts | needs, given_up))

    def remaining(self, at: int, parts: frozenset[int]) -> float:
        """Return the mass from group `at` on that these parts do not cover."""
        return sum(mass for needs, mass in self.groups[at:] if not needs <= parts)


def part_basket(
    posterior: Floats,
    required: Flags,
    price_eur: Floats,
    share: float = 0.9,
    available: Flags | None = None,
) -> Basket:
    """Return the smallest basket that covers a share of the listed faults.

    Args:
        posterior: shape (f + 2,), faults, untouched, unlisted.
        required: shape (f, p), True where the fault cannot be repaired without the part.
        price_eur: shape (p,).
        share: wanted share of the probability of the f faults, in [0, 1].
        available: shape (p,), parts that can be had; all by default. A fault that requires another
            part cannot be covered; if the share is then out of reach, the basket covers all it can.
    """
    belief = np.asarray(posterior, dtype=np.float64)
    belief = belief / max(float(belief.sum()), 1e-300)
    listed = float(belief[:-2].sum())
    groups = _groups(belief[:-2], required, available)
    free = float(belief[:-2][~required.any(axis=1)].sum())
    reachable = free + sum(mass for _, mass in groups)
    wanted = min(share * listed, reachable)
    search = _Search(groups, price_eur, reachable - wanted + _SLACK)
    search.best = _greedy(groups, search.allowed)
    search.run()
    parts = search.best or frozenset()
    covered = free + sum(mass for needs, mass in groups if needs <= parts)
    return Basket(
        parts=tuple(sorted(parts)),
        price_eur=float(price_eur[sorted(parts)].sum()),
        covered_share=covered / listed if listed > 0.0 else 0.0,
        covered_probability=covered,
        free_probability=free,
        is_reached=listed > 0.0 and covered >= share * listed - 2.0 * _SLACK,
        is_exact=search.nodes <= NODES,
    )


def _groups(
    faults: Floats, required: Flags, available: Flags | None
) -> list[tuple[frozenset[int], float]]:
    """Return the sets of parts that can be had and the mass that needs just them, largest first."""
    masses: dict[frozenset[int], float] = {}
    for mass, row in zip(faults.tolist(), required, strict=True):
        needs = frozenset(int(at) for at in np.flatnonzero(row))
        if needs and mass > 0.0 and (available is None or available[sorted(needs)].all()):
            masses[needs] = masses.get(needs, 0.0) + mass
    return sorted(masses.items(), key=lambda item: (-item[1], sorted(item[0])))


def _greedy(groups: list[tuple[frozenset[int], float]], allowed: float) -> frozenset[int]:
    """Return the parts that greedy takes, until no more than `allowed` is left uncovered."""
    parts: frozenset[int] = frozenset()
    for parts in _growing(groups):
        if sum(mass for needs, mass in groups if not needs <= parts) <= allowed:
            break
    return parts


def _growing(groups: list[tuple[frozenset[int], float]]) -> Iterator[frozenset[int]]:
    """Yield ever larger baskets: the group with the most mass per missing part comes next."""
    parts: frozenset[int] = frozenset()
    yield parts
    while missing := [item for item in groups if not item[0] <= parts]:
        best = max(missing, key=lambda item: item[1] / len(item[0] - parts))
        parts |= best[0]
        yield parts

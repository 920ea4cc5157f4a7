"""Exact posteriors of several faults on a small part of a drawn graph: our own and pyAgrum's.

A generic engine for Bayesian networks cannot hold the whole graph, so each turn takes the best
twelve faults and the ten findings: a noisy-OR network, with an untouched and an unlisted cause, on
the condition that one cause is present. The network is built before the clock starts; both then
return the marginal of every fault.
"""

from collections.abc import Sequence

import numpy as np

from engine.bench.quality.noisy_or_tables import OTHERS, as_tables
from engine.bench.quality.pyagrum_oracle import Oracle
from engine.bench.quality.random_noisy_or import prior_probabilities
from engine.bench.speed.synthetic import Synthetic
from engine.inference.network import Network
from engine.inference.noisy_or import noisy_or_model
from engine.inference.posterior import Floats, Prior
from engine.inference.quickscore import quickscore
from graph.errors import ConflictError

FAULTS = 12
OWN, PYAGRUM = "several faults, exact, our Quickscore", "several faults, exact, pyAgrum"
_TOLERANCE = 1e-6
#: Prior rate that all faults outside of the part share, and of a cause that is not in the graph.
_UNTOUCHED, _UNLISTED = 0.3, 0.1


def small_network(drawn: Synthetic, columns: Sequence[int], rows: Sequence[int]) -> Network:
    """Return the network of some observables and faults; a missing relationship has the leak."""
    leak = drawn.leak[list(columns)]
    rates = np.tile(leak, (len(rows), 1))
    for at, column in enumerate(columns):
        first, last = np.searchsorted(drawn.observable, [column, column + 1])
        weights = dict(zip(drawn.fault[first:last].tolist(), drawn.weight[first:last], strict=True))
        for place, row in enumerate(rows):
            rates[place, at] = max(leak[at], weights.get(row, 0.0))
    return Network(
        fault_ids=tuple(f"fault.{row}" for row in rows),
        observable_ids=tuple(f"sign.{column}" for column in columns),
        prior=Prior(drawn.prior[list(rows)], _UNTOUCHED, _UNLISTED),
        rates=rates,
        leak=leak,
        unlisted_rate=leak * 2.5,
        related=rates > leak,
    )


class SmallPart:
    """One turn's network, made ready for both engines."""

    def __init__(self, network: Network, *, with_pyagrum: bool) -> None:
        """Build what each engine works on.

        Raises:
            NotReadyError: pyAgrum is wanted and not installed.
        """
        self._network = network
        self._columns = list(range(len(network.observable_ids)))
        self._oracle: Oracle | None = None
        if with_pyagrum:
            size = len(network.fault_ids)
            prior = prior_probabilities(network.prior)
            tables = as_tables(network, np.zeros((size, size)), prior)
            causes = [*network.fault_ids, *OTHERS]
            self._oracle = Oracle(tables, [(name, 1) for name in causes])

    def own(self) -> Floats:
        """Return the marginals by the engine of the product."""
        model = noisy_or_model(self._network, self._columns, [True] * len(self._columns))
        return quickscore(model).marginals[: len(self._network.fault_ids)]

    def by_pyagrum(self) -> Floats:
        """Return the marginals by pyAgrum."""
        seen = dict.fromkeys(self._network.observable_ids, 1)
        found = self._oracle.posteriors(seen, self._network.fault_ids) if self._oracle else None
        return np.array([values[1] for values in found or ()])

    def require_agreement(self) -> None:
        """Refuse to time engines that do not give the same.

        Raises:
            ConflictError: a marginal differs by more than 1e-6.
        """
        own, other = self.own(), self.by_pyagrum()
        if own.shape != other.shape or np.abs(own - other).max() > _TOLERANCE:
            raise ConflictError(
                f"{OWN} and {PYAGRUM} differ: {own} and {other}",
                fix="nothing is timed before both agree; mend the one that is wrong",
            )

"""The two-layer network of one question to the engine: faults, observables and their rates.

Everything that infers works on this one value: production fills it from one read of the graph, the
benches from a file. Hypotheses are always in one order: the faults, then the untouched faults (all
applicable faults that were not read, which share one likelihood), then the unlisted cause.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.inference.posterior import Evidence, Floats, Prior


@dataclass(frozen=True)
class Network:
    """Faults, observables and how likely each fault makes each observable.

    Attributes:
        fault_ids: f ids, in the order of the rows.
        observable_ids: o ids, in the order of the columns.
        prior: prior masses of faults, untouched faults and the unlisted cause.
        rates: shape (f, o), P(observable present | fault), in [0, 1]; the leak where the graph has
            no relationship (requirements section 9, "weight of INDICATES" and "leak").
        leak: shape (o,), P(present | a listed fault without a relationship).
        unlisted_rate: shape (o,), P(present | a cause that is not in the graph).
        related: shape (f, o), True where the graph has an INDICATES relationship.
    """

    fault_ids: tuple[str, ...]
    observable_ids: tuple[str, ...]
    prior: Prior
    rates: Floats
    leak: Floats
    unlisted_rate: Floats
    related: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

    @cached_property
    def column_of(self) -> dict[str, int]:
        """Return the column of each observable id."""
        return {key: at for at, key in enumerate(self.observable_ids)}

    @cached_property
    def hypothesis_rates(self) -> Floats:
        """Return P(present | hypothesis), shape (f + 2, o): faults, untouched, unlisted."""
        return np.vstack([self.rates, self.leak, self.unlisted_rate])

    def evidence(self, columns: list[int], present: list[bool]) -> Evidence:
        """Return the findings of some columns, as the posterior takes them.

        Args:
            columns: of the observables that are known.
            present: for each of them, True for present and False for absent.
        """
        return Evidence(
            present=np.asarray(present, dtype=bool),
            likelihood=self.rates[:, columns],
            leak=self.leak[columns],
            unlisted_rate=self.unlisted_rate[columns],
        )

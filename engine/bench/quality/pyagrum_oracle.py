"""Posteriors by pyAgrum, an independent exact engine, as the oracle of our own (QO1).

pyAgrum is imported on first use: the product does not need it. Networks are built from tables in
double precision; its reader of BIF files keeps single precision only.
"""

import importlib
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engine.bench.quality.bayes_networks import BayesNetwork
from engine.inference.posterior import Floats
from graph.errors import NotReadyError


class Oracle:
    """A Bayesian network in pyAgrum, and its exact inference."""

    def __init__(self, network: BayesNetwork, any_of: Sequence[tuple[str, int]] = ()) -> None:
        """Build the network.

        Args:
            network: variables, parents and tables.
            any_of: (variable, state) pairs of which at least one holds, or empty for no condition.
        """
        self._gum = require_pyagrum()
        self._network = network
        self._bayes_net = self._gum.BayesNet()
        for name, states in network.states.items():
            self._bayes_net.add(self._gum.LabelizedVariable(name, name, len(states)))
        for name, parents in network.parents.items():
            for parent in parents:
                self._bayes_net.addArc(parent, name)
            self._bayes_net.cpt(name).fillWith(_flat(network, name))
        self._condition = self._add_any_of(any_of)
        self._inference = self._gum.LazyPropagation(self._bayes_net)

    def posteriors(self, evidence: Mapping[str, int], of: Sequence[str]) -> list[Floats] | None:
        """Return P(variable | evidence, condition) of some variables; None if impossible."""
        self._inference.setEvidence({**evidence, **self._condition})
        try:
            self._inference.makeInference()
            return [np.asarray(self._inference.posterior(name).toarray()) for name in of]
        except self._gum.IncompatibleEvidence:
            return None

    def _add_any_of(self, pairs: Sequence[tuple[str, int]]) -> dict[str, int]:
        """Add a chain of "one of those so far holds", and return its end as evidence."""
        before: str | None = None
        for at, (name, state) in enumerate(pairs):
            link = f"any of the first {at + 1}"
            self._bayes_net.add(self._gum.LabelizedVariable(link, link, 2))
            holds = np.zeros((len(self._network.states[name]), 2, 2))
            holds[:, 0, 0] = 1.0
            holds[:, 1, 1] = 1.0
            holds[state, :] = (0.0, 1.0)
            table = holds if before else holds[:, 0]
            order = [link, before, name] if before else [link, name]
            for parent in order[1:]:
                self._bayes_net.addArc(parent, link)
            self._bayes_net.cpt(link).fillWith(table.ravel().tolist())
            before = link
        return {before: 1} if before else {}


def _flat(network: BayesNetwork, name: str) -> list[float]:
    """Return the table as pyAgrum takes it: the variable runs fastest, then its first parent."""
    table = network.tables[name]
    axes = [*reversed(range(table.ndim - 1)), table.ndim - 1]
    return [float(value) for value in table.transpose(axes).ravel()]


def require_pyagrum() -> Any:
    """Return the module of pyAgrum.

    Raises:
        NotReadyError: it is not installed.
    """
    try:
        # Its extension warns of its own types when loaded, and crashes where that is an error.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module("pyagrum")
    except ImportError as error:
        raise NotReadyError(
            "the oracle needs pyAgrum, which is not installed", fix="pip install pyagrum"
        ) from error

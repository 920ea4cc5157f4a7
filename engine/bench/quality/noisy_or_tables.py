"""The engine's noisy-OR network written out as probability tables, for an oracle to work on."""

from dataclasses import replace

import numpy as np

from engine.bench.quality.bayes_networks import BayesNetwork
from engine.inference.network import Network
from engine.inference.posterior import EPSILON, Floats

#: The causes beside the faults, as variables.
OTHERS = ("untouched", "unlisted")


def as_tables(network: Network, causes: Floats, prior: Floats) -> BayesNetwork:
    """Return a network of binary variables; state 1 is present.

    Args:
        network: faults, observables and rates, none below the leak.
        causes: shape (f, f), P(fault j | fault i), from lower to higher indices or not at all in
            any cycle.
        prior: shape (f + 2,), P(cause arises by itself) of faults, untouched and unlisted.
    """
    names = [*network.fault_ids, *OTHERS]
    parents: dict[str, tuple[str, ...]] = {}
    tables: dict[str, Floats] = {}
    for at, name in enumerate(names):
        weights = causes[:, at] if at < len(causes) else np.zeros(0)
        parents[name] = tuple(names[source] for source in np.flatnonzero(weights))
        tables[name] = _table(float(prior[at]), weights[weights > 0.0])
    for column, name in enumerate(network.observable_ids):
        leak = float(network.leak[column])
        links = np.maximum((network.hypothesis_rates[:, column] - leak) / (1.0 - leak), 0.0)
        parents[name] = tuple(names[at] for at in np.flatnonzero(links))
        tables[name] = _table(leak, links[links > 0.0])
    states: dict[str, tuple[str, ...]] = dict.fromkeys(parents, ("absent", "present"))
    return BayesNetwork("noisy-OR", states, parents, tables)


def bounded(network: Network) -> Network:
    """Return the network with its rates kept from 0 and 1, as the engine keeps them."""
    return replace(
        network,
        rates=np.clip(network.rates, EPSILON, 1.0 - EPSILON),
        leak=np.clip(network.leak, EPSILON, 1.0 - EPSILON),
        unlisted_rate=np.clip(network.unlisted_rate, EPSILON, 1.0 - EPSILON),
    )


def _table(leak: float, weights: Floats) -> Floats:
    absent = np.asarray(1.0 - leak)
    for weight in weights:
        absent = np.multiply.outer(absent, [1.0, 1.0 - weight])
    return np.stack([absent, 1.0 - absent], axis=-1)

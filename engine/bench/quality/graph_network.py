"""The whole network of a graph as arrays, for benches that simulate vehicles from it."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from cypher.library import query
from cypher.rows.node import TraceNetworkRow
from engine.inference.network import Network
from engine.inference.posterior import Floats, Prior
from graph.errors import NotReadyError
from graph.session import Graph

TRACE_NETWORK = query("node/trace_network", TraceNetworkRow)


@dataclass(frozen=True)
class GraphNetwork:
    """A graph's network.

    Attributes:
        network: all active faults and observables; prior masses are rates among visits.
        causes: shape (f, f), P(fault j | fault i) of CAUSES.
        groups: shape (f, g), True where the fault can occur on vehicles of group g: one powertrain
            and one vehicle type.
    """

    network: Network
    causes: Floats
    groups: NDArray[np.bool_]


def read_network(graph: Graph) -> GraphNetwork:
    """Return the network of a graph.

    Raises:
        NotReadyError: the graph holds no knowledge.
    """
    rows = graph.read(TRACE_NETWORK)
    if not rows or not rows[0].faults:
        raise NotReadyError("the graph holds no knowledge", fix="run `faultgraph seed`")
    return network_of(rows[0])


def network_of(row: TraceNetworkRow) -> GraphNetwork:
    """Return the arrays of the record."""
    fault_ids = tuple(key for key, *_ in row.faults)
    row_of = {key: at for at, key in enumerate(fault_ids)}
    leak = np.asarray([item.leak for item in row.observables])
    rates = np.tile(leak, (len(fault_ids), 1))
    related = np.zeros(rates.shape, dtype=bool)
    for column, item in enumerate(row.observables):
        for key, weight in item.edges:
            rates[row_of[key], column] = weight
            related[row_of[key], column] = True
    causes = np.zeros((len(fault_ids), len(fault_ids)))
    for cause, effect, weight in row.causes:
        causes[row_of[cause], row_of[effect]] = weight
    network = Network(
        fault_ids=fault_ids,
        observable_ids=tuple(item.id for item in row.observables),
        prior=Prior(np.asarray([rate for _, rate, *_ in row.faults]), 0.0, row.unlisted_prior),
        rates=rates,
        leak=leak,
        unlisted_rate=np.asarray([item.unlisted_rate for item in row.observables]),
        related=related,
    )
    return GraphNetwork(network, causes, _groups(row))


def _groups(row: TraceNetworkRow) -> NDArray[np.bool_]:
    powertrains = sorted({value for _, _, values, _ in row.faults for value in values})
    types = sorted({value for *_, values in row.faults for value in values})
    pairs = list(product(powertrains, types))
    return np.asarray(
        [[p in own_p and t in own_t for p, t in pairs] for _, _, own_p, own_t in row.faults]
    )

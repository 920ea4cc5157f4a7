"""The shipped knowledge as a network, compiled from the seed files without a database."""

from dataclasses import dataclass

import numpy as np

from engine.inference.network import Network
from engine.inference.posterior import Prior
from graph.vocabulary import Label, RelationshipType
from seeds.compiling.pack import CompiledPack, compile_pack
from seeds.rows import NodeRow, RelationshipRow
from seeds.validate import load_pack


@dataclass(frozen=True)
class ShippedNetwork:
    """The whole graph as the benches take it.

    Attributes:
        network: all faults and observables, the faults in order of their ids.
        causes: shape (f, f), weight of CAUSES from fault i to fault j.
        groups: shape (f, g), True where the fault applies to vehicles of a powertrain and type.
        kinds: of each observable: symptom, sign or dtc.
    """

    network: Network
    causes: np.ndarray
    groups: np.ndarray
    kinds: tuple[str, ...]


def shipped_network(pack: CompiledPack | None = None) -> ShippedNetwork:
    """Return the network of a compiled folder, the shipped one by default."""
    pack = pack or compile_pack(load_pack())
    faults = [row for row in pack.nodes if Label.FAULT in row.labels]
    observables = [row for row in pack.nodes if Label.OBSERVABLE in row.labels]
    network = _network(pack, faults, observables)
    causes = np.zeros((len(faults), len(faults)))
    index = {fault_id: at for at, fault_id in enumerate(network.fault_ids)}
    for row in pack.relationships:
        if row.type is RelationshipType.CAUSES and row.start in index:
            causes[index[row.start], index[row.end]] = _mean(row)
    kinds = tuple(str(row.properties["observable_type"]) for row in observables)
    return ShippedNetwork(network, causes, _groups(faults), kinds)


def _network(pack: CompiledPack, faults: list[NodeRow], observables: list[NodeRow]) -> Network:
    leak = np.asarray([row.properties["leak"] for row in observables], dtype=np.float64)
    rates = np.tile(leak, (len(faults), 1))
    related = np.zeros(rates.shape, dtype=bool)
    fault_row = {row.id: at for at, row in enumerate(faults)}
    column = {row.id: at for at, row in enumerate(observables)}
    for row in pack.relationships:
        if row.type is RelationshipType.INDICATES and row.end in fault_row:
            at = (fault_row[row.end], column[row.start])
            rates[at], related[at] = _mean(row), True
    masses = np.asarray([row.properties["prior_rate"] for row in faults], dtype=np.float64)
    return Network(
        fault_ids=tuple(fault_row),
        observable_ids=tuple(column),
        prior=Prior(masses, 0.0, pack.unlisted_prior),
        rates=rates,
        leak=leak,
        unlisted_rate=np.asarray([row.properties["unlisted_rate"] for row in observables]),
        related=related,
    )


def _mean(row: RelationshipRow) -> float:
    assert row.alpha is not None
    assert row.beta is not None
    return row.alpha / (row.alpha + row.beta)


def _groups(faults: list[NodeRow]) -> np.ndarray:
    """Return which (powertrain, vehicle type) each fault applies to, those with any fault."""
    pairs = [
        {(p, v) for p in row.properties["powertrains"] for v in row.properties["vehicle_types"]}
        for row in faults
    ]
    every = sorted(set().union(*pairs))
    return np.asarray([[pair in own for pair in every] for own in pairs], dtype=bool)

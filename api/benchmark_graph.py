"""Write the network of a benchmark as knowledge, so that the production path can be measured on it.

Every cell whose rate is not the leak becomes an INDICATES relationship with the rate as its weight,
unrounded; nothing is softened (requirements section 9, "OBSERVABLE_WEIGHT": r = 1 for benchmark
graphs). The graph holds nothing else, so it belongs on a server of its own.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from api.preparing import migrate
from engine.inference.network import Network
from graph.embedder import Embedder
from graph.session import Graph
from graph.vocabulary import (
    CreationMethod,
    KnowledgeStatus,
    Label,
    ObservableType,
    Powertrain,
    RelationshipType,
    SafetyLevel,
    SourceKind,
    VehicleType,
)
from seeds.compiling.pack import CompiledPack
from seeds.loader import LoadReport, load
from seeds.rows import NodeRow, RelationshipRow

#: Pseudo-observations behind each weight; a benchmark's interval is not looked at.
_STRENGTH = 100.0
_GOVERNANCE = {
    "status": KnowledgeStatus.ACTIVE.value,
    "source_kind": SourceKind.IMPORTED_STATISTICS.value,
    "confidence": 1.0,
}


def load_benchmark(graph: Graph, network: Network, embedder: Embedder) -> LoadReport:
    """Migrate an empty database and write the network; a second call writes nothing."""
    migrate(graph, embedder)
    return load(graph, benchmark_pack(network), embedder)


def fault_id(name: str) -> str:
    """Return the graph's id of a fault of a benchmark."""
    return f"fault.{_slug(name)}"


def observable_id(name: str) -> str:
    """Return the graph's id of an observable of a benchmark."""
    return f"symptom.{_slug(name)}"


def benchmark_pack(network: Network) -> CompiledPack:
    """Return the rows that the loader writes."""
    nodes = [*_faults(network), *_observables(network.observable_ids, network)]
    links = _relationships(network)
    return CompiledPack(
        nodes=tuple(sorted(nodes, key=lambda row: row.id)),
        relationships=tuple(sorted(links, key=lambda row: (row.type, row.start, row.end))),
        unlisted_prior=network.prior.unlisted_share,
    )


def _faults(network: Network) -> Iterator[NodeRow]:
    for name, mass in zip(network.fault_ids, network.prior.faults, strict=True):
        yield NodeRow(
            (Label.FAULT,),
            fault_id(name),
            {
                **_GOVERNANCE,
                **_labels(name),
                "safety_level": SafetyLevel.NORMAL.value,
                "powertrains": [value.value for value in Powertrain],
                "vehicle_types": [value.value for value in VehicleType],
                "applicability_class": "all",
                "prior_rate": float(mass),
                "prior_strength": _STRENGTH,
            },
        )


def _observables(names: Sequence[str], network: Network) -> Iterator[NodeRow]:
    for column, name in enumerate(names):
        yield NodeRow(
            (Label.SYMPTOM, Label.OBSERVABLE),
            observable_id(name),
            {
                **_GOVERNANCE,
                **_labels(name),
                "observable_type": ObservableType.SYMPTOM.value,
                "leak": float(network.leak[column]),
                "unlisted_rate": float(network.unlisted_rate[column]),
                "powertrains": [value.value for value in Powertrain],
                "vehicle_types": [value.value for value in VehicleType],
            },
        )


def _relationships(network: Network) -> Iterator[RelationshipRow]:
    for row, column in np.argwhere(network.rates != network.leak):
        rate = float(network.rates[row, column])
        yield RelationshipRow(
            RelationshipType.INDICATES,
            observable_id(network.observable_ids[column]),
            fault_id(network.fault_ids[row]),
            {
                **_GOVERNANCE,
                "creation_method": CreationMethod.INFERRED.value,
                "created_by": "bench",
            },
            alpha=_STRENGTH * rate,
            beta=_STRENGTH * (1.0 - rate),
        )


def _labels(name: str) -> dict[str, str]:
    return {"label_fr": name, "label_en": name, "caption": name}


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")

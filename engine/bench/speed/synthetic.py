"""Synthetic graphs of three sizes, drawn with a seed: shapes as of the measured baselines.

Every fault has twenty observables; an observable is chosen in proportion to rank ** -0.5, so a few
hubs have many faults. Beside the weights a graph carries what a turn reads: priors, leaks, eight
applicability classes, safety levels, recurring faults of vehicle models, tests, repairs, parts and
cascades. All values are drawn, none is knowledge.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.vocabulary import Powertrain, SafetyLevel, VehicleType

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
#: Observables that point at one fault.
EDGES_A_FAULT = 20
_COMBUSTION = (Powertrain.PETROL, Powertrain.DIESEL, Powertrain.LPG)
_ELECTRIC = (Powertrain.BATTERY_ELECTRIC, Powertrain.FUEL_CELL)
_CARS = (VehicleType.CAR, VehicleType.VAN)
#: Powertrains and vehicle types of the classes, drawn with the shares beside them.
CLASSES: tuple[tuple[tuple[Powertrain, ...], tuple[VehicleType, ...], float], ...] = (
    (tuple(Powertrain), tuple(VehicleType), 0.35),
    (tuple(Powertrain), _CARS, 0.20),
    (_COMBUSTION, _CARS, 0.15),
    ((Powertrain.DIESEL,), _CARS, 0.12),
    ((Powertrain.PETROL, Powertrain.LPG), _CARS, 0.10),
    (_ELECTRIC, _CARS, 0.04),
    ((Powertrain.HYBRID, Powertrain.PLUG_IN_HYBRID), _CARS, 0.03),
    (_COMBUSTION, (VehicleType.TWO_WHEELER,), 0.01),
)
LEVELS = (SafetyLevel.NORMAL, SafetyLevel.WARNING, SafetyLevel.URGENT, SafetyLevel.CRITICAL)
_LEVEL_SHARES = (0.60, 0.25, 0.10, 0.05)


@dataclass(frozen=True)
class Size:
    """How large a synthetic graph is.

    Attributes:
        name: of the graph and of its local server.
    """

    name: str
    faults: int
    observables: int

    @property
    def edges(self) -> int:
        """INDICATES relationships."""
        return self.faults * EDGES_A_FAULT


SIZES = {
    size.name: size
    for size in (
        Size("20k", 1_000, 500),
        Size("200k", 10_000, 2_000),
        Size("2m", 100_000, 10_000),
    )
}


@dataclass(frozen=True)
class Synthetic:
    """One drawn graph; rows are faults, columns observables.

    Attributes:
        size: what was asked for.
        seed: it was drawn with.
        observable: of each edge, sorted.
        fault: of each edge.
        weight: P(present | fault) of each edge.
        leak: of each observable; ``unlisted_rate`` is 2.5 times as much.
        prior: prior rate of each fault; they sum to .9.
        class_of: index into ``CLASSES`` of each fault.
        level_of: index into ``LEVELS`` of each fault.
        reveals: (test, observable) pairs; a third of the observables, two a test.
        effects: (fault, fault) pairs of cascades, half as many as faults.
        affects: (fault, vehicle model) pairs of recurring faults.
        models: how many vehicle models there are.
    """

    size: Size
    seed: int
    observable: Ints
    fault: Ints
    weight: Floats
    leak: Floats
    prior: Floats
    class_of: Ints
    level_of: Ints
    reveals: Ints
    effects: Ints
    affects: Ints
    models: int

    @property
    def tests(self) -> int:
        """How many tests there are."""
        return int(self.reveals[:, 0].max()) + 1


def draw(size: Size, seed: int) -> Synthetic:
    """Return a graph of a size; equal arguments give equal graphs."""
    rng = np.random.default_rng([seed, size.faults])
    fault, observable = _edges(size, rng)
    revealed = rng.permutation(size.observables)[: size.observables // 3]
    models = max(20, size.faults // 100)
    pairs = rng.integers(0, size.faults, (size.faults // 2, 2))
    per_model = np.repeat(np.arange(models), 12)
    return Synthetic(
        size=size,
        seed=seed,
        observable=observable,
        fault=fault,
        weight=np.round(rng.beta(1.2, 1.6, len(fault)) * 0.93 + 0.04, 4),
        leak=np.round(rng.uniform(0.002, 0.03, size.observables), 4),
        prior=rng.dirichlet(np.full(size.faults, 0.7)) * 0.9 + 1e-9,
        class_of=rng.choice(len(CLASSES), size.faults, p=[share for *_, share in CLASSES]),
        level_of=rng.choice(len(LEVELS), size.faults, p=_LEVEL_SHARES),
        reveals=np.column_stack([np.arange(len(revealed)) // 2, revealed]),
        effects=pairs[pairs[:, 0] < pairs[:, 1]],
        affects=np.unique(
            np.column_stack([rng.integers(0, size.faults, len(per_model)), per_model]), axis=0
        ),
        models=models,
    )


def fault_id(row: int) -> str:
    """Return the id of a synthetic fault."""
    return f"fault.synthetic_{row:06d}"


def observable_id(column: int) -> str:
    """Return the id of a synthetic observable; every third is a sign."""
    return f"{'sign' if column % 3 == 0 else 'symptom'}.synthetic_{column:05d}"


def model_id(number: int) -> str:
    """Return the id of a synthetic vehicle model."""
    return f"model.synthetic_{number:05d}"


def draw_findings(
    graph: Synthetic, rng: np.random.Generator, present: int, absent: int
) -> list[int]:
    """Return the columns of one vehicle's findings: of one random fault, then by degree.

    The present ones are observables of one fault; the absent ones come in proportion to their
    degree. Both favour hubs, as real complaints do.
    """
    own = graph.observable[graph.fault == rng.integers(0, graph.size.faults)]
    shown = rng.choice(own, present, replace=False).tolist()
    missing: list[int] = []
    while len(missing) < absent:
        column = int(graph.observable[rng.integers(0, len(graph.observable))])
        if column not in shown and column not in missing:
            missing.append(column)
    return [*map(int, shown), *missing]


def _edges(size: Size, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Draw distinct observables for each fault by the largest of exponential keys (Gumbel)."""
    log_share = -0.5 * np.log(np.arange(1, size.observables + 1))
    order = rng.permutation(size.observables)  # so that ids say nothing of the degree
    columns = np.empty((size.faults, EDGES_A_FAULT), dtype=np.int64)
    block = max(1, 4_000_000 // size.observables)
    for start in range(0, size.faults, block):
        rows = min(block, size.faults - start)
        keys = log_share + rng.gumbel(size=(rows, size.observables))
        columns[start : start + rows] = np.argpartition(keys, -EDGES_A_FAULT, axis=1)[
            :, -EDGES_A_FAULT:
        ]
    observable = order[columns].ravel()
    fault = np.repeat(np.arange(size.faults), EDGES_A_FAULT)
    by_observable = np.lexsort((fault, observable))
    return fault[by_observable], observable[by_observable]

"""Neo4j and its peers in turn on the same draws, after they agreed on thirty of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from engine.bench.peers.exact_peers import FAULTS, OWN, PYAGRUM, SmallPart, small_network
from engine.bench.peers.neo4j_peers import InNeo4j, ShippedRead
from engine.bench.peers.task import Peer, draw_task, require_agreement
from engine.bench.speed.synthetic import Synthetic
from engine.bench.speed.timing import Job, Times, interleave, ratio_interval

#: Draws on which all must agree before anything is timed.
CHECKED = 30


@dataclass(frozen=True)
class PeerRow:
    """One way to do the work.

    Attributes:
        name: of the peer.
        than: the row that the ratio is to.
        runs: counted turns.
        median_ms: median.
        p95_ms: 95th percentile.
        ratio: median over the median of ``than``, same run; below 1 is faster.
        interval: 95 % bootstrap interval of the ratio, turns resampled in pairs.
    """

    name: str
    than: str
    runs: int
    median_ms: float
    p95_ms: float
    ratio: float
    interval: tuple[float, float]

    def as_json(self) -> dict[str, Any]:
        """Return every field."""
        return asdict(self)


@dataclass(frozen=True)
class Field:
    """Who takes part.

    Attributes:
        neo4j: what all others are compared with.
        shipped: the product's own read; its top ten is compared, not its relationships.
        peers: the others.
        floors: empty calls by name.
        with_pyagrum: whether exact posteriors are compared too.
    """

    neo4j: InNeo4j
    shipped: ShippedRead
    peers: Sequence[Peer]
    floors: Mapping[str, Job] = field(default_factory=dict)
    with_pyagrum: bool = False

    @property
    def everyone(self) -> list[Peer]:
        """All that do the task."""
        return [self.neo4j, self.shipped, *self.peers]


@dataclass(frozen=True)
class Turns:
    """How often, and from which seed.

    Attributes:
        rounds: counted turns.
        warm_up: turns before, not counted.
    """

    rounds: int
    warm_up: int
    seed: int


def measure(entered: Field, drawn: Synthetic, turns: Turns) -> list[PeerRow]:
    """Check that all agree, then time them interleaved.

    Raises:
        ConflictError: two do not give the same answer; nothing was timed.
    """
    check(entered, drawn, turns.seed)
    times = interleave(
        _jobs(entered, drawn), runs=turns.rounds, warm_up=turns.warm_up, seed=turns.seed
    )
    exact = {name for name in times if name in {OWN, PYAGRUM}}
    rows = _rows({name: times[name] for name in times if name not in exact}, entered.neo4j.name)
    return rows + _rows({name: times[name] for name in times if name in exact}, OWN)


def check(entered: Field, drawn: Synthetic, seed: int) -> None:
    """Compare every answer on thirty draws.

    Raises:
        ConflictError: two do not give the same answer.
    """
    rng = np.random.default_rng([seed, CHECKED])
    for _ in range(CHECKED):
        columns = draw_task(drawn, rng)
        answers = {peer.name: peer.answer(columns) for peer in entered.everyone}
        expected = answers[entered.neo4j.name]
        shipped = entered.shipped.name
        answers[shipped] = replace(answers[shipped], edges=expected.edges)
        require_agreement(answers)
        if entered.with_pyagrum:
            _small_part(entered, drawn, columns).require_agreement()


def _jobs(entered: Field, drawn: Synthetic) -> Callable[[np.random.Generator], dict[str, Job]]:
    def jobs(rng: np.random.Generator) -> dict[str, Job]:
        columns = draw_task(drawn, rng)
        found: dict[str, Job] = dict(entered.floors)
        for peer in entered.everyone:
            found[peer.name] = _asking(peer, columns)
        part = _small_part(entered, drawn, columns)
        found[OWN] = part.own
        if entered.with_pyagrum:
            found[PYAGRUM] = part.by_pyagrum
        return found

    return jobs


def _asking(peer: Peer, columns: Sequence[int]) -> Job:
    return lambda: peer.answer(columns)


def _small_part(entered: Field, drawn: Synthetic, columns: Sequence[int]) -> SmallPart:
    rows = _likeliest(drawn, columns)
    return SmallPart(small_network(drawn, columns, rows), with_pyagrum=entered.with_pyagrum)


def _likeliest(drawn: Synthetic, columns: Sequence[int]) -> list[int]:
    """Return the faults with the highest evidence, as the common task scores them."""
    scores = np.zeros(drawn.size.faults)
    for column in columns:
        first, last = np.searchsorted(drawn.observable, [column, column + 1])
        gains = np.log(drawn.weight[first:last]) - np.log(drawn.leak[column])
        scores[drawn.fault[first:last]] += gains
    return [int(row) for row in np.argsort(-scores, kind="stable")[:FAULTS]]


def _rows(times: Times, than: str) -> list[PeerRow]:
    rng = np.random.default_rng(len(times))
    base = np.asarray(times[than])
    found = [
        PeerRow(
            name=name,
            than=than,
            runs=len(values),
            median_ms=float(np.median(values)),
            p95_ms=float(np.percentile(values, 95)),
            ratio=float(np.median(values) / np.median(base)),
            interval=ratio_interval(np.asarray(values), base, rng),
        )
        for name, values in times.items()
    ]
    return sorted(found, key=lambda row: -row.ratio)

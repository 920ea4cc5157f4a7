"""Neo4j at the common task: a query of its own, and the evidence read that the product runs."""

from collections.abc import Sequence
from math import log

from cypher.library import query
from cypher.rows import bench
from cypher.rows.admin import CheckAliveRow
from engine.bench.peers.task import CANDIDATES, TOP, Answer, best
from engine.bench.speed.synthetic import observable_id
from engine.diagnose import TRACE_EVIDENCE
from graph.session import Graph
from graph.vocabulary import EvidenceState

CHECK_ALIVE = query("admin/check_alive", CheckAliveRow)
RANK_FAULTS = query("bench/rank_faults", bench.RankFaultsRow)


class InNeo4j:
    """One query, one record: ``bench/rank_faults``, through the product's session."""

    name = "Neo4j, one query"

    def __init__(self, graph: Graph) -> None:
        """Keep the graph."""
        self._graph = graph

    def answer(self, columns: Sequence[int]) -> Answer:
        """Do the task; scores are added up by the server."""
        ids = [observable_id(column) for column in columns]
        faults = self._graph.read(RANK_FAULTS, ids=ids, candidates=CANDIDATES)[0].faults
        scored = ((_row_of(fault), score) for fault, score, _ in faults)
        return Answer(best(scored), sum(len(edges) for *_, edges in faults))

    def empty(self) -> None:
        """Run the empty query."""
        self._graph.read(CHECK_ALIVE)


class ShippedRead:
    """The evidence read of the product: also priors, filters, tests, repairs and effects.

    Its candidates follow the priors, so its number of relationships is not compared.
    """

    name = "Neo4j, the product's evidence read (does more)"

    def __init__(self, graph: Graph) -> None:
        """Keep the graph."""
        self._graph = graph

    def answer(self, columns: Sequence[int]) -> Answer:
        """Read a whole turn of an unknown vehicle and add up the evidence."""
        record = self._graph.read(
            TRACE_EVIDENCE,
            findings=[[observable_id(column)] for column in columns],
            states=[EvidenceState.PRESENT.value] * len(columns),
            powertrains=[],
            vehicle_types=[],
            vehicle_ids=[],
            mileage_is_known=False,
            limit=TOP,
            candidates=CANDIDATES,
        )[0]
        scores: dict[str, float] = {}
        for finding in record.findings:
            for fault, weight, *_ in finding.edges:
                scores[fault] = scores.get(fault, 0.0) + log(weight) - log(finding.leak)
        fetched = sum(len(question.edges) for question in record.questions)
        return Answer(best((_row_of(fault), score) for fault, score in scores.items()), fetched)

    def empty(self) -> None:
        """Run the empty query."""
        self._graph.read(CHECK_ALIVE)


def _row_of(fault_id: str) -> int:
    return int(fault_id.rsplit("_", 1)[1])

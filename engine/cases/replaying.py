"""Ask today's graph what a case asked then, and lay both answers side by side."""

from dataclasses import dataclass

from cypher.rows.case import FindCaseRow
from engine.cases.finding import find_case, request_of
from engine.diagnose import diagnose
from engine.reading import Reader
from engine.verdict import Verdict
from graph.session import Graph
from graph.vocabulary import KnowledgeStatus

_SHOWN = 50


@dataclass(frozen=True)
class Standing:
    """Where a fault stood: rank from 1, probability 0 to 1."""

    rank: int
    probability: float


@dataclass(frozen=True)
class ThenAndNow:
    """One fault in both answers; None where it was not among those shown."""

    fault_id: str
    label_fr: str
    label_en: str
    then: Standing | None
    now: Standing | None


@dataclass(frozen=True)
class Replay:
    """Both answers of a case.

    Attributes:
        gone: observables of the case that no longer answer, left out of today's answer.
    """

    case: FindCaseRow
    verdict: Verdict
    faults: tuple[ThenAndNow, ...]
    gone: tuple[str, ...]


def replay_case(graph: Graph, reader: Reader, case_id: str, garage_id: str | None) -> Replay:
    """Return the stored answer of a case beside today's, by today's rank, then by the old one.

    Raises:
        NotFoundError: there is no such case of this garage.
    """
    case = find_case(graph, case_id, garage_id)
    kept = [item for item in case.observed if item["status"] == KnowledgeStatus.ACTIVE]
    verdict = diagnose(graph, reader, request_of(case.properties, kept, _SHOWN))
    return Replay(
        case=case,
        verdict=verdict,
        faults=_side_by_side(case, verdict),
        gone=tuple(item["id"] for item in case.observed if item not in kept),
    )


def _side_by_side(case: FindCaseRow, verdict: Verdict) -> tuple[ThenAndNow, ...]:
    then = {item["id"]: Standing(item["rank"], item["probability"]) for item in case.concluded}
    now = {item.fault_id: Standing(item.rank, item.probability) for item in verdict.diagnoses}
    names = {item["id"]: item for item in case.concluded}
    names |= {item.fault_id: item.details for item in verdict.diagnoses}
    shown = [key for key in now if key in then or now[key].rank <= max(len(then), 1)]
    shown += [key for key in then if key not in now]
    return tuple(
        ThenAndNow(key, names[key]["label_fr"], names[key]["label_en"], then.get(key), now.get(key))
        for key in shown
    )

"""What the engine itself thinks of the request: one diagnosis for all cards (requirements 9).

Its probability of a card's fault stands beside the match score; what it understood of the text
tells which symptoms of a card were reported.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cypher.rows.matching import ResolvedFault
from engine.codes.parsing import is_oem_code
from engine.diagnose import DiagnosisRequest, read_turn
from engine.evidence import ReportedFinding
from engine.reading import Reader
from engine.text.codes import find_codes
from engine.turn import Turn
from engine.vehicle import RecognisedVehicle
from graph.errors import InvalidInputError, NotReadyError
from graph.session import Graph


@dataclass(frozen=True)
class Judgement:
    """What one diagnosis of the request says.

    Attributes:
        turn: its arrays; None where the graph holds no knowledge or nothing was reported.
        observable_ids: what is there, as far as it was understood.
        absent_codes: codes that the text says are not there.
    """

    turn: Turn | None = None
    observable_ids: tuple[str, ...] = ()
    absent_codes: frozenset[str] = frozenset()

    def probability(self, faults: Sequence[ResolvedFault]) -> float | None:
        """Return the probability that it is one of a card's faults; None when it has none."""
        if self.turn is None or not faults:
            return None
        found = math.fsum(_probability(self.turn, fault) for fault in faults)
        return min(max(found, 0.0), 1.0)


def judge(
    graph: Graph, reader: Reader, findings: Sequence[ReportedFinding], vehicle: RecognisedVehicle
) -> Judgement:
    """Diagnose what was reported; what is no finding to the engine is left out."""
    for tried in (tuple(findings), tuple(item for item in findings if item.code)):
        try:
            return _judged(read_turn(graph, reader, DiagnosisRequest(tried, recognised=vehicle))[0])
        except NotReadyError:  # there is no knowledge
            return Judgement()
        except InvalidInputError:  # a text that is too long to read: the codes are left
            continue
    return Judgement()


def _judged(turn: Turn) -> Judgement:
    known = {key: known for key, known in turn.known.items() if known.is_known}
    absent = {key for key, each in known.items() if not each.is_present}
    return Judgement(
        turn,
        tuple(sorted(known.keys() - absent)),
        frozenset(key.rpartition(".")[2] for key in absent if key.startswith("dtc.")),
    )


def findings_of(codes: Sequence[str], text: str) -> tuple[ReportedFinding, ...]:
    """Return codes and text as findings of a diagnosis; codes of no known form are left out."""
    listed = [ReportedFinding(code=code, field="error_codes") for code in codes if _is_code(code)]
    said = [ReportedFinding(text=text, field="symptom_text")] if text.strip() else []
    return (*listed, *said)


def _is_code(said: str) -> bool:
    mentions = find_codes(said)
    return is_oem_code(said) or any(found.code for found in mentions)


def _probability(turn: Turn, fault: ResolvedFault) -> float:
    """Return the posterior of a fault; one that was not read has its share of the rest.

    Faults that the evidence touches, or whose prior the vehicle changes, are always read, so the
    others differ in nothing but their prior rates.
    """
    if fault.id in turn.network.fault_ids:
        return float(turn.posterior.faults[turn.network.fault_ids.index(fault.id)])
    total = math.fsum(mass for _, _, mass, _ in turn.row.prior_mass)
    rest = total - math.fsum(rate for _, rate, *_ in turn.row.faults)
    if rest <= 0.0 or not _applies(turn.vehicle, fault):
        return 0.0
    return turn.posterior.untouched * min((fault.prior_rate or 0.0) / rest, 1.0)


def _applies(vehicle: RecognisedVehicle, fault: ResolvedFault) -> bool:
    return all(
        not asked or not stated or bool(set(asked) & set(stated))
        for asked, stated in (
            (vehicle.powertrains, fault.powertrains),
            (vehicle.vehicle_types, fault.vehicle_types),
        )
    )

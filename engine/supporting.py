"""How well each shown fault is supported, and what is missing (KG v2.8.2): no input or output."""

from collections.abc import Iterable, Sequence

from cypher.rows.diagnosis import ObservedFinding
from engine.confidence import ConfidenceBasis, confidence
from engine.qualifiers import stated_values
from engine.turn import Turn
from engine.verdict import ConfidenceAnswer, QuestionAnswer


def confidence_answer(
    turn: Turn, row: int, questions: Sequence[QuestionAnswer]
) -> ConfidenceAnswer:
    """Return the itemised confidence of one fault.

    Args:
        turn: what was inferred from.
        row: of the fault.
        questions: whose gain orders what is missing.
    """
    fault_id = turn.network.fault_ids[row]
    ratios = list(_ratios(turn, fault_id))
    basis = ConfidenceBasis(
        weights={
            key: float(turn.network.rates[row, column])
            for column, key in enumerate(turn.network.observable_ids)
            if turn.network.related[row, column]
        },
        leaks={item.id: item.leak for item in turn.findings},
        present=frozenset(item.id for item in turn.findings if turn.known[item.id].is_present),
        absent=frozenset(
            key for key, known in turn.known.items() if known.is_known and not known.is_present
        ),
        qualifiers_matched=sum(ratio > 1.0 for ratio in ratios),
        qualifiers_contradicted=sum(ratio < 1.0 for ratio in ratios),
        has_vehicle_history=turn.vehicle.has_history,
        information={item.observable_id: item.information_gain_bits for item in questions},
    )
    found = confidence(basis)
    factors = tuple((factor.key, factor.contribution) for factor in found.factors)
    return ConfidenceAnswer(found.score, factors, found.missing)


def _ratios(turn: Turn, fault_id: str) -> Iterable[float]:
    """Yield the ratio of each stated circumstance of a present finding that the fault tells of."""
    for finding in turn.findings:
        if not turn.known[finding.id].is_present:
            continue
        edge = _edge_ratios(finding, fault_id)
        for value in stated_values(finding, turn.known):
            if value in edge:
                yield edge[value]


def _edge_ratios(finding: ObservedFinding, fault_id: str) -> dict[str, float]:
    for edge_fault, _, _, _, names, values in finding.edges:
        if edge_fault == fault_id:
            return dict(zip(names or [], values or [], strict=True))
    return {}

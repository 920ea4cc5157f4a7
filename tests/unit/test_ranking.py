"""Ranking from one record of the graph: ties, unknown findings, what is not shown."""

import pytest

from cypher.rows.diagnosis import ObservedFinding
from engine.evidence import KnownFinding
from engine.ranking import Ranking, rank_faults
from engine.turn import build_turn
from engine.vehicle import RecognisedVehicle
from graph.vocabulary import EvidenceState
from tests.builders.turn import evidence_row, finding_row

PRESENT, ABSENT, UNKNOWN = EvidenceState.PRESENT, EvidenceState.ABSENT, EvidenceState.UNKNOWN
NOBODY = RecognisedVehicle()


def _finding(position: int, key: str, **edges: float) -> ObservedFinding:
    links = {f"fault.{name}": weight for name, weight in edges.items()}
    return finding_row(key, links, position=position)


def _ranking(
    *findings: ObservedFinding, limit: int, states: dict[str, EvidenceState] | None = None
) -> Ranking:
    priors = {f"fault.{name}": 0.01 for name in ("c", "a", "b")}
    row = evidence_row(priors, findings, mass=0.05, count=5)
    known = {key: KnownFinding(state) for key, state in (states or {}).items()}
    return rank_faults(build_turn(row, NOBODY, known), limit)


def test_equal_faults_are_ranked_by_id() -> None:
    ranking = _ranking(limit=10)
    assert [item.fault_id for item in ranking.shown] == ["fault.a", "fault.b", "fault.c"]
    assert [item.probability for item in ranking.shown] == pytest.approx([0.18] * 3)


def test_shown_not_shown_unread_and_unlisted_sum_to_one() -> None:
    finding = _finding(0, "symptom.x", a=0.8, b=0.1)
    ranking = _ranking(finding, limit=1, states={"symptom.x": PRESENT})
    assert [item.fault_id for item in ranking.shown] == ["fault.a"]
    total = (
        ranking.shown[0].probability
        + ranking.not_shown_probability
        + ranking.unread_probability
        + ranking.unlisted_probability
    )
    assert total == pytest.approx(1.0, abs=1e-12)


def test_an_unknown_finding_changes_nothing_and_gives_no_reason() -> None:
    finding = _finding(0, "symptom.x", a=0.8)
    ranking = _ranking(finding, limit=3, states={"symptom.x": UNKNOWN})
    assert [item.probability for item in ranking.shown] == pytest.approx([0.18] * 3)
    assert ranking.shown[0].reasons == ()


def test_the_same_observable_reported_twice_counts_once() -> None:
    one, two = _finding(0, "symptom.x", a=0.8), _finding(1, "symptom.x", a=0.8)
    states = {"symptom.x": PRESENT}
    assert _ranking(one, limit=3, states=states) == _ranking(one, two, limit=3, states=states)


def test_the_order_of_findings_in_the_record_changes_nothing() -> None:
    one, two = _finding(0, "symptom.x", a=0.8), _finding(1, "symptom.y", a=0.3, b=0.6)
    states = {"symptom.x": PRESENT, "symptom.y": ABSENT}
    forward = _ranking(one, two, limit=3, states=states)
    assert forward == _ranking(two, one, limit=3, states=states)


def test_a_reason_shows_its_path_only_where_the_graph_has_one() -> None:
    finding = _finding(0, "symptom.x", a=0.8)
    ranking = _ranking(finding, limit=3, states={"symptom.x": PRESENT})
    assert ranking.shown[0].reasons[0].path == ("symptom.x", "INDICATES 0.80", "fault.a")
    assert ranking.shown[1].reasons[0].path == ()
    assert ranking.shown[1].reasons[0].log_odds < 0

"""Ranking from one record of the graph: ties, unknown findings, what is not shown."""

import pytest

from cypher.rows.diagnosis import TraceEvidenceRow
from engine.ranking import rank_faults
from engine.vehicle import RecognisedVehicle
from graph.vocabulary import EvidenceState

PRESENT, ABSENT, UNKNOWN = EvidenceState.PRESENT, EvidenceState.ABSENT, EvidenceState.UNKNOWN
NOBODY = RecognisedVehicle()


def _finding(position: int, key: str, **edges: float) -> dict[str, object]:
    return {
        "position": position,
        "id": key,
        "label_fr": key,
        "label_en": key,
        "observable_type": "symptom",
        "leak": 0.01,
        "unlisted_rate": 0.02,
        "powertrains": [],
        "vehicle_types": [],
        "edges": [(f"fault.{name}", weight) for name, weight in edges.items()],
    }


def _row(*findings: dict[str, object]) -> TraceEvidenceRow:
    return TraceEvidenceRow.model_validate(
        {
            "graph_version": 1,
            "unlisted_prior": 0.1,
            "findings": list(findings),
            "faults": [(f"fault.{name}", 0.01, "all", "normal") for name in ("c", "a", "b")],
            "affects": [],
            "prior_mass": [("all", "normal", 0.05, 5)],
        }
    )


def test_equal_faults_are_ranked_by_id() -> None:
    ranking = rank_faults(_row(), NOBODY, {}, limit=10)
    assert [item.fault_id for item in ranking.shown] == ["fault.a", "fault.b", "fault.c"]
    assert [item.probability for item in ranking.shown] == pytest.approx([0.18] * 3)


def test_shown_not_shown_unread_and_unlisted_sum_to_one() -> None:
    row = _row(_finding(0, "symptom.x", a=0.8, b=0.1))
    ranking = rank_faults(row, NOBODY, {"symptom.x": PRESENT}, limit=1)
    assert [item.fault_id for item in ranking.shown] == ["fault.a"]
    total = (
        ranking.shown[0].probability
        + ranking.not_shown_probability
        + ranking.unread_probability
        + ranking.unlisted_probability
    )
    assert total == pytest.approx(1.0, abs=1e-12)


def test_an_unknown_finding_changes_nothing_and_gives_no_reason() -> None:
    row = _row(_finding(0, "symptom.x", a=0.8))
    ranking = rank_faults(row, NOBODY, {"symptom.x": UNKNOWN}, limit=3)
    assert [item.probability for item in ranking.shown] == pytest.approx([0.18] * 3)
    assert ranking.shown[0].reasons == ()


def test_the_same_observable_reported_twice_counts_once() -> None:
    once = _row(_finding(0, "symptom.x", a=0.8))
    twice = _row(_finding(0, "symptom.x", a=0.8), _finding(1, "symptom.x", a=0.8))
    states = {"symptom.x": PRESENT}
    assert rank_faults(once, NOBODY, states, 3) == rank_faults(twice, NOBODY, states, 3)


def test_the_order_of_findings_in_the_record_changes_nothing() -> None:
    one, two = _finding(0, "symptom.x", a=0.8), _finding(1, "symptom.y", a=0.3, b=0.6)
    states = {"symptom.x": PRESENT, "symptom.y": ABSENT}
    forward = rank_faults(_row(one, two), NOBODY, states, 3)
    assert forward == rank_faults(_row(two, one), NOBODY, states, 3)


def test_a_reason_shows_its_path_only_where_the_graph_has_one() -> None:
    row = _row(_finding(0, "symptom.x", a=0.8))
    ranking = rank_faults(row, NOBODY, {"symptom.x": PRESENT}, limit=3)
    assert ranking.shown[0].reasons[0].path == ("symptom.x", "INDICATES 0.80", "fault.a")
    assert ranking.shown[1].reasons[0].path == ()
    assert ranking.shown[1].reasons[0].log_odds < 0

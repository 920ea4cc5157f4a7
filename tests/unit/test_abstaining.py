"""When an answer names no cause, and what it says then."""

from engine.abstaining import abstains
from engine.turn import Turn
from tests.builders.turn import evidence_row, finding_row, turn_of

PRIORS = {"fault.a": 0.02, "fault.b": 0.02}


def _turn(a: float, b: float, *, unlisted_rate: float = 0.01, share: float = 0.1) -> Turn:
    """Return a turn after one present finding that has these weights."""
    finding = finding_row("symptom.x", {"fault.a": a, "fault.b": b}, unlisted_rate=unlisted_rate)
    return turn_of(evidence_row(PRIORS, [finding], unlisted=share), present=["symptom.x"])


def test_a_clear_first_fault_is_named() -> None:
    assert abstains(_turn(0.9, 0.1)) is None


def test_without_a_finding_no_cause_is_named() -> None:
    assert abstains(turn_of(evidence_row({"fault.a": 0.02}))) == "too_little_evidence"


def test_an_unknown_finding_is_no_evidence() -> None:
    row = evidence_row(PRIORS, [finding_row("symptom.x", {"fault.a": 0.9})])
    assert abstains(turn_of(row, unknown=["symptom.x"])) == "too_little_evidence"


def test_two_equal_faults_are_too_close() -> None:
    assert abstains(_turn(0.5, 0.5)) == "too_close"


def test_many_faults_of_little_probability_are_not_sure_enough() -> None:
    priors = {f"fault.n{at}": 0.02 for at in range(8)}
    row = evidence_row(priors, [finding_row("symptom.x", dict.fromkeys(priors, 0.5))])
    assert abstains(turn_of(row, present=["symptom.x"])) == "not_sure_enough"


def test_when_the_cause_is_probably_not_in_the_graph_it_says_so() -> None:
    turn = _turn(0.02, 0.01, unlisted_rate=0.9, share=0.3)
    assert turn.posterior.unlisted > 0.9
    assert abstains(turn) == "unlisted_first"


def test_without_any_fault_the_cause_is_not_in_the_graph() -> None:
    row = evidence_row({}, [finding_row("symptom.x", {})])
    assert abstains(turn_of(row, present=["symptom.x"])) == "unlisted_first"

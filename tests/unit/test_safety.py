"""The safety gate: summed probability, thresholds, what may be sold."""

import pytest

from engine.safety import SafetyThresholds, Sale, level_probabilities, part_sale, safety_gate
from engine.turn import Turn
from engine.verdict import SafetyAnswer
from graph.vocabulary import SafetyLevel
from tests.builders.turn import Part, candidate_row, evidence_row, finding_row, turn_of

RULES = SafetyThresholds()


def _turn(shares: dict[str, float], levels: dict[str, str]) -> Turn:
    """Return a turn whose posterior, apart from 0.1 unlisted, has these shares of 0.9."""
    says_nothing = finding_row("symptom.x", {}, leak=0.5, unlisted_rate=0.5)
    faults = {f"fault.{key}": share for key, share in shares.items()}
    return turn_of(evidence_row(faults, [says_nothing], levels=levels), present=["symptom.x"])


def _gate(shares: dict[str, float], levels: dict[str, str]) -> SafetyAnswer:
    return safety_gate(_turn(shares, levels), RULES)


def test_many_small_critical_probabilities_raise_the_level_together() -> None:
    shares = {"safe": 0.94, "a": 0.02, "b": 0.02, "c": 0.02}
    levels = {"fault.a": "critical", "fault.b": "critical", "fault.c": "critical"}
    gate = _gate(shares, levels)
    assert gate.level == "critical"
    assert gate.probability == pytest.approx(0.9 * 0.06, abs=1e-12)
    assert gate.because == ("fault.a", "fault.b", "fault.c")


def test_a_critical_fault_at_rank_four_still_raises_the_level() -> None:
    shares = {"s1": 0.3, "s2": 0.3, "s3": 0.3, "brake": 0.1}
    assert _gate(shares, {"fault.brake": "critical"}).level == "critical"


def test_below_every_threshold_the_level_is_normal_and_nothing_is_named() -> None:
    gate = _gate({"safe": 0.96, "a": 0.04}, {"fault.a": "critical"})
    assert (gate.level, gate.sale, gate.because) == ("normal", "allowed", ())


def test_critical_probability_counts_towards_the_lower_levels() -> None:
    gate = _gate({"safe": 0.88, "a": 0.05, "b": 0.07}, {"fault.a": "critical", "fault.b": "urgent"})
    assert gate.level == "urgent"
    assert gate.because == ("fault.b", "fault.a")


@pytest.mark.parametrize(
    ("shares", "sale"),
    [
        ({"brake": 0.3, "s1": 0.7}, Sale.DISABLED),
        ({"brake": 0.10, "s1": 0.3, "s2": 0.3, "s3": 0.3}, Sale.WARNED),
        ({"brake": 0.10, "s1": 0.5, "s2": 0.4}, Sale.DISABLED),
    ],
)
def test_every_sale_stops_when_a_critical_fault_is_likely_or_among_the_first_three(
    shares: dict[str, float], sale: Sale
) -> None:
    gate = _gate(shares, {"fault.brake": "critical"})
    assert gate.level == "critical"
    assert gate.sale == sale
    assert part_sale(gate, "critical") is Sale.DISABLED
    assert part_sale(gate, "normal") is sale


def test_unread_faults_count_with_the_level_of_their_prior_mass() -> None:
    row = evidence_row(
        {"fault.a": 0.1}, [finding_row("symptom.x", {"fault.a": 0.5})], mass=0.4, count=9
    )
    turn = turn_of(row, present=["symptom.x"])
    sums = level_probabilities(turn)
    assert sums[SafetyLevel.NORMAL] == pytest.approx(
        float(turn.posterior.faults.sum()) + turn.posterior.untouched, abs=1e-12
    )
    assert sum(sums.values()) + turn.posterior.unlisted == pytest.approx(1.0, abs=1e-12)


def test_without_any_finding_nothing_is_raised_however_common_dangerous_faults_are() -> None:
    common = turn_of(evidence_row({"fault.brake": 0.5}, levels={"fault.brake": "critical"}))
    assert safety_gate(common, RULES) == SafetyAnswer("normal", "allowed", 0.0, ())


def test_a_part_of_a_critical_fault_is_not_sold_for_another_fault_either() -> None:
    row = evidence_row(
        {"fault.brake": 0.10, "fault.s1": 0.3, "fault.s2": 0.3, "fault.s3": 0.3},
        [finding_row("symptom.x", {}, leak=0.5, unlisted_rate=0.5)],
        levels={"fault.brake": "critical"},
        candidates=[
            candidate_row("fault.brake", {}, {"part.pads": Part()}),
            candidate_row("fault.s1", {}, {"part.pads": Part(), "part.filter": Part()}),
        ],
    )
    gate = safety_gate(turn_of(row, present=["symptom.x"]), RULES)
    assert (gate.level, gate.sale) == ("critical", "warned")
    assert part_sale(gate, "normal", "part.pads") is Sale.DISABLED
    assert part_sale(gate, "normal", "part.filter") is Sale.WARNED

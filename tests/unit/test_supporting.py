"""How well a shown fault is supported, from one turn."""

import pytest

from engine.asking import askable
from engine.budget import Budget
from engine.inference.posterior import Floats
from engine.next_questions import AskingRules, next_questions
from engine.supporting import confidence_answer
from engine.turn import Turn
from engine.vehicle import RecognisedVehicle
from engine.verdict import ConfidenceAnswer
from tests.builders.turn import evidence_row, finding_row, question_row, turn_of

PRIORS = {"fault.a": 0.02, "fault.b": 0.02}
COLD = {"tax_temp=froid": 0.4, "tax_temp=chaud": 0.6}
RATIOS = {"fault.a": {"tax_temp=froid": 2.0, "tax_temp=chaud": 1 / 3}}


def _confidence(turn: Turn, fault: str = "fault.a") -> ConfidenceAnswer:
    return confidence_answer(turn, turn.network.fault_ids.index(fault), ())


def _turn(
    temp: str | None = None, *, mileage_km: int | None = None, absent: tuple[str, ...] = ()
) -> Turn:
    """Return a turn where one of the four required observables of fault a is present."""
    findings = [
        finding_row("symptom.x", {"fault.a": 0.8, "fault.b": 0.3}, base=COLD, ratios=RATIOS),
        *(finding_row(key, {"fault.a": 0.95}) for key in absent),
    ]
    questions = [
        question_row(key, {"fault.a": weight})
        for key, weight in (("sign.y", 0.9), ("sign.z", 0.6), ("sign.w", 0.5), ("sign.v", 0.4))
        if key not in absent
    ]
    return turn_of(
        evidence_row(PRIORS, findings, questions=questions),
        present=["symptom.x"],
        absent=absent,
        qualifiers={"symptom.x": {"tax_temp": temp}} if temp else None,
        vehicle=RecognisedVehicle(mileage_km=mileage_km),
    )


def test_each_part_of_the_confidence_is_itemised_and_they_add_up() -> None:
    found = _confidence(_turn("froid", mileage_km=90_000))
    # 25 base, 1 of 4 required, it fits, cold is what the fault makes likelier, history known.
    assert dict(found.factors) == {
        "base": 25.0,
        "provided": 30.0 / 4,
        "coherence": 20.0,
        "taxonomy": 15.0,
        "vehicle_history": 10.0,
    }
    assert found.score == pytest.approx(77.5)
    assert found.score == pytest.approx(sum(points for _, points in found.factors))


@pytest.mark.parametrize(("temp", "points"), [("froid", 15.0), ("chaud", 0.0), (None, 0.0)])
def test_only_a_circumstance_that_the_fault_makes_likelier_counts(
    temp: str | None, points: float
) -> None:
    assert dict(_confidence(_turn(temp)).factors)["taxonomy"] == points


def test_a_circumstance_that_is_as_usual_as_ever_gains_nothing() -> None:
    usual = {"fault.a": {"tax_temp=froid": 1.0, "tax_temp=chaud": 1.0}}
    finding = finding_row("symptom.x", {"fault.a": 0.8}, base=COLD, ratios=usual)
    turn = turn_of(
        evidence_row(PRIORS, [finding]),
        present=["symptom.x"],
        qualifiers={"symptom.x": {"tax_temp": "froid"}},
    )
    assert dict(_confidence(turn).factors)["taxonomy"] == 0.0


def test_without_a_mileage_there_is_no_vehicle_history() -> None:
    assert dict(_confidence(_turn()).factors)["vehicle_history"] == 0.0


def test_a_fault_that_tells_nothing_of_the_circumstance_gains_nothing_from_it() -> None:
    assert dict(_confidence(_turn("froid"), "fault.b").factors)["taxonomy"] == 0.0


def test_contradictory_evidence_lowers_the_confidence() -> None:
    fits, contradicted = _confidence(_turn()), _confidence(_turn(absent=("sign.y",)))
    assert contradicted.score < fits.score
    assert dict(contradicted.factors)["coherence"] == 0.0


def test_a_present_finding_that_the_fault_does_not_explain_does_not_fit() -> None:
    row = evidence_row(
        PRIORS,
        [finding_row("symptom.x", {"fault.a": 0.8}), finding_row("symptom.q", {"fault.b": 0.8})],
    )
    turn = turn_of(row, present=["symptom.x", "symptom.q"])
    assert dict(_confidence(turn).factors)["coherence"] == 0.0


def test_what_is_missing_are_the_required_observables_not_known_yet() -> None:
    assert _confidence(_turn()).missing == ("sign.y", "sign.z", "sign.w")
    assert _confidence(_turn(absent=("sign.y",))).missing == ("sign.z", "sign.w")


def test_what_tells_most_is_missing_first() -> None:
    def nothing(_rates: Floats, _cost_eur: Floats) -> Floats | None:
        return None

    row = evidence_row(
        PRIORS,
        [finding_row("symptom.x", {"fault.a": 0.8, "fault.b": 0.7})],
        questions=[
            question_row("sign.common", {"fault.a": 0.9, "fault.b": 0.9}),
            question_row("sign.telling", {"fault.a": 0.6}),
        ],
    )
    turn = turn_of(row, present=["symptom.x"])
    asked = next_questions(turn, askable(turn, Budget()), Budget(), AskingRules(), nothing)
    assert confidence_answer(turn, 0, asked).missing == ("sign.telling", "sign.common")
    assert confidence_answer(turn, 0, ()).missing == ("sign.common", "sign.telling")

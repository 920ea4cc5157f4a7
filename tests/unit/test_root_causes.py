"""Shares of root causes in a context: odds multiplied, the sum kept, words for it."""

from typing import Any

import pytest

from api.presenting_remedies import root_cause_output
from engine.evidence import KnownFinding
from engine.root_causes import case_facts, circumstances_of, root_causes
from engine.vehicle import RecognisedVehicle
from graph.contexts import CaseFacts
from graph.vocabulary import EvidenceState, Locale
from seeds.compiling.faults import odds_multiplier

URBAN = CaseFacts(chosen={"usage": frozenset({"urban"})})


def _cause(name: str, share: float | None, **contexts: float) -> dict[str, Any]:
    return {
        "id": f"cause.{name}",
        "label_fr": f"{name} (fr)",
        "label_en": f"{name} (en)",
        "root_cause_code": name.upper(),
        "cause_type": "usage",
        "share": share,
        "contexts": [f"usage={key}" for key in contexts] or None,
        "context_boost": list(contexts.values()) or None,
        "relation_id": f"rel_{name}",
    }


def test_a_boost_of_a_fifth_lifts_a_share_of_a_fifth_to_two_fifths() -> None:
    causes = [_cause("a", 0.2, urban=odds_multiplier(0.2)), _cause("b", 0.8)]
    found = {item.node["id"]: item for item in root_causes(causes, URBAN)}
    assert found["cause.a"].share == pytest.approx(0.4, abs=1e-12)
    assert found["cause.b"].share == pytest.approx(0.6, abs=1e-12)
    assert found["cause.a"].usual_share == 0.2
    assert [name for name, _ in found["cause.a"].boosted_by] == ["usage=urban"]


def test_the_share_left_to_causes_that_are_not_listed_gives_way_too() -> None:
    causes = [_cause("a", 0.2, urban=odds_multiplier(0.2)), _cause("b", 0.4)]
    found = {item.node["id"]: item.share for item in root_causes(causes, URBAN)}
    assert found["cause.a"] == pytest.approx(0.4, abs=1e-12)
    assert found["cause.b"] == pytest.approx(0.3, abs=1e-12)


def test_without_the_context_nothing_changes() -> None:
    causes = [_cause("a", 0.2, urban=4.0), _cause("b", None)]
    found = {item.node["id"]: item for item in root_causes(causes, CaseFacts())}
    assert found["cause.a"].share == pytest.approx(0.2, abs=1e-12)
    assert found["cause.b"].share == pytest.approx(0.5, abs=1e-12)
    assert found["cause.a"].boosted_by == ()
    assert root_causes([], URBAN) == []


def test_the_likelier_cause_comes_first_ties_by_id() -> None:
    causes = [_cause("b", 0.3), _cause("a", 0.3), _cause("c", 0.4, urban=0.1)]
    assert [item.node["id"] for item in root_causes(causes, URBAN)] == [
        "cause.a",
        "cause.b",
        "cause.c",
    ]


def test_what_is_known_of_a_case_comes_from_vehicle_use_and_present_findings() -> None:
    known = {
        "symptom.x": KnownFinding(EvidenceState.PRESENT, {"tax_temp": "froid"}),
        "symptom.y": KnownFinding(EvidenceState.ABSENT, {"tax_temp": "chaud"}),
    }
    vehicle = RecognisedVehicle(
        powertrains=("diesel",), vehicle_types=("car", "van"), year=2014, mileage_km=98_000
    )
    circumstances = circumstances_of(known, {"tax_phase": "ralenti"})
    facts = case_facts(vehicle, ["urban"], circumstances, year_now=2026)
    assert facts.measured == {"mileage_km": 98_000.0, "vehicle_age_years": 12.0}
    assert facts.chosen["usage"] == {"urban"}
    assert facts.chosen["powertrain"] == {"diesel"}
    assert facts.chosen["vehicle_type"] == frozenset()
    assert facts.chosen["tax_temp"] == {"froid"}
    assert facts.chosen["tax_phase"] == {"ralenti"}


def test_without_this_year_the_age_of_a_vehicle_is_not_known() -> None:
    assert "vehicle_age_years" not in case_facts(RecognisedVehicle(year=2014), [], []).measured
    future = case_facts(RecognisedVehicle(year=2030), [], [], year_now=2026)
    assert future.measured["vehicle_age_years"] == 0.0


@pytest.mark.parametrize(
    ("share", "boosts", "other", "words"),
    [
        (0.2, {"urban": 4.0}, {}, "Likelier here (town driving): 50 %."),
        (0.5, {"urban": 0.25}, {}, "Less likely here (town driving): 20 %."),
        (0.2, {"urban": 1.5}, {"urban": 20.0}, "Here (town driving) another cause outweighs it"),
        (0.2, {}, {"urban": 4.0}, "Here other causes are likelier: 6 %."),
    ],
)
def test_the_explanation_says_what_the_context_does(
    share: float, boosts: dict[str, float], other: dict[str, float], words: str
) -> None:
    causes = [_cause("a", share, **boosts), _cause("b", 1.0 - share, **other)]
    told = {
        item.node["id"]: root_cause_output(item, Locale.EN) for item in root_causes(causes, URBAN)
    }
    assert words in told["cause.a"].explanation
    assert told["cause.a"].explanation.startswith("Use of the vehicle: behind")


def test_a_root_cause_is_told_with_all_fields_of_the_source() -> None:
    told = root_cause_output(root_causes([_cause("a", 0.2)], URBAN)[0], Locale.FR)
    assert told.cause.model_dump() == {
        "id": "cause.a",
        "label": "a (fr)",
        "root_cause_id": "cause.a",
        "root_cause_code": "A",
        "root_cause_label": "a (fr)",
        "description": None,
        "prevention_tips": [],
        "cause_type": "usage",
        "is_preventable": True,
    }
    assert (told.probability, told.relation_id) == (20.0, "rel_a")

"""The confidence score of KG v2.8.2, by the decisions of the requirements."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.confidence import Confidence, ConfidenceBasis, confidence, required_observables

WEIGHTS = {"sign.a": 0.95, "sign.b": 0.8, "sign.c": 0.5, "sign.d": 0.3}
LEAKS = dict.fromkeys(("sign.a", "sign.b", "sign.c", "sign.d", "sign.x"), 0.02)


def _basis(*present: str, absent: tuple[str, ...] = ()) -> ConfidenceBasis:
    return ConfidenceBasis(WEIGHTS, LEAKS, frozenset(present), frozenset(absent))


def _points(result: Confidence) -> dict[str, float]:
    return {factor.key: factor.contribution for factor in result.factors}


def test_everything_given_and_fitting_scores_a_hundred() -> None:
    basis = replace(
        _basis("sign.a", "sign.b", "sign.c"), qualifiers_matched=1, has_vehicle_history=True
    )
    assert confidence(basis).score == 100.0
    assert confidence(basis).missing == ()


def test_each_factor_gives_the_points_of_the_requirements() -> None:
    basis = replace(_basis("sign.a"), qualifiers_matched=2, has_vehicle_history=True)
    assert _points(confidence(basis)) == {
        "base": 25.0,
        "provided": pytest.approx(10.0),
        "coherence": 20.0,
        "taxonomy": 15.0,
        "vehicle_history": 10.0,
    }


def test_only_the_eight_strongest_observables_are_required() -> None:
    weights = {f"sign.{at:02}": 0.5 + at / 100 for at in range(12)} | {"sign.weak": 0.49}
    assert required_observables(weights) == tuple(f"sign.{at:02}" for at in range(11, 3, -1))


def test_a_weak_observable_is_not_required() -> None:
    assert _points(confidence(_basis("sign.d")))["provided"] == 0.0


def test_a_present_observable_without_a_relationship_takes_coherence_away() -> None:
    with_stranger = confidence(_basis("sign.a", "sign.x"))
    assert _points(with_stranger)["coherence"] == 0.0
    assert with_stranger.score == confidence(_basis("sign.a")).score - 20.0


def test_a_relationship_no_stronger_than_the_leak_explains_nothing() -> None:
    basis = replace(_basis("sign.a", "sign.d"), leaks=LEAKS | {"sign.d": 0.3})
    assert _points(confidence(basis))["coherence"] == 0.0


def test_an_absent_observable_contradicts_only_from_weight_point_nine() -> None:
    assert _points(confidence(_basis("sign.b", absent=("sign.a",))))["coherence"] == 0.0
    assert _points(confidence(_basis("sign.a", absent=("sign.b",))))["coherence"] == 20.0


def test_one_contradicted_qualifier_takes_the_taxonomy_points_away() -> None:
    basis = replace(_basis("sign.a"), qualifiers_matched=3, qualifiers_contradicted=1)
    assert _points(confidence(basis))["taxonomy"] == 0.0


def test_missing_are_the_required_ones_not_yet_asked_by_information() -> None:
    basis = replace(_basis(absent=("sign.a",)), information={"sign.c": 0.4, "sign.b": 0.1})
    assert confidence(basis).missing == ("sign.c", "sign.b")
    assert confidence(_basis()).missing == ("sign.a", "sign.b", "sign.c")


def test_a_fault_without_strong_observables_gets_no_points_for_them() -> None:
    basis = ConfidenceBasis({"sign.d": 0.3}, LEAKS, frozenset({"sign.d"}), frozenset())
    assert confidence(basis).score == 45.0


_IDS = st.sampled_from(("sign.a", "sign.b", "sign.c", "sign.d", "sign.x"))


@given(st.sets(_IDS), st.sets(_IDS), st.booleans())
def test_contradictory_evidence_never_raises_the_score(
    present: set[str], absent: set[str], has_history: bool
) -> None:
    basis = replace(
        _basis(*present - absent, absent=tuple(absent - {"sign.a"})),
        has_vehicle_history=has_history,
    )
    before = confidence(basis).score
    stranger = replace(basis, present=basis.present | {"sign.unknown"})
    lacking = replace(basis, present=basis.present - {"sign.a"}, absent=basis.absent | {"sign.a"})
    assert confidence(stranger).score <= before
    assert confidence(lacking).score <= before


@given(st.sets(_IDS), st.sets(_IDS), st.integers(0, 2), st.integers(0, 2))
def test_the_factors_add_up_and_the_score_stays_between_the_base_and_a_hundred(
    present: set[str], absent: set[str], matched: int, contradicted: int
) -> None:
    basis = replace(
        _basis(*present, absent=tuple(absent)),
        qualifiers_matched=matched,
        qualifiers_contradicted=contradicted,
    )
    result = confidence(basis)
    assert 25.0 <= result.score <= 100.0
    assert result.score == pytest.approx(sum(_points(result).values()))

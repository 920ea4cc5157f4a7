"""The figures of EFI 5.1, worked out by hand, and laws that hold for any signals."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.matching.explaining import explain
from engine.matching.scoring import (
    MatchType,
    Signals,
    VehicleFit,
    contributions,
    fast_score,
    rank,
    score,
)

TABLE = Path(__file__).with_name("matching_scores.yaml")


HAND_COMPUTED = [
    pytest.param(case, id=case["case"])
    for case in yaml.safe_load(TABLE.read_text(encoding="utf-8"))
]


def signals(given: dict[str, Any]) -> Signals:
    return Signals(
        card_codes=frozenset(given.get("card_codes", ())),
        codes_in_common=frozenset(given.get("in_common", ())),
        same_signature=given.get("same_signature", False),
        shared_keywords=given.get("keywords", 0),
        similarity=given.get("similarity"),
        fit=VehicleFit(given.get("vehicle", "unknown")),
        effectiveness=given.get("effectiveness"),
        is_approved=given.get("approved", True),
    )


@pytest.mark.parametrize("case", HAND_COMPUTED)
def test_a_score_is_what_the_hand_gives(case: dict[str, Any]) -> None:
    told = signals(case["signals"])
    fast = fast_score(told)
    expected_fast = case.get("fast")
    assert (fast.total if fast else None) == expected_fast
    found = score(told)
    assert found.total == pytest.approx(case["total"], abs=1e-12)
    assert found.match_type is MatchType(case["type"])
    if "stages" in case:
        stages = found.stages
        actual = [stages.exact, stages.keyword, stages.semantic, stages.vehicle]
        assert actual == pytest.approx(case["stages"])


ANY = st.builds(
    Signals,
    card_codes=st.frozensets(st.sampled_from(["P0171", "P0174", "E401"])),
    codes_in_common=st.frozensets(st.sampled_from(["P0171", "P0174", "E401"])),
    same_signature=st.booleans(),
    shared_keywords=st.integers(0, 40),
    similarity=st.none() | st.floats(-1, 1),
    fit=st.sampled_from(VehicleFit),
    effectiveness=st.none() | st.floats(0, 1),
    is_approved=st.booleans(),
)


@given(ANY)
def test_a_score_stays_within_0_and_1_and_its_lines_add_up_to_it(told: Signals) -> None:
    for found in (score(told), fast_score(told)):
        if found is not None:
            assert 0.0 <= found.total <= 1.0
            lines = explain(found, told, ["P0171"] if told.codes_in_common else [], [])
            assert sum(line.contribution for line in lines) == pytest.approx(found.total, abs=1e-9)


@given(ANY, st.integers(1, 5))
def test_more_of_anything_never_lowers_a_score(told: Signals, more: int) -> None:
    def with_changes(**changed: Any) -> float:
        return score(Signals(**{**vars(told), **changed})).total

    before = score(told).total
    assert with_changes(shared_keywords=told.shared_keywords + more) >= before
    assert with_changes(same_signature=True) >= before
    assert with_changes(fit=VehicleFit.EXACT) >= before
    assert with_changes(fit=VehicleFit.INCOMPATIBLE) <= before
    assert with_changes(effectiveness=1.0) >= before
    if told.similarity is not None:
        assert with_changes(similarity=min(1.0, told.similarity + 0.1)) >= before


@given(ANY)
def test_the_weights_of_the_ensemble_are_those_of_the_source(told: Signals) -> None:
    found = score(told)
    stages = found.stages
    assert contributions(stages) == (
        0.4 * stages.exact,
        0.3 * (stages.keyword or 0.0),
        0.2 * (stages.semantic or 0.0),
        0.1 * stages.vehicle,
    )


@given(st.lists(st.tuples(st.sampled_from(["fc_a", "fc_b", "fc_c", "fc_d"]), ANY), max_size=4),
       st.randoms())  # fmt: skip
def test_the_order_is_total_whatever_the_order_of_the_candidates(
    told: list[tuple[str, Signals]], random: Any
) -> None:
    scored = [(key, score(each)) for key, each in dict(told).items()]
    mixed = list(scored)
    random.shuffle(mixed)
    assert rank(mixed) == rank(scored)
    totals = [found.total for _, found in rank(scored)]
    assert totals == pytest.approx(sorted(totals, reverse=True), abs=1e-11)


def test_ties_are_broken_by_the_id() -> None:
    same = score(Signals(shared_keywords=2))
    assert [key for key, _ in rank([("fc_b", same), ("fc_c", same), ("fc_a", same)])] == [
        "fc_a",
        "fc_b",
        "fc_c",
    ]


def test_equal_scores_of_the_fast_path_go_by_vehicle_and_effectiveness_first() -> None:
    def card(fit: VehicleFit, effectiveness: float) -> Any:
        codes = frozenset(["P0171"])
        return fast_score(Signals(codes, codes, fit=fit, effectiveness=effectiveness))

    listed = [
        ("fc_a", card(VehicleFit.UNKNOWN, 0.9)),
        ("fc_b", card(VehicleFit.UNKNOWN, 1.0)),
        ("fc_c", card(VehicleFit.EXACT, 0.1)),
    ]
    assert [key for key, _ in rank(listed)] == ["fc_c", "fc_b", "fc_a"]

"""Name patterns of recurring faults: what they match, once, when knowledge is compiled."""

from typing import Any

import pytest

from graph.name_patterns import matches
from graph.vocabulary import RelationshipType
from seeds.compiling.pack import compile_pack
from seeds.patterns import (
    KnownVehicles,
    known_vehicles,
    pattern_problems,
    pattern_targets,
    unmatched_patterns,
)
from seeds.records.recurring import RecurringPatternRecord
from seeds.records.source import KnowledgeFile
from seeds.validate import Pack, load_pack

MODELS = [
    ("model.p_308_1", "make.p", "308 I", ["engine.hdi"], []),
    ("model.p_308_2", "make.p", "308 II", ["engine.pt", "engine.hdi"], ["peugeot 308"]),
    ("model.r_megane", "make.r", "Mégane III", ["engine.dci"], []),
]
ENGINES = [
    ("engine.pt", "make.p", "1.2 PureTech (EB2)", "petrol"),
    ("engine.hdi", "make.p", "2.0 HDi (DW10)", "diesel"),
    ("engine.dci", "make.r", "1.5 dCi (K9K)", "diesel"),
]


def _file(*patterns: dict[str, Any]) -> KnowledgeFile:
    return KnowledgeFile.model_validate(
        {
            "makes": [{"id": "make.p", "label": "Peugeot"}, {"id": "make.r", "label": "Renault"}],
            "engine_families": [
                {"id": key, "make": make, "label": label, "powertrain": powertrain}
                for key, make, label, powertrain in ENGINES
            ],
            "models": [
                {
                    "id": key,
                    "make": make,
                    "label": label,
                    "vehicle_type": "car",
                    "year_from": 2007,
                    "engines": engines,
                    "aliases": aliases,
                }
                for key, make, label, engines, aliases in MODELS
            ],
            "recurring_patterns": [{"fault": "fault.x", **pattern} for pattern in patterns],
        }
    )


@pytest.fixture(scope="module")
def known() -> KnownVehicles:
    return known_vehicles([_file()])


def _targets(known: KnownVehicles, **pattern: Any) -> dict[str, tuple[str, ...]]:
    record = RecurringPatternRecord.model_validate({"fault": "fault.x", **pattern})
    return {target.id: target.model_ids for target in pattern_targets(record, known)}


@pytest.mark.parametrize(
    ("pattern", "name", "holds"),
    [
        ("308*", "308 II", True),
        ("308%", "308 II", True),
        ("308", "308 II", False),
        ("*308", "Peugeot 308", True),
        ("PEUGEOT 308 ii", "Peugeot 308 II", True),
        ("megane*", "Mégane III", True),
        ("1,5 dci%k9k%", "1.5 dCi (K9K)", True),
        ("1.5*", "1x5", False),
        ("%", "", True),
    ],
)
def test_a_pattern_is_held_against_the_whole_name(pattern: str, name: str, holds: bool) -> None:
    assert matches(pattern, [name]) is holds


@pytest.mark.parametrize("anything", ["*", "%", "%*"])
def test_an_engine_pattern_for_any_model_holds_for_the_whole_engine(
    known: KnownVehicles, anything: str
) -> None:
    found = _targets(known, vehicle_model_pattern=anything, engine_pattern="1.5 dCi*")
    assert found == {"engine.dci": ()}


def test_a_displacement_may_stand_before_or_behind_the_name(known: KnownVehicles) -> None:
    for pattern in ("HDI 2.0*", "2.0 hdi*", "peugeot 2.0 HDi*"):
        assert _targets(known, vehicle_model_pattern="%", engine_pattern=pattern) == {
            "engine.hdi": ()
        }


def test_both_patterns_must_hold(known: KnownVehicles) -> None:
    found = _targets(known, vehicle_model_pattern="Peugeot 308*", engine_pattern="PureTech*")
    assert found == {"engine.pt": ("model.p_308_2",)}
    both = _targets(known, vehicle_model_pattern="Peugeot 308*", engine_pattern="2.0 HDi*")
    assert both == {"engine.hdi": ("model.p_308_1", "model.p_308_2")}
    assert _targets(known, vehicle_model_pattern="Renault*", engine_pattern="PureTech*") == {}


def test_a_model_pattern_alone_holds_for_the_models(known: KnownVehicles) -> None:
    assert set(_targets(known, vehicle_model_pattern="peugeot 308*")) == {
        "model.p_308_1",
        "model.p_308_2",
    }


def test_what_is_excepted_is_left_out(known: KnownVehicles) -> None:
    left = _targets(
        known, vehicle_model_pattern="%", engine_pattern="2.0*", except_targets=["engine.hdi"]
    )
    assert left == {}
    bound = _targets(
        known, vehicle_model_pattern="%", engine_pattern="2.0*", except_targets=["model.p_308_1"]
    )
    assert bound == {"engine.hdi": ("model.p_308_2",)}


def test_a_pattern_that_matches_nothing_or_is_told_twice_is_reported() -> None:
    good = {"vehicle_model_pattern": "Peugeot 308*"}
    file = _file(good, {"vehicle_model_pattern": "Trabant*"}, good)
    assert [(at, r.vehicle_model_pattern) for _, at, r in unmatched_patterns({"f": file})] == [
        (1, "Trabant*")
    ]
    found = {place: message for _, place, message in pattern_problems({"f": file})}
    assert "matches no model" in found["recurring_patterns", 1, "vehicle_model_pattern"]
    assert "already told in f 0" in found["recurring_patterns", 2, "fault"]


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return load_pack()


#: fault, target, models, km, frequency, boost: the table and the seed data of KG v2.8.12.
ROWS = [
    ("timing_belt_degraded", "psa_eb2", None, (80_000, 120_000), None, 0.20),
    ("egr_valve_clogged", "renault_k9k", None, (60_000, 100_000), 0.42, 0.30),
    ("diesel_injector_leaking", "renault_k9k", None, (100_000, 150_000), None, 0.20),
    ("ignition_coil_failed", "vag_14_tsi_ea211", None, (50_000, 80_000), None, 0.20),
    ("dpf_clogged", "psa_dw10", None, (80_000, 120_000), None, 0.20),
    ("timing_chain_stretched", "psa_ep6", None, (80_000, 120_000), None, 0.20),
    ("timing_belt_degraded", "psa_eb2", ["model.peugeot_308_2"], (80_000, 120_000), 0.35, 0.25),
    ("ignition_coil_failed", "vag_10_tsi_ea211", None, (50_000, 80_000), 0.25, 0.20),
]


@pytest.mark.parametrize(("fault", "engine", "models", "km", "rate", "boost"), ROWS)
def test_every_row_of_the_source_is_in_the_shipped_knowledge(  # noqa: PLR0913, PLR0917
    shipped: Pack,
    fault: str,
    engine: str,
    models: list[str] | None,
    km: tuple[int, int],
    rate: float | None,
    boost: float,
) -> None:
    found = [
        row.properties
        for row in compile_pack(shipped).relationships
        if row.type is RelationshipType.AFFECTS
        and (row.start, row.end) == (f"fault.{fault}", f"engine.{engine}")
        and row.properties.get("model_pattern")
    ]
    assert [
        item
        for item in found
        if (item["km_from"], item["km_to"]) == km
        and item["model_ids"] == models
        and item["frequency_rate"] == rate
        and item["probability_boost"] == boost
    ], found


def test_several_patterns_of_one_pair_have_ids_of_their_own(shipped: Pack) -> None:
    ids = [row.relation_id for row in compile_pack(shipped).relationships]
    assert len(ids) == len(set(ids))

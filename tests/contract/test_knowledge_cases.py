"""The list of names for writers of cases is well formed and has every shipped fault in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

import pytest
import yaml

from graph.vocabulary import Powertrain, SafetyLevel, VehicleType
from seeds.records.fault import FaultRecord
from seeds.validate import Pack
from tests.contract.checks.files import ROOT
from tests.contract.checks.knowledge import faults

Name = dict[str, Any]

LIST = ROOT / "benchmarks" / "knowledge_cases" / "faults.yaml"
#: In the order of the file. More would tell a writer of cases more than the name.
FIELDS = ("id", "label_fr", "label_en", "system", "powertrains", "vehicle_types", "safety_level")
ID_PATTERN = r"fault\.[a-z0-9]+(_[a-z0-9]+)*"
UNIQUE = ("id", "label_fr", "label_en")
#: The folders of the knowledge, those to come included.
SYSTEMS = {
    "air_fuel",
    "body_electrics",
    "braking",
    "charging_equipment",
    "charging_starting",
    "climate",
    "cooling",
    "electric_drive",
    "engine_mechanics",
    "exhaust",
    "high_voltage_battery",
    "ignition",
    "network",
    "restraint",
    "steering_suspension",
    "timing",
    "transmission_clutch",
    "two_three_wheelers",
}
COMBUSTION = {"petrol", "diesel", "lpg"}
FOUR_WHEELS = {"car", "van"}


def name_problems(name: Name) -> Iterator[str]:
    """Yield what is wrong with one name."""
    if tuple(name) != FIELDS:
        yield f"{name.get('id')} has the fields {', '.join(name)}"
        return
    if not re.fullmatch(ID_PATTERN, str(name["id"])):
        yield f"{name['id']} is not fault.<english_slug>"
    if name["system"] not in SYSTEMS:
        yield f"{name['id']}: no system {name['system']}"
    if name["safety_level"] not in set(SafetyLevel):
        yield f"{name['id']}: no safety level {name['safety_level']}"
    if not (name["label_fr"] and name["label_en"]) or name["label_fr"] == name["label_en"]:
        yield f"{name['id']} has no label in one of the languages"
    yield from _choice_problems(name, "powertrains", Powertrain)
    yield from _choice_problems(name, "vehicle_types", VehicleType)


def _choice_problems(name: Name, field: str, values: type[StrEnum]) -> Iterator[str]:
    """Yield a problem unless a field has some of the values, each once and in their order."""
    chosen = name[field]
    if not chosen or chosen != [value for value in values if value in chosen]:
        yield f"{name['id']}: {field} {chosen}"


def list_problems(names: Sequence[Name]) -> Iterator[str]:
    """Yield what is wrong with the list as a whole: doubles, and the order."""
    for field in UNIQUE:
        counts = Counter(str(name[field]).casefold() for name in names)
        yield from (f"{field} twice: {value}" for value, count in counts.items() if count > 1)
    keys = [(name["system"], name["id"]) for name in names]
    if keys != sorted(keys):
        yield "not sorted by system, then id"


def shipped_problems(names: Sequence[Name], shipped: Sequence[FaultRecord]) -> Iterator[str]:
    """Yield the shipped faults that the list does not have as they are."""
    listed = {name["id"]: name for name in names}
    for fault in shipped:
        name = listed.get(fault.id)
        if name is None:
            yield f"{fault.id} is missing"
            continue
        expected = {
            "label_fr": fault.label.fr,
            "label_en": fault.label.en,
            "powertrains": [value for value in Powertrain if value in fault.powertrains],
            "vehicle_types": [value for value in VehicleType if value in fault.vehicle_types],
            "safety_level": fault.safety_level,
        }
        yield from (f"{fault.id}: another {key}" for key in expected if name[key] != expected[key])


def electric(names: Sequence[Name]) -> list[Name]:
    """Return the names that no vehicle driven by an engine alone can have."""
    return [name for name in names if not COMBUSTION & set(name["powertrains"])]


@pytest.fixture(scope="module")
def names() -> list[Name]:
    listed: list[Name] = yaml.safe_load(LIST.read_text(encoding="utf-8"))["faults"]
    return listed


@pytest.fixture(scope="module")
def shipped(pack: Pack) -> list[FaultRecord]:
    return faults(list(pack.files.values()))


def test_the_list_is_well_formed(names: list[Name]) -> None:
    assert [problem for name in names for problem in name_problems(name)] == []
    assert list(list_problems(names)) == []


def test_the_list_is_long_enough_in_every_class(names: list[Name]) -> None:
    light = [name for name in electric(names) if not FOUR_WHEELS & set(name["vehicle_types"])]
    assert len(names) >= 200
    assert len(electric(names)) >= 55
    assert len(light) >= 20
    assert min(Counter(name["system"] for name in names).values()) >= 5
    assert {name["system"] for name in names} == SYSTEMS


def test_every_shipped_fault_is_in_the_list_as_it_is(
    names: list[Name], shipped: list[FaultRecord]
) -> None:
    assert len(shipped) >= 50
    assert list(shipped_problems(names, shipped)) == []


GOOD: Name = {
    "id": "fault.horn_failed",
    "label_fr": "Avertisseur en panne",
    "label_en": "Failed horn",
    "system": "body_electrics",
    "powertrains": ["petrol", "diesel"],
    "vehicle_types": ["car"],
    "safety_level": "warning",
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"id": "horn_failed"}, ["horn_failed is not fault.<english_slug>"]),
        ({"id": "fault.horn failed"}, ["fault.horn failed is not fault.<english_slug>"]),
        ({"system": "horn"}, ["fault.horn_failed: no system horn"]),
        ({"safety_level": "high"}, ["fault.horn_failed: no safety level high"]),
        ({"label_fr": "Failed horn"}, ["fault.horn_failed has no label in one of the languages"]),
        ({"powertrains": ["steam"]}, ["fault.horn_failed: powertrains ['steam']"]),
        ({"vehicle_types": []}, ["fault.horn_failed: vehicle_types []"]),
        ({"weight": 0.5}, [f"fault.horn_failed has the fields {', '.join(FIELDS)}, weight"]),
    ],
)
def test_a_planted_malformed_name_is_found(changes: Name, expected: list[str]) -> None:
    assert list(name_problems(GOOD | changes)) == expected


def test_planted_doubles_and_a_wrong_order_are_found() -> None:
    twin = GOOD | {"id": "fault.horn_dead", "label_en": "failed horn", "label_fr": "Klaxon muet"}
    assert list(list_problems([twin, GOOD])) == ["label_en twice: failed horn"]
    assert list(list_problems([GOOD, twin])) == [
        "label_en twice: failed horn",
        "not sorted by system, then id",
    ]
    assert "id twice: fault.horn_failed" in list(list_problems([GOOD, GOOD]))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"id": "fault.another"}, "is missing"),
        ({"label_en": "Another name"}, "another label_en"),
        ({"powertrains": ["fuel_cell"]}, "another powertrains"),
        ({"safety_level": "normal"}, "another safety_level"),
    ],
)
def test_a_planted_change_of_a_shipped_fault_is_found(
    names: list[Name], shipped: list[FaultRecord], changes: Name, expected: str
) -> None:
    leak = "fault.brake_fluid_leak"
    changed = [name | changes if name["id"] == leak else name for name in names]
    found = list(shipped_problems(changed, shipped))
    assert len(found) == 1
    assert found[0].startswith(leak)
    assert found[0].endswith(expected)

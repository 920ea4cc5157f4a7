"""Every shipped fault can be checked, and its root causes are those that the source names."""

from typing import Any

import pytest
from pydantic import ValidationError

from graph.vocabulary import SafetyLevel
from seeds.records.fault import FaultRecord
from seeds.records.repair import Step
from seeds.records.source import KnowledgeFile
from seeds.validate import Pack
from tests.contract.checks.knowledge import faults, verification_problems

#: Fault and root causes of the tree that KG v2.8.10 draws, in the order of the source.
BRAKING_TREE = {
    "fault.brake_discs_worn": (
        "cause.brake_disc_heat_stress",
        "cause.brake_disc_hub_rust",
        "cause.brake_discs_low_quality",
    ),
    "fault.brake_pads_worn": ("cause.brake_pad_normal_wear", "cause.sport_driving"),
    "fault.brake_caliper_seized": ("cause.caliper_piston_corroded", "cause.brake_fluid_overdue"),
}


@pytest.fixture(scope="module")
def files(pack: Pack) -> list[KnowledgeFile]:
    return list(pack.files.values())


def _with(files: list[KnowledgeFile], fault: Any) -> list[KnowledgeFile]:
    defaults = {name: field.default for name, field in KnowledgeFile.model_fields.items()}
    return [*files, KnowledgeFile.model_construct(**{**defaults, "faults": (fault,)})]


def test_every_shipped_fault_has_a_check_and_critical_ones_stop_the_vehicle(
    files: list[KnowledgeFile],
) -> None:
    assert list(verification_problems(files)) == []


def test_a_planted_fault_without_check_or_that_lets_people_drive_is_found(
    files: list[KnowledgeFile],
) -> None:
    pads = next(fault for fault in faults(files) if fault.id == "fault.brake_pads_worn")
    mute = pads.model_copy(update={"id": "fault.mute", "verification": None})
    assert list(verification_problems(_with(files, mute))) == ["fault.mute has no verification"]
    bold = pads.model_copy(update={"id": "fault.bold", "safety_level": SafetyLevel.CRITICAL})
    assert list(verification_problems(_with(files, bold))) == [
        "fault.bold is critical, but its verification lets people drive"
    ]
    with pytest.raises(ValidationError, match=r"verification\.can_drive must be false"):
        FaultRecord.model_validate({**pads.model_dump(), "safety_level": "critical"})


def test_the_braking_tree_of_the_source_is_there_with_its_types(
    files: list[KnowledgeFile],
) -> None:
    causes = {record.id: record for file in files for record in file.root_causes}
    by_id = {fault.id: fault for fault in faults(files)}
    for fault_id, names in BRAKING_TREE.items():
        assert by_id[fault_id].family == "family.braking"
        assert set(names) <= {link.id for link in by_id[fault_id].root_causes}
    assert causes["cause.brake_disc_heat_stress"].cause_type == "usage"
    assert causes["cause.brake_disc_hub_rust"].cause_type == "montage"
    assert causes["cause.brake_discs_low_quality"].cause_type == "qualite_piece"
    assert causes["cause.sport_driving"].cause_type == "usage"


def test_contexts_are_authored_for_many_faults(files: list[KnowledgeFile]) -> None:
    boosted = {
        fault.id for fault in faults(files) for link in fault.root_causes if link.context_boost
    }
    assert len(boosted) >= 20


@pytest.mark.parametrize("url", ["http://example.org/a.png", "javascript:alert(1)", 'https://a"b'])
def test_a_picture_of_a_step_comes_over_the_encrypted_web_only(url: str) -> None:
    with pytest.raises(ValidationError):
        Step.model_validate({"description": {"fr": "Un pas", "en": "A step"}, "image_url": url})

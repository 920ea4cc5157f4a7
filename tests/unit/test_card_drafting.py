"""The draft of a discovery: the union of the source's figure and code (E3)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from neo4j.time import DateTime

from cypher.rows.event import FindDiscoveryRow
from engine.cards.drafting import draft_content
from engine.cards.subsystems import infer_subsystem
from graph.cards.content import Bilingual, RequiredPart, Step
from graph.cards.properties import card_properties, normalised
from graph.nodes.check import check_properties
from graph.vocabulary import Label
from graph.vocabulary_records import CardSourceType, SubsystemCategory

_ACTION: dict[str, Any] = dict.fromkeys(
    (
        "technician_id",
        "technician_name",
        "observations",
        "tools_used",
        "new_failure_description",
        "new_failure_root_cause",
        "new_failure_resolution",
        "resolution_steps_followed",
        "diagnostic_time_minutes",
        "resolution_time_minutes",
        "completed_at",
    )
) | {"id": "act_one", "garage_id": "garage_local", "ticket_id": "tkt_one"}
_TICKET: dict[str, Any] = dict.fromkeys(
    (
        "title",
        "locale",
        "category",
        "error_codes_reported",
        "vehicle_make",
        "vehicle_model",
        "vehicle_type",
    )
) | {"id": "tkt_one"}


def _row(
    action: dict[str, Any] | None = None, ticket: dict[str, Any] | None = None, **more: Any
) -> FindDiscoveryRow:
    ids: dict[str, Any] = {"parts": [], "vehicle_ids": [], "symptom_ids": [], "fault_ids": []}
    return FindDiscoveryRow(
        action=_ACTION | (action or {}), ticket=_TICKET | (ticket or {}), **(ids | more)
    )


def test_a_bare_discovery_says_what_is_missing_in_both_languages() -> None:
    draft = draft_content(_row())
    assert draft.title == Bilingual("[DRAFT] Nouveau problème", "[DRAFT] New Issue")
    assert draft.root_cause == Bilingual("En cours d'analyse", "Under Investigation")
    assert draft.resolution_steps == (
        Step(Bilingual("Résolution à décrire", "Resolution pending"), 30),
    )
    assert draft.subsystem_category is SubsystemCategory.OTHER
    assert draft.source_type is CardSourceType.FIELD_DISCOVERY


def test_a_whole_discovery() -> None:
    action = {
        "observations": ["relay hot", "contacts welded"],
        "new_failure_description": "Charger relay stuck",
        "new_failure_root_cause": "welded contact",
        "new_failure_resolution": "replace the relay",
        "resolution_steps_followed": ["cut the power"],
        "tools_used": ["meter"],
        "diagnostic_time_minutes": 20,
        "resolution_time_minutes": 45,
        "completed_at": DateTime.from_native(datetime(2026, 3, 1, 8, tzinfo=UTC)),
    }
    ticket = {
        "title": "Does not charge",
        "category": "charging",
        "error_codes_reported": ["E401"],
        "vehicle_make": "Ather",
    }
    parts = [
        {"part_id": "part.relay", "name": "Relay", "category": None, "quantity": 1},
        {"part_id": "part.relay", "name": "Relay", "category": None, "quantity": 1},
        {"part_id": None, "name": "Clip", "category": "wiring", "quantity": 3},
    ]
    draft = draft_content(
        _row(
            action,
            ticket,
            parts=parts,
            vehicle_ids=["model.ather_450x"],
            symptom_ids=["symptom.a", "symptom.a", "symptom.b"],
            fault_ids=["fault.relay"],
        ),
        covers=("model.other",),
    )
    assert draft.title == Bilingual(None, "[DRAFT] Charger relay stuck")
    assert draft.description == Bilingual(None, "relay hot; contacts welded")
    assert draft.symptom_text == "Does not charge"
    assert draft.symptoms == ("symptom.a", "symptom.b")
    assert (draft.error_codes, draft.fault_id) == (("E401",), "fault.relay")
    assert draft.subsystem_category is SubsystemCategory.CHARGER
    assert draft.parts == (RequiredPart("part.relay", 2),)
    assert [step.text.en for step in draft.resolution_steps] == [
        "replace the relay",
        "cut the power",
        "Parts used: 3 x Clip",
    ]
    assert (draft.covers, draft.vehicle_makes) == (("model.ather_450x",), ("Ather",))
    assert draft.first_detected_at == "2026-03-01T08:00:00.000000000+00:00"
    stored = card_properties("fc_one", normalised(draft)) | {"id": "fc_one"}
    assert check_properties(Label.FAILURE_CARD, stored)


def test_several_confirmed_faults_are_left_to_an_expert() -> None:
    assert draft_content(_row(fault_ids=["fault.a", "fault.b"])).fault_id is None


@pytest.mark.parametrize(
    ("categories", "subsystem"),
    [
        (("battery",), SubsystemCategory.BATTERY),
        (("motor",), SubsystemCategory.MOTOR),
        (("charging",), SubsystemCategory.CHARGER),
        (("electrical",), SubsystemCategory.WIRING),
        (("mechanical",), SubsystemCategory.OTHER),
        (("Électrique",), SubsystemCategory.WIRING),
        (("Fuel Air",), SubsystemCategory.FUEL_AIR),
        (("DC-DC",), SubsystemCategory.DC_DC),
        (("mechanical", "brakes"), SubsystemCategory.BRAKES),
        ((None, "embrayage"), SubsystemCategory.CLUTCH),
        (("something else",), SubsystemCategory.OTHER),
        ((), SubsystemCategory.OTHER),
    ],
)
def test_a_category_means_a_subsystem(
    categories: tuple[str | None, ...], subsystem: SubsystemCategory
) -> None:
    assert infer_subsystem(*categories) is subsystem

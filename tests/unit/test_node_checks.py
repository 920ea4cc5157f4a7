"""What the write path refuses and keeps, by kind of node."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graph.errors import InvalidInputError
from graph.nodes.check import (
    check_properties,
    declared_unique_together,
    declared_uniqueness,
    labels_of,
    node_classes,
)
from graph.vocabulary import Label

FAULT: dict[str, Any] = {
    "id": "fault.egr_valve_clogged",
    "label_fr": "Vanne EGR encrassée",
    "label_en": "Clogged EGR valve",
    "prior_rate": 0.004,
}
DTC: dict[str, Any] = {
    "id": "dtc.sae.P0171",
    "label_fr": "Mélange trop pauvre",
    "label_en": "System too lean",
    "observable_type": "dtc",
    "code": "P0171",
    "make": "SAE",
}


def refused(label: Label, properties: dict[str, Any]) -> InvalidInputError:
    with pytest.raises(InvalidInputError) as caught:
        check_properties(label, properties)
    assert caught.value.fix
    assert caught.value.details == {"label": label.value}
    return caught.value


def test_every_label_has_one_class() -> None:
    assert set(node_classes()) == set(Label)


def test_a_node_is_kept_as_it_is_with_the_defaults_of_its_kind() -> None:
    assert check_properties(Label.FAULT, FAULT) == {
        **FAULT,
        "status": "draft",
        "version": 1,
        "safety_level": "normal",
    }


def test_a_whole_number_is_stored_as_a_float_where_a_float_is_declared() -> None:
    stored = check_properties(Label.FAULT, {**FAULT, "prior_rate": 1})
    assert isinstance(stored["prior_rate"], float)
    assert stored["prior_rate"] == 1.0


def test_none_means_that_there_is_none() -> None:
    assert "description_fr" not in check_properties(Label.FAULT, {**FAULT, "description_fr": None})


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("label_fr", 1, "1 is not a text"),
        ("label_fr", " ", "it is empty"),
        ("prior_rate", "0.1", "'0.1' is not a number"),
        ("prior_rate", True, "True is not a number"),
        ("prior_rate", 1.01, "1.01 is more than 1.0"),
        ("prior_rate", -0.01, "-0.01 is less than 0.0"),
        ("prior_rate", float("nan"), "nan is not finite"),
        ("prior_strength", float("inf"), "inf is not finite"),
        ("version", 1.0, "1.0 is not a whole number"),
        ("version", True, "True is not a whole number"),
        ("version", 0, "0 is less than 1"),
        ("status", "approved", "'approved' is none of draft, review, active, deprecated"),
        ("safety_level", "", "it is empty"),
        ("powertrains", "diesel", "'diesel' is not a list"),
        ("powertrains", ["diesel", "steam"], "item 1: 'steam' is none of"),
        ("created_at", "2026-01-01T00:00:00Z", "is not a date and time with a time zone"),
        ("created_at", datetime(2026, 1, 1), "is not a date"),  # noqa: DTZ001 - the point
        ("id", "two words", "does not have the form"),
        ("colour", "red", "there is no such property"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: object, why: str) -> None:
    error = refused(Label.FAULT, {**FAULT, name: value})
    assert error.field == name
    assert error.message.startswith(f"Fault.{name}: ")
    assert why in error.message


@pytest.mark.parametrize("name", ["id", "label_fr", "label_en", "prior_rate"])
@pytest.mark.parametrize("gone", [True, False])
def test_a_required_value_must_be_given(name: str, gone: bool) -> None:
    given = {key: value for key, value in FAULT.items() if key != name}
    error = refused(Label.FAULT, given if gone else {**given, name: None})
    assert (error.field, error.message) == (name, f"Fault.{name}: it is missing")


@pytest.mark.parametrize(
    ("given", "stored"),
    [("p0171", "P0171"), (" P0A80 ", "P0A80"), ("u0100-2f", "U0100-2F"), ("C1A0F", "C1A0F")],
)
def test_a_trouble_code_is_stored_in_upper_case(given: str, stored: str) -> None:
    assert check_properties(Label.DTC, {**DTC, "code": given})["code"] == stored


@pytest.mark.parametrize("code", ["E401", "P4171", "P017", "P01711", "X0171", "P0171-2"])
def test_a_code_outside_sae_j2012_is_refused(code: str) -> None:
    assert refused(Label.DTC, {**DTC, "code": code}).field == "code"


def test_a_makers_own_code_needs_its_kind_and_its_make() -> None:
    own = {**DTC, "code": "E401", "make": "acme", "code_kind": "oem"}
    assert check_properties(Label.DTC, own)["code"] == "E401"
    assert refused(Label.DTC, {**own, "make": "SAE"}).field == "make"
    assert refused(Label.DTC, {**DTC, "code": "P0171", "code_kind": "oem"}).field == "code_kind"


def test_the_type_of_an_observable_is_that_of_its_label() -> None:
    error = refused(Label.DTC, {**DTC, "observable_type": "sign"})
    assert error.field == "observable_type"


def test_aligned_lists_must_be_of_one_length() -> None:
    action = {
        "id": "action.clean_egr",
        "label_fr": "Nettoyer",
        "label_en": "Clean",
        "action_code": "CLEAN_EGR",
        "action_type": "nettoyage",
        "steps_fr": ["un", "deux"],
        "steps_en": ["one"],
    }
    assert "lengths differ" in refused(Label.ACTION, action).message
    assert check_properties(Label.ACTION, {**action, "steps_en": ["one", "two"]})["steps_en"] == [
        "one",
        "two",
    ]


def test_a_revision_holds_the_properties_of_its_node_but_no_unknown_ones() -> None:
    revision = {
        "id": "rev_1",
        "entity_id": "fault.x",
        "entity_kind": "node",
        "change": "update",
        "from_version": 1,
        "to_version": 2,
        "prior_rate": 0.1,
    }
    assert check_properties(Label.REVISION, revision)["prior_rate"] == 0.1
    assert refused(Label.REVISION, {**revision, "colour": 1}).field == "colour"


def test_a_payload_must_be_a_json_object() -> None:
    event = {
        "id": "evt_1",
        "event_type": "ticket.created",
        "aggregate_type": "ticket",
        "aggregate_id": "tkt_1",
        "occurred_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    assert check_properties(Label.EVENT, {**event, "data": '{"a": 1}'})["status"] == "pending"
    for wrong in ("[1]", "not json"):
        assert refused(Label.EVENT, {**event, "data": wrong}).field == "data"


def test_a_card_has_the_states_of_cards() -> None:
    card = {"id": "fc_1", "subsystem_category": "bms", "status": "pending_review"}
    assert check_properties(Label.FAILURE_CARD, card)["status"] == "pending_review"
    assert refused(Label.FAILURE_CARD, {**card, "status": "active"}).field == "status"


def test_a_code_carries_its_own_label_and_those_above_it() -> None:
    assert labels_of(Label.DTC) == (Label.DTC, Label.OBSERVABLE, Label.KNOWLEDGE)
    assert labels_of(Label.TICKET) == (Label.TICKET,)


def test_every_id_is_declared_unique() -> None:
    assert {label for label, name in declared_uniqueness() if name == "id"} == set(Label)
    assert declared_unique_together() == {
        (Label.DTC, ("code", "make")),
        (Label.LEARNED_PATTERN, ("vehicle_category", "observable_signature", "fault_id")),
        (Label.VEHICLE, ("garage_id", "idempotency_key")),
    }

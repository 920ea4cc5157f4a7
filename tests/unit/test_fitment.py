"""Which parts fit, in which order they are offered, and what may be sold."""

from typing import Any

import pytest

from engine.fitment import SaleReason, fits, fitting_plan, offered_parts
from engine.safety import Sale, certain_sale
from engine.vehicle import PossibleVehicle, RecognisedVehicle
from engine.verdict import PartAdvice, RepairPlan, StepNow
from graph.catalogue import catalogue_link, check_template
from tests.unit.test_vehicle_recognising import seen

K9K, EB2 = "engine.renault_k9k", "engine.psa_eb2"


def part(key: str, **fields: Any) -> dict[str, Any]:
    plain = {"weight": 0.5, "quantity": 1, "priority": 1, "is_required": True, "fits": []}
    return {"id": key, "label_fr": key, "label_en": key, **plain, **fields}


@pytest.mark.parametrize(
    ("text", "targets", "expected"),
    [
        ("Clio IV 1.5 dCi", [K9K], True),
        ("Clio IV 0.9 TCe", [K9K], False),
        ("Clio IV", [K9K], None),
        ("Clio IV", [EB2], False),
        ("Clio IV 1.33 TCe", [EB2], None),
        ("Renault", [K9K], None),
        ("", [K9K], None),
        ("Clio IV", ["model.renault_clio_4"], True),
        ("Clio", ["model.renault_clio_4"], None),
        ("Golf 7", ["model.renault_clio_4"], False),
        ("Golf 7", ["model.renault_clio_4", EB2], False),
        ("Clio IV 0.9 TCe", ["model.renault_clio_4", EB2], True),
        ("Clio IV", [], True),
        ("Renault", [], True),
        ("", [], None),
    ],
)
def test_a_part_fits_surely_not_or_perhaps(
    text: str, targets: list[str], expected: bool | None
) -> None:
    assert fits(targets, seen(text)) is expected


def test_a_part_that_does_not_fit_is_listed_last_and_not_for_sale() -> None:
    diesel, any_car = part("part.a", fits=[K9K]), part("part.b")
    first, last = offered_parts([diesel, any_car], seen("Clio IV 0.9 TCe"), lambda _: Sale.ALLOWED)
    assert (first.part["id"], first.fits, first.sale) == ("part.b", True, Sale.ALLOWED)
    assert (last.fits, last.sale, last.sale_reason) == (
        False,
        Sale.DISABLED,
        SaleReason.DOES_NOT_FIT,
    )


def test_parts_come_by_fit_then_required_then_priority_then_probability() -> None:
    found = offered_parts(
        [
            part("part.perhaps", fits=[K9K], weight=0.9),
            part("part.optional", is_required=False, weight=0.9),
            part("part.second", priority=2, weight=0.9),
            part("part.rarer", weight=0.4),
            part("part.likely", weight=0.8),
        ],
        seen("Clio IV"),
        lambda _: Sale.ALLOWED,
    )
    assert [item.part["id"].split(".")[1] for item in found] == [
        "likely",
        "rarer",
        "second",
        "optional",
        "perhaps",
    ]


def test_substitutes_that_do_not_fit_are_left_out() -> None:
    generic = part("part.a", substitutes=[part("part.k9k", fits=[K9K]), part("part.b")])
    ours = offered_parts([generic], seen("Clio IV 1.5 dCi"), lambda _: Sale.WARNED)[0]
    assert [item.part["id"] for item in ours.substitutes] == ["part.b", "part.k9k"]
    assert ours.substitutes[0].sale is Sale.WARNED
    other = offered_parts([generic], seen("Golf 7 1.4 TSI"), lambda _: Sale.WARNED)[0]
    assert [item.part["id"] for item in other.substitutes] == ["part.b"]


def test_nothing_fits_a_vehicle_that_the_fault_cannot_occur_on() -> None:
    found = offered_parts([part("part.a")], seen("Clio IV"), lambda _: Sale.ALLOWED, applies=False)
    assert (found[0].fits, found[0].sale) == (False, Sale.DISABLED)


def test_without_a_diagnosis_the_level_of_the_fault_decides() -> None:
    assert [certain_sale(level) for level in ("critical", "urgent", "warning", "normal")] == [
        Sale.DISABLED,
        Sale.WARNED,
        Sale.ALLOWED,
        Sale.ALLOWED,
    ]


def test_a_repair_plan_advises_no_part_that_does_not_fit() -> None:
    advice = PartAdvice("part.a", 0.5, 100.0, 10.0, is_worth_buying=True, check=None, test_id=None)
    plan = RepairPlan(StepNow(1.0), (), 1.0, (advice,), ("part.a",), 0.95)
    names = {"part.a": {"fits": [K9K]}}
    petrol = fitting_plan(plan, names, seen("Clio IV 0.9 TCe"))
    assert (petrol.parts, petrol.basket, petrol.basket_covers) == ((), (), 0.0)
    assert fitting_plan(plan, names, seen("Clio IV 1.5 dCi")) == plan
    assert fitting_plan(plan, names, seen("Clio IV")) == plan


def test_a_known_powertrain_makes_a_vehicle_known_enough_for_generic_parts() -> None:
    assert fits([], RecognisedVehicle(powertrains=("diesel",))) is True
    assert fits([], RecognisedVehicle()) is None
    assert fits([K9K], RecognisedVehicle(possible=PossibleVehicle())) is None


GOOD = "https://shop.example/parts/{part_id}?engine={engine_id}&model={model_id}&lang={locale}"


def test_values_of_a_link_are_quoted_and_unknown_ones_are_empty() -> None:
    values = {"part_id": "part.a b&c", "engine_id": None, "locale": "fr"}
    assert catalogue_link(check_template(GOOD), values) == (
        "https://shop.example/parts/part.a%20b%26c?engine=&model=&lang=fr"
    )


@pytest.mark.parametrize(
    "template",
    [
        "https://shop.example/{part}",
        "https://shop.example/{part_id!r}",
        "https://shop.example/{part_id.__class__}",
        "https://shop.example/{part_id:>9}",
        "https://shop.example/{}{part_id}",
        "https://shop.example/{part_id",
        "https://shop.example/",
        "https://{part_id}.example/",
        "javascript:alert({part_id})",
        "shop.example/{part_id}",
    ],
)
def test_a_template_that_cannot_be_trusted_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check_template(template)

"""The shipped knowledge has sources and makes sense; each check finds a planted fault."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

from graph.vocabulary import Label, Powertrain, RelationshipType, TestSkill
from seeds.compiling.pack import CompiledPack, compile_pack
from seeds.records.repair import ActionPart
from seeds.records.source import KnowledgeFile
from seeds.rows import NodeRow, RelationshipRow
from seeds.validate import Pack
from tests.contract.checks import knowledge as check

Sweep = Callable[[Sequence[KnowledgeFile]], Iterable[str]]
SWEEPS: tuple[Sweep, ...] = (
    check.wording_problems,
    check.rate_problems,
    check.hub_problems,
    check.fault_problems,
    check.coverage_problems,
    check.base_rate_problems,
    check.unasked_problems,
    check.check_price_problems,
    check.repair_cost_problems,
    check.cascade_problems,
)

FILTER = "fault.air_filter_clogged"
REPLACE = "action.replace_air_filter"


@pytest.fixture(scope="module")
def files(pack: Pack) -> list[KnowledgeFile]:
    return list(pack.files.values())


@pytest.fixture(scope="module")
def compiled(pack: Pack) -> CompiledPack:
    return compile_pack(pack)


def changed(record: Any, **changes: Any) -> Any:
    """Return a copy of a record with changes that its own model may refuse."""
    return record.model_copy(update=changes)


def with_fault(files: list[KnowledgeFile], fault: Any) -> list[KnowledgeFile]:
    return [*files, KnowledgeFile.model_construct(**{**empty(), "faults": (fault,)})]


def with_observable(files: list[KnowledgeFile], record: Any) -> list[KnowledgeFile]:
    return [*files, KnowledgeFile.model_construct(**{**empty(), "observables": (record,)})]


def empty() -> dict[str, Any]:
    return {name: field.default for name, field in KnowledgeFile.model_fields.items()}


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.__name__)
def test_the_shipped_records_have_no_problem(files: list[KnowledgeFile], sweep: Sweep) -> None:
    assert list(sweep(files)) == []


def test_every_shipped_node_and_relationship_has_a_source_with_a_licence(
    compiled: CompiledPack,
) -> None:
    assert list(check.source_problems(compiled)) == []


def test_no_shipped_weight_is_exactly_zero_or_one(compiled: CompiledPack) -> None:
    assert list(check.weight_problems(compiled)) == []


def test_the_shipped_ratios_average_to_one(compiled: CompiledPack) -> None:
    assert list(check.ratio_problems(compiled)) == []


def test_no_fault_brings_itself_about(files: list[KnowledgeFile]) -> None:
    edges = [(fault.id, link.fault) for fault in check.faults(files) for link in fault.causes]
    assert len(edges) >= 40
    assert check.cascade_cycle(edges) == []


def test_a_planted_record_without_source_or_licence_is_found() -> None:
    nodes = (
        NodeRow((Label.SOURCE,), "source.free", {"licence": "Apache-2.0"}),
        NodeRow((Label.SOURCE,), "source.unknown", {"licence": " "}),
        NodeRow((Label.FAULT,), "fault.a", {}),
        NodeRow((Label.FAULT,), "fault.b", {}),
    )
    provenance = {"sources": ["source.free"]}
    relationships = (
        RelationshipRow(RelationshipType.SOURCED_FROM, "fault.a", "source.free", provenance),
        RelationshipRow(RelationshipType.CAUSES, "fault.a", "fault.b", {"sources": []}),
        RelationshipRow(RelationshipType.CAUSES, "fault.b", "fault.a", {"sources": ["source.no"]}),
    )
    assert list(check.source_problems(CompiledPack(nodes, relationships, 0.1))) == [
        "source.unknown has no licence",
        "fault.b has no source",
        "fault.a -CAUSES-> fault.b has no source",
        "fault.b -CAUSES-> fault.a has no source",
    ]


@pytest.mark.parametrize(("alpha", "beta"), [(4.0, 0.0), (0.0, 4.0)])
def test_a_planted_weight_of_zero_or_one_is_found(alpha: float, beta: float) -> None:
    row = RelationshipRow(RelationshipType.INDICATES, "sign.a", "fault.b", {}, alpha, beta)
    found = list(check.weight_problems(CompiledPack((), (row,), 0.1)))
    assert found == ["sign.a -INDICATES-> fault.b has a weight of exactly 0 or 1"]


def test_a_planted_cycle_is_found() -> None:
    edges = [("a", "b"), ("b", "c"), ("c", "b"), ("a", "d")]
    assert check.cascade_cycle(edges) == ["b", "c", "b"]
    assert check.cascade_cycle(edges[:2]) == []


def test_planted_aliases_that_are_few_or_shared_are_found(files: list[KnowledgeFile]) -> None:
    first = check.observables(files)[0]
    aliases = changed(first.aliases, fr=first.aliases.fr[:2])
    twin = changed(first, id="sign.twin", aliases=aliases)
    found = list(check.wording_problems(with_observable(files, twin)))
    assert "sign.twin has 2 aliases in fr" in found
    assert any(f"means {first.id} and sign.twin" in problem for problem in found)


def test_a_planted_untranslated_label_is_found(files: list[KnowledgeFile]) -> None:
    first = check.observables(files)[0]
    planted = changed(first, id="sign.x", label=changed(first.label, en=first.label.fr))
    expected = f"sign.x has one label for both languages: {first.label.fr}"
    assert expected in list(check.wording_problems(with_observable(files, planted)))


def test_a_planted_unlisted_rate_below_the_leak_is_found(files: list[KnowledgeFile]) -> None:
    planted = changed(check.observables(files)[0], id="sign.x", leak=0.2, unlisted_rate=0.1)
    found = list(check.rate_problems(with_observable(files, planted)))
    assert found == ["sign.x: unlisted_rate 0.1 < leak 0.2"]


def test_a_planted_hub_is_found(files: list[KnowledgeFile]) -> None:
    faults = check.faults(files)[:5]
    link = changed(faults[0].indicated_by[0], observable="sign.hub")
    hubs = [changed(f, indicated_by=(link,) if at < 3 else ()) for at, f in enumerate(faults)]
    planted = [KnowledgeFile.model_construct(**{**empty(), "faults": tuple(hubs)})]
    assert list(check.hub_problems(planted)) == ["sign.hub indicates 3 of 5 faults"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"root_causes": ()}, "fault.x has no root cause"),
        ({"actions": ()}, "fault.x has no action"),
        (
            {"family": "family.ignition", "powertrains": (Powertrain.DIESEL, Powertrain.PETROL)},
            "fault.x needs a spark but applies to diesel",
        ),
    ],
)
def test_a_planted_senseless_fault_is_found(
    files: list[KnowledgeFile], changes: dict[str, Any], expected: str
) -> None:
    planted = changed(check.faults(files)[0], id="fault.x", **changes)
    assert list(check.fault_problems(with_fault([], planted))) == [expected]


def test_planted_shares_above_one_are_found(files: list[KnowledgeFile]) -> None:
    first = check.faults(files)[0]
    causes = tuple(changed(cause, share=0.51) for cause in first.root_causes[:1] * 2)
    planted = changed(first, id="fault.x", root_causes=causes)
    assert list(check.fault_problems(with_fault([], planted))) == [
        "fault.x: shares of its root causes sum to 1.0200"
    ]


def test_an_almost_empty_folder_is_found() -> None:
    assert list(check.coverage_problems([])) == [
        "0 faults, fewer than 25",
        "0 families, fewer than 5",
        "0 observables, fewer than 70",
        "0 trouble codes, fewer than 30",
        "0 links with qualifiers, fewer than 40",
        "0 observables with qualifiers, fewer than 15",
        "no family of faults of electric vehicles",
    ]


def test_a_planted_base_rate_outside_its_faults_is_found(files: list[KnowledgeFile]) -> None:
    squeal = next(o for o in check.observables(files) if o.id == "symptom.brake_squeal")
    shares = squeal.qualifiers | {"tax_localisation": {"avant": 0.9, "arriere": 0.1}}
    others = [o for o in check.observables(files) if o is not squeal]
    planted = {"observables": (*others, changed(squeal, qualifiers=shares))}
    faults = {"faults": tuple(check.faults(files))}
    found = check.base_rate_problems([KnowledgeFile.model_construct(**empty() | planted | faults)])
    said = "has the base rate {}, but its faults show it in {} to {}"
    assert list(found) == [
        "symptom.brake_squeal: tax_localisation=avant " + said.format("0.9", "0.04", "0.72"),
        "symptom.brake_squeal: tax_localisation=arriere " + said.format("0.1", "0.28", "0.96"),
    ]


def test_a_planted_base_rate_without_any_share_is_found(files: list[KnowledgeFile]) -> None:
    rates = {"tax_temp": {"froid": 0.4, "chaud": 0.6}}
    planted = changed(check.observables(files)[0], id="sign.x", qualifiers=rates)
    assert len(list(check.base_rate_problems(with_observable(files, planted)))) == 2


def test_planted_ratios_that_favour_every_value_are_found() -> None:
    names = ["tax_temp=froid", "tax_temp=chaud"]
    node = NodeRow((Label.SIGN,), "sign.a", {"qualifier": names, "qualifier_rate": [0.4, 0.6]})
    row = RelationshipRow(
        RelationshipType.INDICATES, "sign.a", "fault.b", {"qualifier": names, "ratio": [2.0, 0.5]}
    )
    found = list(check.ratio_problems(CompiledPack((node,), (row,), 0.1)))
    assert found == ["sign.a -> fault.b: ratios of tax_temp average to 1.100000"]


def test_planted_observables_that_nobody_asks_for_are_found(files: list[KnowledgeFile]) -> None:
    links = tuple(
        changed(check.faults(files)[0].indicated_by[0], observable=observable)
        for observable in ("symptom.unasked", "symptom.only_in_a_bay", "sign.measured")
    )
    planted = changed(check.faults(files)[0], id="fault.x", indicated_by=links)
    bay = next(test for test in check.tests(files) if test.skill is TestSkill.BAY)
    shown = tuple(changed(bay.reveals[0], observable=link.observable) for link in links[1:])
    tests = {"tests": (changed(bay, id="test.x", reveals=shown),)}
    file = KnowledgeFile.model_construct(**empty() | {"faults": (planted,)} | tests)
    assert list(check.unasked_problems([file])) == [
        "symptom.only_in_a_bay is a symptom, but no test asks the driver for it",
        "symptom.unasked is revealed by no test",
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"skill": TestSkill.COUNTER, "minutes": 4, "cost_eur": 0.0},
            "test.x is done at the counter, but takes money, tools or long",
        ),
        ({"tools": ()}, "test.x takes a bay, but no money or no tool"),
        ({"minutes": 10, "cost_eur": 60.0}, "test.x costs 60 euro for 10 minutes"),
    ],
)
def test_a_planted_test_with_a_senseless_price_is_found(
    files: list[KnowledgeFile], changes: dict[str, Any], expected: str
) -> None:
    bay = next(test for test in check.tests(files) if test.id == "test.intake_smoke_test")
    file = KnowledgeFile.model_construct(
        **empty() | {"tests": (changed(bay, id="test.x", **changes),)}
    )
    assert list(check.check_price_problems([file])) == [expected]


def _with_part_and_action(
    files: list[KnowledgeFile], part: dict[str, Any], action: dict[str, Any], needed: bool
) -> list[KnowledgeFile]:
    """Return one fault with one part and one action, each with planted changes."""
    fault = next(f for f in check.faults(files) if f.id == FILTER)
    parts = [p for f in files for p in f.parts if p.id == "part.air_filter"]
    actions = [a for f in files for a in f.actions if a.id == REPLACE]
    sections = {
        "faults": (fault if needed else changed(fault, parts=()),),
        "parts": (changed(parts[0], **part),),
        "actions": (changed(actions[0], **action),),
    }
    return [KnowledgeFile.model_construct(**empty() | sections)]


@pytest.mark.parametrize(
    ("part", "action", "needed", "expected"),
    [
        ({}, {}, True, []),
        (
            {"price_max_eur": None},
            {},
            True,
            [f"part.air_filter of {FILTER} has no price range"],
        ),
        (
            {"price_min_eur": 50.0},
            {},
            True,
            [f"part.air_filter of {FILTER} has no price range"],
        ),
        (
            {},
            {"labor_cost_max_eur": 500.0},
            True,
            ["action.replace_air_filter: labour of 10 to 500 euro for 15 minutes"],
        ),
        (
            {},
            {"parts": ()},
            True,
            [f"{FILTER} needs part.air_filter, which none of its actions uses"],
        ),
        (
            {},
            {"parts": (ActionPart.model_construct(id="part.air_filter", weight=0.5),)},
            True,
            [f"{REPLACE}: part.air_filter needs a condition and a weight, or neither"],
        ),
        (
            {},
            {},
            False,
            [f"{FILTER} does not say how often it needs part.air_filter, which its actions use"],
        ),
    ],
    ids=[
        "shipped",
        "no price",
        "upside down",
        "dear labour",
        "part in no action",
        "weight without condition",
        "part without probability",
    ],
)
def test_a_planted_repair_that_cannot_be_priced_is_found(
    files: list[KnowledgeFile],
    part: dict[str, Any],
    action: dict[str, Any],
    needed: bool,
    expected: list[str],
) -> None:
    planted = _with_part_and_action(files, part, action, needed)
    assert list(check.repair_cost_problems(planted)) == expected


def test_a_planted_effect_that_cannot_be_or_is_not_raised_is_found(
    files: list[KnowledgeFile],
) -> None:
    plugs = next(f for f in check.faults(files) if f.id == "fault.spark_plugs_worn")
    effect = changed(plugs, id="fault.x", powertrains=(Powertrain.DIESEL,), causes=())
    link = changed(plugs.causes[0], fault="fault.x", weight=0.01)
    found = check.cascade_problems(
        with_fault(with_fault([], changed(plugs, causes=(link,))), effect)
    )
    assert list(found) == [
        "fault.spark_plugs_worn -CAUSES-> fault.x: no vehicle can have both",
        "fault.spark_plugs_worn -CAUSES-> fault.x: 0.01 is not above its prior 0.012",
    ]

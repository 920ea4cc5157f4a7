"""The shipped knowledge has sources and makes sense; each check finds a planted fault."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

from graph.vocabulary import Label, Powertrain, RelationshipType
from seeds.compiling.pack import CompiledPack, compile_pack
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
)


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


def test_no_fault_brings_itself_about(files: list[KnowledgeFile]) -> None:
    edges = [(fault.id, link.fault) for fault in check.faults(files) for link in fault.causes]
    assert len(edges) >= 10
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
        "no family of faults of electric vehicles",
    ]

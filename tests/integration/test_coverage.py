"""``faultgraph knowledge coverage`` on the shipped graph and on a fault that lacks things."""

import json
from pathlib import Path

import pytest

from engine.coverage import read_coverage
from graph.embedder import Embedder
from graph.errors import NotReadyError
from graph.session import Graph
from seeds.loader import load
from tests.builders.command_line import run_command
from tests.builders.knowledge import small_pack
from tests.conftest import Address


def test_the_counts_of_a_fault_are_those_of_its_relationships(seeded_graph: Graph) -> None:
    found = {fault.fault_id: fault for fault in read_coverage(seeded_graph).faults}
    pads = found["fault.brake_pads_worn"]
    counted = (pads.symptoms, pads.signs, pads.codes, pads.root_causes, pads.parts, pads.actions)
    assert counted == (8, 4, 0, 4, 3, 2)
    assert pads.missing == ()
    assert pads.nearest is not None
    assert pads.nearest_bits is not None
    assert pads.nearest_bits > 0.5


def test_no_shipped_fault_is_incomplete_and_families_add_up(seeded_graph: Graph) -> None:
    found = read_coverage(seeded_graph)
    assert [fault.fault_id for fault in found.faults if fault.missing] == []
    assert sum(family.faults for family in found.families) == len(found.faults)
    for family in found.families:
        signs = sum(f.signs for f in found.faults if f.family_id == family.family_id)
        assert family.sums["signs"] == signs


def test_a_fault_without_signs_tests_and_causes_is_named_as_incomplete(
    empty_graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(empty_graph, small_pack(tmp_path), embedder)
    found = {fault.fault_id: fault.missing for fault in read_coverage(empty_graph).faults}
    assert found["fault.alpha"] == ("signs", "tests", "root_causes")


def test_an_empty_graph_says_how_to_fill_it(empty_graph: Graph) -> None:
    with pytest.raises(NotReadyError) as caught:
        read_coverage(empty_graph)
    assert caught.value.fix == "run `faultgraph seed`"


@pytest.mark.usefixtures("seeded_graph")
def test_the_command_shows_table_heat_map_and_closest_pairs_in_both_languages(
    address: Address,
) -> None:
    french = run_command(address, "knowledge", "coverage", "--locale", "fr", "--table")
    assert french.returncode == 0, french.stderr
    for words in ("Ce que le graphe sait", "Freinage", "symptômes", "Pannes les plus proches"):
        assert words in french.stdout
    assert "Pannes incomplètes" not in french.stdout
    said = json.loads(run_command(address, "knowledge", "coverage", "--closest", "3").stdout)
    bits = [pair["bits"] for pair in said["closest"]]
    assert len(bits) == 3
    assert bits == sorted(bits)

"""Which code tells of the root fault, and which is only its consequence."""

import numpy as np
import pytest

from engine.inference.finding_roles import ExplainedFinding, FindingRole, explain_findings
from engine.inference.network import Network
from engine.inference.several_faults import several_faults
from tests.builders.noisy_or import network_of

LEAK, PLUGS, COIL = range(3)
P0171, P0300, MISFIRE_CYLINDER, SMOKE_TEST = range(4)


def _engine() -> Network:
    """Return an intake leak that makes the mixture lean, and plugs and a coil that misfire."""
    return network_of(
        [[0.62, 0.20, 0.01, 0.90], [0.03, 0.60, 0.30, 0.001], [0.01, 0.40, 0.70, 0.001]],
        [0.01, 0.01, 0.01, 0.001],
        [0.006, 0.012, 0.013],
    )


def _roles(
    network: Network, columns: list[int], causes: np.ndarray | None = None
) -> dict[int, ExplainedFinding]:
    present = [True] * len(columns)
    answer = several_faults(network, columns, present, causes)
    found = explain_findings(network, columns, present, answer, causes)
    return {item.column: item for item in found}


def test_a_misfire_code_is_the_consequence_of_a_proven_intake_leak() -> None:
    found = _roles(_engine(), [P0171, P0300, SMOKE_TEST])
    assert found[P0171].role is FindingRole.ROOT
    assert found[SMOKE_TEST].role is FindingRole.ROOT
    assert found[P0300].role is FindingRole.CONSEQUENCE
    assert found[P0300].path == (LEAK,)
    assert found[P0300].points_to == PLUGS


def test_a_misfire_code_alone_tells_of_plugs_or_coil() -> None:
    found = _roles(_engine(), [P0300])
    assert found[P0300].role is FindingRole.ROOT
    assert found[P0300].path == (PLUGS,)


def test_a_misfire_code_is_no_consequence_when_plugs_are_at_fault_too() -> None:
    found = _roles(_engine(), [P0171, SMOKE_TEST, P0300, MISFIRE_CYLINDER])
    assert found[P0171].path == (LEAK,)
    assert found[P0300].role is FindingRole.ROOT
    assert found[P0300].path in {(PLUGS,), (COIL,)}


def test_a_code_of_a_rare_fault_is_not_its_consequence_because_a_common_one_shows_it_at_times() -> (
    None
):
    network = network_of([[0.9, 0.01], [0.1, 0.9]], [0.01, 0.01], [0.001, 0.02])
    answer = several_faults(network, [0, 1], [True, False])
    found = explain_findings(network, [0, 1], [True, False], answer)[0]
    assert answer.sets[0].faults == (0,)
    assert found.points_to == 1
    assert found.role is FindingRole.ROOT


def test_what_a_caused_fault_shows_is_the_consequence_of_its_root() -> None:
    alternator_battery = network_of([[0.9, 0.01], [0.01, 0.8]], [0.01, 0.01], [0.01, 0.01])
    causes = np.asarray([[0.0, 0.5], [0.0, 0.0]])
    found = _roles(alternator_battery, [0, 1], causes)
    assert found[0].role is FindingRole.ROOT
    assert found[0].path == (0,)
    assert found[1].role is FindingRole.CONSEQUENCE
    assert found[1].path == (0, 1)


def test_a_fault_more_likely_by_itself_than_caused_is_its_own_root() -> None:
    network = network_of([[0.9, 0.01], [0.01, 0.8]], [0.01, 0.01], [0.01, 0.3])
    found = _roles(network, [0, 1], np.asarray([[0.0, 0.2], [0.0, 0.0]]))
    assert found[1].path == (1,)
    assert found[1].role is FindingRole.ROOT


def test_a_finding_that_no_fault_of_the_set_shows_is_unexplained() -> None:
    network = network_of([[0.9, 0.02]], [0.01, 0.02], [0.01])
    found = _roles(network, [0, 1])
    assert found[0].role is FindingRole.ROOT
    assert found[1].role is FindingRole.UNEXPLAINED
    assert found[1].path == ()
    assert found[1].points_to is None


def test_responsibilities_are_those_computed_by_hand() -> None:
    network = network_of([[0.6], [0.5]], [0.1], [0.3, 0.3])
    answer = several_faults(network, [0], [True])
    both = next(item for item in answer.sets if item.faults == (0, 1))
    found = explain_findings(network, [0], [True], answer, fault_set=both)[0]
    links = [(0.6 - 0.1) / 0.9, (0.5 - 0.1) / 0.9]
    happens = 1.0 - 0.9 * (1.0 - links[0]) * (1.0 - links[1])
    assert found.responsibility == pytest.approx([link / happens for link in links])


def test_absent_findings_are_not_explained() -> None:
    network = _engine()
    answer = several_faults(network, [P0171, P0300], [True, False])
    found = explain_findings(network, [P0171, P0300], [True, False], answer)
    assert [item.column for item in found] == [P0171]

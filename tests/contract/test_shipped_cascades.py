"""What the shipped knowledge says of several faults: roots, consequences, and exactly."""

import numpy as np
import pytest

from engine.bench.quality.two_faults import Vehicle, vehicle_of
from engine.inference.finding_roles import ExplainedFinding, FindingRole, explain_findings
from engine.inference.several_faults import several_faults
from tests.builders.shipped_network import ShippedNetwork, shipped_network


@pytest.fixture(scope="module")
def shipped() -> ShippedNetwork:
    return shipped_network()


def _petrol_car(shipped: ShippedNetwork) -> Vehicle:
    """Return the smallest group of faults that can leak at the intake and wear a catalyst."""
    row_of = {key: at for at, key in enumerate(shipped.network.fault_ids)}
    both = [row_of["fault.intake_air_leak"], row_of["fault.catalyst_worn"]]
    sizes = np.where(shipped.groups[both].all(axis=0), shipped.groups.sum(axis=0), np.inf)
    rows = np.flatnonzero(shipped.groups[:, int(sizes.argmin())])
    return vehicle_of(shipped.network, shipped.causes, rows)


def _explained(
    shipped: ShippedNetwork, *present: str
) -> tuple[tuple[str, ...], dict[str, tuple[ExplainedFinding, tuple[str, ...]]]]:
    """Return the best fault set and, of each finding, its explanation and path, by name."""
    vehicle = _petrol_car(shipped)
    network = vehicle.network
    columns = [network.column_of[key] for key in present]
    flags = [True] * len(columns)
    answer = several_faults(network, columns, flags, vehicle.causes)
    found = explain_findings(network, columns, flags, answer, vehicle.causes)
    best = tuple(network.fault_ids[at] for at in answer.sets[0].faults)
    return best, {
        network.observable_ids[item.column]: (
            item,
            tuple(network.fault_ids[at] for at in item.path),
        )
        for item in found
    }


def test_a_misfire_code_is_explained_by_a_proven_intake_leak(shipped: ShippedNetwork) -> None:
    best, found = _explained(
        shipped, "dtc.sae.P0171", "dtc.sae.P0300", "sign.smoke_test_intake_leak"
    )
    assert best == ("fault.intake_air_leak",)
    assert found["dtc.sae.P0171"][0].role is FindingRole.ROOT
    assert found["dtc.sae.P0300"][0].role is FindingRole.CONSEQUENCE
    assert found["dtc.sae.P0300"][1] == ("fault.intake_air_leak",)


def test_a_catalyst_code_leads_back_to_the_misfire_that_wore_it(shipped: ShippedNetwork) -> None:
    best, found = _explained(
        shipped, "dtc.sae.P0301", "dtc.sae.P0420", "sign.rear_lambda_switching"
    )
    assert best == ("fault.catalyst_worn", "fault.ignition_coil_failed")
    assert found["dtc.sae.P0420"][0].role is FindingRole.CONSEQUENCE
    assert found["dtc.sae.P0420"][1] == ("fault.ignition_coil_failed", "fault.catalyst_worn")
    assert found["dtc.sae.P0301"][0].role is FindingRole.ROOT


def test_on_every_vehicle_ten_present_findings_are_answered_exactly(
    shipped: ShippedNetwork,
) -> None:
    for group in range(shipped.groups.shape[1]):
        rows = np.flatnonzero(shipped.groups[:, group])
        vehicle = vehicle_of(shipped.network, shipped.causes, rows)
        assert several_faults(vehicle.network, range(10), [True] * 10, vehicle.causes).exact

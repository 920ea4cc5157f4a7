"""The parts of one fault for one vehicle, without a diagnosis (KG v2.8.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows.part import ListFaultPartsRow
from engine.fitment import OfferedPart, offered_parts
from engine.safety import certain_sale
from engine.vehicle import RecognisedVehicle, VehicleDescription, recognise
from graph.errors import NotFoundError
from graph.session import Graph

LIST_FAULT_PARTS = query("part/list_fault_parts", ListFaultPartsRow)


@dataclass(frozen=True)
class FaultParts:
    """The parts of a fault as they may be offered.

    Attributes:
        fault: id, labels, safety level and applicability.
        applies: whether the fault can occur on the vehicle; an unknown vehicle rules nothing out.
    """

    graph_version: int
    fault: Mapping[str, Any]
    vehicle: RecognisedVehicle
    applies: bool
    parts: tuple[OfferedPart, ...]


def fault_parts(graph: Graph, fault_id: str, vehicle: VehicleDescription | None) -> FaultParts:
    """Return the parts of a fault; sales follow its own safety level, as if it were certain.

    Raises:
        NotFoundError: there is no such active fault, or the garage has no such vehicle.
        InvalidInputError: the VIN is not one.
    """
    row = graph.read(LIST_FAULT_PARTS, fault_id=fault_id)[0]
    if row.fault is None:
        raise NotFoundError(
            f"there is no fault {fault_id[:80]!r}",
            field="fault_id",
            fix="list faults with `GET /api/knowledge-graph/nodes?kind=Fault`",
            key="fault.unknown",
            values={"id": fault_id[:80]},
        )
    found = recognise(graph, vehicle)
    applies = _applies(row.fault, found)
    sale = certain_sale(row.fault["safety_level"])
    parts = offered_parts(row.parts, found, lambda _: sale, applies=applies)
    return FaultParts(row.graph_version, row.fault, found, applies, parts)


def _applies(fault: Mapping[str, Any], vehicle: RecognisedVehicle) -> bool:
    return all(
        not known or bool(set(known) & set(fault[name] or known))
        for name, known in (
            ("powertrains", vehicle.powertrains),
            ("vehicle_types", vehicle.vehicle_types),
        )
    )

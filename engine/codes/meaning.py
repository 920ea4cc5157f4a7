"""What one trouble code means: its structure, and what the graph knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows.code import TraceCodeRow
from engine.codes.parsing import TroubleCode, code_candidates, parse_code
from engine.observed import applies
from engine.vehicle import RecognisedVehicle, VehicleDescription, recognise
from graph.session import Graph

TRACE_CODE = query("code/trace_code", TraceCodeRow)
#: Neighbours that are named at most.
_MOST_RELATED = 12
#: A prefix that no code has: makers' own codes have no neighbours.
_NO_FAMILY = "-"
Node = Mapping[str, Any]


@dataclass(frozen=True)
class CodeMeaning:
    """A code, taken apart, with what the graph knows of it.

    Attributes:
        meaning: of this make, else the generic one, else None; display data of the query
            ``code/trace_code``.
        others: meanings for other makes.
        faults: that the meaning indicates and the vehicle can have, the most telling first.
        is_rolled_up: the meaning is that of the code without its failure-type byte.
        is_unusual: the code does not apply to the vehicle; None without a vehicle.
        related: neighbouring codes.
    """

    graph_version: int
    code: TroubleCode
    vehicle: RecognisedVehicle
    meaning: Node | None
    others: tuple[Node, ...]
    faults: tuple[Node, ...]
    is_rolled_up: bool
    is_unusual: bool | None
    related: tuple[Node, ...]


def code_meaning(graph: Graph, said: str, vehicle: VehicleDescription | None) -> CodeMeaning:
    """Return what a code means, for a vehicle where one is given.

    Raises:
        InvalidInputError: the text is not a code.
    """
    code = parse_code(said)
    known = recognise(graph, vehicle)
    make = known.make_code or _slug(vehicle.make if vehicle else None)
    wanted = code_candidates(code.code, make, "code")
    names = dict.fromkeys([code.code, code.base, *(key.rsplit(".", 1)[-1] for key in wanted)])
    row = graph.read(
        TRACE_CODE, codes=list(names), family=code.family or _NO_FAMILY, limit=_MOST_RELATED
    )[0]
    by_id = {node["id"]: node for node in row.meanings}
    meaning = next((by_id[key] for key in wanted if key in by_id), None)
    chosen = meaning or {}
    faults = [fault for fault in chosen.get("faults", []) if _fits(fault, known)]
    return CodeMeaning(
        graph_version=row.graph_version,
        code=code,
        vehicle=known,
        meaning=meaning,
        others=tuple(node for key, node in sorted(by_id.items()) if key != chosen.get("id")),
        faults=tuple(faults),
        is_rolled_up=meaning is not None and "-" in code.code and "-" not in chosen["code"],
        is_unusual=None if vehicle is None or meaning is None else not _fits(meaning, known),
        related=tuple(row.related),
    )


def _slug(make: str | None) -> str | None:
    return make.strip().lower().replace(" ", "_") if make else None


def _fits(node: Node, vehicle: RecognisedVehicle) -> bool:
    return applies(node.get("powertrains"), node.get("vehicle_types"), vehicle)

"""Stored cases with a known fault, as the calibration takes them."""

from cypher.library import query
from cypher.rows.case import ListConfirmedCasesRow
from engine.calibrating import ConfirmedCase
from engine.cases.finding import request_of
from graph.session import Graph

LIST_CONFIRMED_CASES = query("case/list_confirmed_cases", ListConfirmedCasesRow)


def confirmed_cases(graph: Graph, garage_id: str) -> list[ConfirmedCase]:
    """Return a garage's cases whose fault was found, of faults that their vehicle can have.

    Partial outcomes are left out: half of them was something else.
    """
    return [
        ConfirmedCase(request_of(case, case["observed"]), case["fault_id"])
        for case in graph.read(LIST_CONFIRMED_CASES, garage_id=garage_id)[0].cases
    ]

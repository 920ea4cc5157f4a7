"""The paths of requirements section 8 on the shipped graph, each with one plain request.

What the server does not have is named and left out.
"""

from http import HTTPStatus
from typing import Any

from api.bench_server import Client
from engine.bench.speed.goals import CEILINGS
from engine.bench.speed.timing import Goals, Job

PREFIX = "/api/knowledge-graph"
_COMPLAINT = {
    "observables": [{"code": "P0171"}, {"id": "symptom.rough_idle"}],
    "vehicle": {"text": "Renault Clio III 1.5 dCi 2008", "mileage_km": 140_000},
    "store": False,
}
_QUERIES = {
    "/nodes": "?limit=50",
    "/nodes/search": "?q=rough%20idle",
    "/risk-profile": "?km=98000",
}
_BODIES: dict[str, Any] = {"/diagnose": _COMPLAINT, "/diagnose-explained": _COMPLAINT}


def row_name(path: str) -> str:
    """Return the name of the row of a path."""
    return f"{'POST' if path in _BODIES else 'GET'} {path}, section 8"


#: The most that the median may be; the most for the 95th percentile stands in docs/performance.md.
ENDPOINT_GOALS: Goals = {row_name(path): ("p95_ms", most) for path, (_, most) in CEILINGS.items()}


def endpoint_jobs(client: Client) -> tuple[dict[str, Job], list[str]]:
    """Return one job for each path that the server has, and what is left out with its reason."""
    paths = client.must("GET", "/openapi.json")["paths"]
    jobs: dict[str, Job] = {}
    left_out = []
    for path in CEILINGS:
        found = _address(paths, path)
        if found is None:
            left_out.append(f"{path}: not there")
            continue
        method = "POST" if path in _BODIES else "GET"
        status, text = client.ask(method, found, _BODIES.get(path))
        if status != HTTPStatus.OK:
            left_out.append(f"{path}: answered {status} {text[:120]!r}")
            continue
        jobs[row_name(path)] = _job(client, method, found, _BODIES.get(path))
    return jobs, left_out


def _job(client: Client, method: str, address: str, body: Any) -> Job:
    return lambda: client.must(method, address, body)


def _address(paths: dict[str, Any], path: str) -> str | None:
    """Return the address to ask, with the example of its parameter; None when it is not there."""
    full = PREFIX + path
    if full in paths:
        return full + _QUERIES.get(path, "")
    for known, methods in paths.items():
        if known.startswith(full + "/{") and "get" in methods:
            parameters = methods["get"].get("parameters", [])
            inside: dict[str, Any] = next((item for item in parameters if item["in"] == "path"), {})
            example = _example(inside)
            if example is None:
                return None
            return known.split("{", 1)[0] + example + _QUERIES.get(path, "")
    return None


def _example(parameter: dict[str, Any]) -> str | None:
    """Return the example value of a parameter of OpenAPI, wherever it stands."""
    if "example" in parameter:
        return str(parameter["example"])
    for found in (parameter.get("examples", {}), parameter.get("schema", {}).get("examples", [])):
        for item in found.values() if isinstance(found, dict) else found:
            return str(item["value"] if isinstance(item, dict) else item)
    return None

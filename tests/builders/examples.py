"""Recorded calls of the interface, asked again; ids that the database makes are filled in."""

from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response


def ask_again(client: TestClient, recorded: dict[str, Any]) -> Response:
    """Make one recorded call and return the response."""
    path, parameters = recorded["path"], recorded.get("parameters", {})
    in_path = {name for name in parameters if f"{{{name}}}" in path}
    query = {name: value for name, value in parameters.items() if name not in in_path}
    url = path.format(**{name: parameters[name] for name in in_path})
    response: Response = client.request(
        recorded["method"], url, params=query, json=recorded.get("body")
    )
    return response

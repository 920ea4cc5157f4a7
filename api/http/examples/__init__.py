"""Examples of answers in the OpenAPI document: real ones, kept as JSON beside this file."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

#: What ``responses`` of a route takes.
Responses = dict[int | str, dict[str, Any]]


@cache
def example(name: str) -> Any:
    """Return the example that is kept under a name."""
    return json.loads(files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))


def answer_example(name: str) -> Responses:
    """Return the part of a route's ``responses`` that shows an answer."""
    return {200: {"content": {"application/json": {"example": example(name)}}}}

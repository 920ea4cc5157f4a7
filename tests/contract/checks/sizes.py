"""Are files and functions small enough, and is no module named after nothing?"""

import ast
from pathlib import Path

MOST_FILE_LINES, MOST_FUNCTION_LINES, MOST_ROUTE_LINES = 400, 50, 20
#: Each of these names lets everything in, so everything grows there.
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base", "misc"}
_METHODS = {"get", "post", "put", "patch", "delete", "websocket"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def size_problems(source: str, place: str) -> list[str]:
    """Return what is too long in a Python source; a function counts from ``def`` to its end."""
    found = []
    lines = len(source.splitlines())
    if lines > MOST_FILE_LINES:
        found.append(f"{place} has {lines} lines, more than {MOST_FILE_LINES}")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function):
            limit = MOST_ROUTE_LINES if _is_route(node) else MOST_FUNCTION_LINES
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limit:
                found.append(f"{place}: {node.name} has {length} lines, more than {limit}")
    return found


def name_problems(path: Path) -> list[str]:
    """Return the parts of a path that say nothing about what is inside."""
    return [
        f"{path}: {part} says nothing" for part in path.with_suffix("").parts if part in NAMELESS
    ]


def _is_route(function: Function) -> bool:
    """Return whether the function answers HTTP requests: ``@router.get(...)`` and the like."""
    calls = [each.func for each in function.decorator_list if isinstance(each, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in _METHODS for call in calls)

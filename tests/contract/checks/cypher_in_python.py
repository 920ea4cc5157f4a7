"""Is there Cypher in the Python of the product? Queries live in .cypher files, never in strings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

#: Text that only a query has. Upper case, as all Cypher here is written.
_QUERY = re.compile(
    r"\b(MATCH|MERGE)\s*\(|\bCREATE\s+(\(|CONSTRAINT\b|INDEX\b|\w+\s+INDEX\b)|\bUNWIND\s+\S+\s+AS\b"
    r"|\bDETACH\s+DELETE\b|\bDROP\s+(CONSTRAINT|INDEX)\b|\bSHOW\s+(CONSTRAINTS|INDEXES)\b"
    r"|\bRETURN\s+[\w.()$]+\s+AS\b|\bCALL\s+(\{|db\.|apoc\.)"
)
#: Words that no text put together from pieces may hold.
_CLAUSE = re.compile(
    r"\b(MATCH|MERGE|CREATE|UNWIND|DETACH|DELETE|RETURN|WHERE|CALL|LIMIT|SKIP|ORDER BY)\b"
)
#: Asks whether a password is the right one, before there is a graph to run a query on.
ALLOWED = {("graph/local/login.py", "RETURN 1 AS one")}


def problems(source: str, place: str) -> list[str]:
    """Return each Cypher text, whole or put together, in the source of a Python file."""
    tree = ast.parse(source)
    prose = set(_docstrings(tree))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
            if _QUERY.search(node.value) and (place, node.value) not in ALLOWED:
                found.append(f"{place}:{node.lineno}: Cypher in Python, move it to cypher/")
        elif isinstance(node, ast.expr | ast.stmt) and _builds_a_query(node):
            found.append(f"{place}:{node.lineno}: string-built Cypher, use a parameter")
    return found


def problems_of(paths: list[Path], root: Path) -> list[str]:
    """Return the problems of several files."""
    return [
        problem
        for path in paths
        for problem in problems(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix())
    ]


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield texts that stand alone as a statement: nothing can run them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _builds_a_query(node: ast.expr | ast.stmt) -> bool:
    return any(_CLAUSE.search(piece) for piece in _pieces(node))


def _pieces(node: ast.expr | ast.stmt) -> list[str]:
    """Return the fixed pieces of a text that this expression puts together."""
    if isinstance(node, ast.JoinedStr):
        return _texts(node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return _texts([node.left, node.right])
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
        return _texts([node.value])
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in ("format", "format_map", "replace", "substitute"):
            return _texts([node.func.value, *node.args])
        if node.func.attr == "join":
            listed = [n.elts for n in node.args if isinstance(n, ast.List | ast.Tuple)]
            return _texts([node.func.value, *(item for items in listed for item in items)])
    return []


def _texts(nodes: list[ast.expr]) -> list[str]:
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]

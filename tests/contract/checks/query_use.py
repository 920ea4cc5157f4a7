"""Is every query of the library used, under its own name and with its own row model?"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.contract.checks.files import PACKAGES
from tests.contract.checks.query_files import row_class_name


@dataclass(frozen=True)
class Use:
    """One call ``query("folder/name", SomeRow)``."""

    place: str
    name: str
    row: str


def uses(source: str, place: str) -> Iterator[Use]:
    """Yield the calls of ``query`` with a literal name in a Python source."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or len(node.args) != 2:
            continue
        function = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        function = node.func.id if isinstance(node.func, ast.Name) else function
        name, row = node.args
        if function == "query" and isinstance(name, ast.Constant) and "/" in str(name.value):
            row_name = row.attr if isinstance(row, ast.Attribute) else getattr(row, "id", "")
            yield Use(f"{place}:{node.lineno}", str(name.value), row_name)


def uses_in(paths: Iterable[Path], root: Path) -> list[Use]:
    """Return the calls of ``query`` in several files of the product."""
    return [
        use
        for path in paths
        if path.relative_to(root).parts[0] in PACKAGES
        for use in uses(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix())
    ]


def problems(found: list[Use], library: list[str]) -> list[str]:
    """Return queries that nobody uses, uses of no query, and uses with a foreign row model."""
    used = {use.name for use in found}
    return [
        *(f"{name} is used by no code of the product" for name in sorted(set(library) - used)),
        *(f"{use.place}: there is no query {use.name}" for use in found if use.name not in library),
        *(
            f"{use.place}: {use.name} has rows {row_class_name(use.name)}, not {use.row}"
            for use in found
            if use.name in library and use.row != row_class_name(use.name)
        ),
    ]

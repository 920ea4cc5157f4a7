"""Do the tables at the edges know every error, command and setting?"""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.errors import FaultgraphError


def error_classes(base: type[FaultgraphError] = FaultgraphError) -> list[type[FaultgraphError]]:
    """Return a class of errors and all that come from it and live in the product."""
    below = [each for child in base.__subclasses__() for each in error_classes(child)]
    return [base, *(each for each in below if not each.__module__.startswith("tests"))]


def missing_codes(errors: Iterable[type[FaultgraphError]], table: Mapping[str, int]) -> list[str]:
    """Return each error whose code a table does not have."""
    return [f"{each.__name__}: {each.code}" for each in errors if each.code not in table]


def shared_numbers(table: Mapping[str, int]) -> list[str]:
    """Return the codes that share a number with another one."""
    numbers = list(table.values())
    return sorted(code for code, number in table.items() if numbers.count(number) > 1)


def undocumented_commands(commands: Mapping[str, Any]) -> list[str]:
    """Return each command, argument and option without a help text."""
    found = [f"faultgraph {name}" for name, command in commands.items() if not command.help]
    return found + [
        f"faultgraph {name} {parameter.opts[0]}"
        for name, command in commands.items()
        for parameter in command.params
        if not (parameter.help or "").strip()
    ]


def missing_from_page(names: Iterable[str], page: str) -> list[str]:
    """Return each name that a page does not tell of."""
    return [name for name in names if name not in page]


def undescribed_settings(fields: Mapping[str, Any]) -> list[str]:
    """Return each setting without a description."""
    return [name for name, field in fields.items() if not (field.description or "").strip()]

"""The declared address of a request: what was really asked for may hold ids."""

from starlette.types import Scope


def template_of(scope: Scope) -> str | None:
    """Return the path as it is declared, with its prefix, or None where there is no route."""
    declared = getattr(scope.get("route"), "path", None)
    if declared is None:
        return None
    # A router does not know the prefix that it was included with.
    asked, own = scope["path"].split("/"), [part for part in declared.split("/") if part]
    prefix = asked[: len(asked) - len(own)]
    return "/".join([*prefix, *own])


def operation_of(scope: Scope) -> str:
    """Return method and declared address, for example ``POST /api/efi/tickets/{ticket_id}``."""
    return f"{scope['method']} {template_of(scope)}"


def targets_of(scope: Scope) -> str:
    """Return the ids in the address, separated by spaces."""
    return " ".join(str(value) for value in scope.get("path_params", {}).values())

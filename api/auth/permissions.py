"""What an operation takes: declared beside its route, checked before it runs, told by OpenAPI."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from fastapi.routing import APIRoute

from api.auth.principals import PrincipalDep, permission_of
from engine.principal import Principal
from engine.users.accounts import beyond_garage
from graph.errors import ForbiddenError
from graph.vocabulary_records import Role

_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Permission:
    """What an operation takes.

    Attributes:
        role: the least role.
        open_to_all: whether FAULTGRAPH_OPEN_DIAGNOSIS opens it to whoever does not sign in.
        cross_garage: whether it is only for whoever sees all garages.
        writes: whether the access log tells of it; None: all but GET do.
    """

    role: Role
    open_to_all: bool = False
    cross_garage: bool = False
    writes: bool | None = None


def needs(
    role: Role,
    *,
    open_to_all: bool = False,
    cross_garage: bool = False,
    writes: bool | None = None,
) -> Callable[[Principal], Coroutine[Any, Any, None]]:
    """Return the dependency that refuses whoever may not do what takes this role.

    Every operation has one; the OpenAPI document tells of it as ``x-required-role``.
    """
    permission = Permission(role, open_to_all, cross_garage, writes)

    async def check(principal: PrincipalDep) -> None:
        require(principal, role)
        if cross_garage and not principal.is_cross_garage:
            raise beyond_garage()

    check.permission = permission  # type: ignore[attr-defined]
    return check


def require(principal: Principal, role: Role) -> None:
    """Refuse whoever has a lesser role.

    Raises:
        ForbiddenError: the role is too low.
    """
    if not principal.may(role):
        raise ForbiddenError(
            f"this takes the role {role}, and yours is {principal.role}",
            fix="ask an administrator for the role, or somebody who has it",
            key="role.too_low",
            values={"needed": role.value, "role": principal.role.value},
        )


def writes(route: object, method: str) -> bool:
    """Return whether an operation is declared as one that writes."""
    permission = permission_of(route)
    if permission is None or permission.writes is None:
        return method in _WRITING
    return bool(permission.writes)


def add_permissions(document: dict[str, Any], routes: list[tuple[str, APIRoute]]) -> dict[str, Any]:
    """Return the OpenAPI document with the role of each operation.

    Args:
        document: as FastAPI made it.
        routes: each route with the prefix that it was included with.
    """
    for prefix, route in routes:
        permission = permission_of(route)
        for method in (route.methods or ()) if permission else ():
            operation = document["paths"].get(prefix + route.path, {}).get(method.lower())
            if operation is not None and permission is not None:
                operation["x-required-role"] = permission.role.value
                if permission.cross_garage:
                    operation["x-cross-garage"] = True
                if permission.open_to_all:
                    operation["x-open-diagnosis"] = True
    return document

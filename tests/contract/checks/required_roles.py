"""Does every operation say which role it takes?"""

from typing import Any

from graph.vocabulary_records import Role

#: Whoever is not signed in must reach these.
OPEN = frozenset({"/api/auth/login", "/api/auth/refresh", "/health", "/ready"})


def operations_without_role(document: dict[str, Any]) -> list[str]:
    """Return each operation behind sign-in without a known ``x-required-role``."""
    roles = {role.value for role in Role}
    return [
        f"{method} {path}"
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if path not in OPEN and operation.get("x-required-role") not in roles
    ]

"""Do the compose file, the Makefile and the README go together, and with the local server?"""

import re
from typing import Any

_VERSION = re.compile(r"neo4j_runtime_(?P<version>\d{4}\.\d{2}\.\d+)\.tsv")
_TARGET = re.compile(r"^(?P<name>[a-z]+):(?!=)", re.MULTILINE)
_MAKE = re.compile(r"\bmake ([a-z]+)")
#: ``${NAME:?message}``: compose refuses to start while the variable is empty.
_DEMANDED = re.compile(r"^[^$]*\$\{\w+:\?[^}]+\}$")
_SECRET = re.compile(r"AUTH|PASSWORD|_KEY$|SECRET|TOKEN")


def runtime_version(file_name: str) -> str:
    """Return the version of Neo4j in the name of the lock file of its jars."""
    named = _VERSION.fullmatch(file_name)
    assert named is not None, file_name
    return named["version"]


def compose_problems(compose: dict[str, Any], version: str) -> list[str]:
    """Return what is wrong with a parsed compose file."""
    found = []
    services = compose["services"]
    image = services["neo4j"].get("image", "")
    if not image.startswith(f"neo4j:{version}-community"):
        found.append(f"neo4j: image {image} is not {version} community")
    for name, service in services.items():
        if "healthcheck" not in service:
            found.append(f"{name} has no health check")
        found += [
            f"{name}: {key} has a default, write ${{NAME:?message}}"
            for key, value in service.get("environment", {}).items()
            if _SECRET.search(key) and not _DEMANDED.match(str(value))
        ]
        found += [
            f"{name}: port {port} is open to the network"
            for port in service.get("ports", [])
            if not str(port).startswith("127.0.0.1:")
        ]
    return found


def make_targets(makefile: str) -> list[str]:
    """Return the names of the targets of a Makefile."""
    return [found["name"] for found in _TARGET.finditer(makefile)]


def undocumented_targets(makefile: str) -> list[str]:
    """Return targets without a ``## `` comment, which ``make help`` would not list."""
    lines = [line for line in makefile.splitlines() if _TARGET.match(line)]
    return [line.split(":")[0] for line in lines if "## " not in line]


def made_commands(readme: str) -> list[str]:
    """Return the targets that a README tells to make, in order, each once."""
    return list(dict.fromkeys(_MAKE.findall(readme)))

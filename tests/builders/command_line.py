"""The command line in a process of its own, as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import Address

FAULTGRAPH = Path(sys.executable).with_name("faultgraph")


def command_environment(address: Address | None) -> dict[str, str]:
    """Return this process's environment with no setting of the product but the database."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("FAULTGRAPH_", "NEO4J_"))
    }
    environment["PYTHONIOENCODING"] = "utf-8"
    if address is not None:
        environment |= {
            "NEO4J_URI": address.uri,
            "NEO4J_USERNAME": address.username,
            "NEO4J_PASSWORD": address.password,
        }
    return environment


def run_command(
    address: Address | None,
    *arguments: str,
    typed: str = "",
    timeout_s: float = 120.0,
    cwd: Path | None = None,
    **settings: str,
) -> subprocess.CompletedProcess[str]:
    """Run ``faultgraph`` to its end and return exit code and output.

    Args:
        address: of the database; None leaves it to the defaults.
        arguments: of the command.
        typed: what comes in on stdin, which then ends.
        timeout_s: after which the test fails.
        cwd: folder to run in, this process's own by default.
        settings: further environment variables.
    """
    return subprocess.run(
        [str(FAULTGRAPH), *arguments],
        cwd=cwd,
        env=command_environment(address) | settings,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout_s,
        check=False,
    )

"""Do the import contracts of pyproject.toml hold?"""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tests.contract.checks.files import PACKAGES

_VERDICT = re.compile(r"^(?P<name>.+?) (?P<verdict>KEPT|BROKEN)(?: \(.*\))?$", re.MULTILINE)


def contract_names(root: Path) -> list[str]:
    """Return the names of the contracts, in the order of pyproject.toml."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]


def verdicts(root: Path) -> dict[str, str]:
    """Return KEPT or BROKEN of each contract, for the packages below ``root``."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
        "--config",
        str(root / "pyproject.toml"),
    ]
    done = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = {match["name"].strip(): match["verdict"] for match in _VERDICT.finditer(done.stdout)}
    assert found, done.stdout + done.stderr
    return found


def tiny_copy(root: Path, folder: Path, planted: Mapping[str, str]) -> Path:
    """Make a copy with empty packages, the same contracts and the planted modules."""
    (folder / "pyproject.toml").write_text((root / "pyproject.toml").read_text(encoding="utf-8"))
    for package in (*PACKAGES, "engine/inference"):
        (folder / package).mkdir(parents=True)
        (folder / package / "__init__.py").touch()
    for place, text in planted.items():
        (folder / place).write_text(text)
    return folder

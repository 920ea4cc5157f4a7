"""Are the six generic top-level names ours, and does the wheel carry everything?"""

import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.contract.checks.files import PACKAGES, project_files

DISTRIBUTION = "faultgraph"
DATA = {".cypher", ".yaml", ".tsv", ".json", ".sql"}


def foreign_places(places: Mapping[str, str], root: Path) -> list[str]:
    """Return each top-level name that imports from somewhere else than this repository."""
    return [
        f"{name} imports from {place}, not from this repository"
        for name, place in places.items()
        if not Path(place).is_relative_to(root / name)
    ]


def foreign_owners(owners: Mapping[str, Iterable[str]]) -> list[str]:
    """Return each top-level name that another installed distribution ships too."""
    return [
        f"{name} is also shipped by {other}"
        for name in PACKAGES
        for other in sorted(set(owners.get(name, ())) - {DISTRIBUTION})
    ]


def build_wheel(root: Path, folder: Path) -> list[str]:
    """Build the wheel into a folder and return the names of the files in it."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def shipped_files(root: Path) -> list[str]:
    """Return what the wheel must carry: all code and data below the six packages."""
    relative = [path.relative_to(root) for path in project_files(root)]
    return [
        path.as_posix()
        for path in relative
        if path.parts[0] in PACKAGES and path.suffix in {".py", *DATA}
    ]


def wheel_problems(names: Iterable[str], expected: Iterable[str]) -> list[str]:
    """Return files that the wheel lacks, and top-level names that it should not have."""
    names = set(names)
    roots = {name.split("/")[0] for name in names if ".dist-info" not in name.split("/")[0]}
    return [
        *(f"the wheel lacks {name}" for name in sorted(set(expected) - names)),
        *(f"the wheel ships {name}" for name in sorted(roots - set(PACKAGES))),
    ]

"""The files of the project, found without git: a make target may run where there is none."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
#: The top-level packages of the product.
PACKAGES = ("graph", "cypher", "engine", "api", "seeds", "migrations")


def project_files(root: Path = ROOT) -> list[Path]:
    """Return every file that .gitignore does not leave out, sorted."""
    return sorted(_walk(root, _ignored(root)))


def python_files(root: Path = ROOT, folders: tuple[str, ...] = PACKAGES) -> list[Path]:
    """Return the Python files below some top-level folders."""
    return [
        path
        for path in project_files(root)
        if path.suffix == ".py" and path.relative_to(root).parts[0] in folders
    ]


def _ignored(root: Path) -> tuple[str, ...]:
    lines = (root / ".gitignore").read_text(encoding="utf-8").split()
    return (".git", *(line.strip("/") for line in lines))


def _walk(folder: Path, ignored: tuple[str, ...]) -> Iterator[Path]:
    for path in folder.iterdir():
        if any(path.match(pattern) for pattern in ignored):
            continue
        if path.is_dir():
            yield from _walk(path, ignored)
        else:
            yield path

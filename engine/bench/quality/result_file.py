"""The JSON file of one `bench quality` run: figures with commit, data set and parameters.

Nothing in the file depends on the clock or the machine, so that the same commit, data and
parameters give the same bytes.
"""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.bench.quality.results import QualityRow

#: What stands in the file when the code does not run from a checkout.
UNKNOWN = "unknown"
_GIT_SECONDS = 10
#: Where this file lies in its checkout.
_PLACE = "engine/bench/quality/"


def write_results(
    path: Path,
    rows: Iterable[QualityRow],
    *,
    dataset: Sequence[Path],
    parameters: Mapping[str, Any],
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write the rows as JSON, folders included.

    Args:
        path: of the file; it is replaced.
        rows: measured figures.
        dataset: files that were read; their hash is kept, their place is not.
        parameters: everything that changes a figure: seeds, folds, thresholds.
        details: what no row holds, such as the recall of each class.
    """
    content = {
        "dataset_sha256": sha256_of(dataset) if dataset else None,
        "dataset_files": [file.name for file in dataset],
        "parameters": dict(parameters),
        "rows": [row.as_json() for row in rows],
        "details": dict(details or {}),
    }
    write_json(path, content)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write what was measured, and the commit that measured it, folders included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = {"commit": commit_hash(Path(__file__).parent), **content}
    text = json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def sha256_of(files: Sequence[Path]) -> str:
    """Return one SHA-256 over the names and contents of files, in hexadecimal.

    The order of the arguments does not matter; a changed name or byte does.
    """
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda item: item.name):
        inner = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.name}\0{inner}\n".encode())
    return digest.hexdigest()


def commit_hash(folder: Path) -> str:
    """Return the commit of the checkout that holds a folder, or ``unknown``.

    ``-dirty`` is appended when files differ from the commit. An installed copy that merely lies
    inside somebody's checkout is ``unknown`` too.
    """
    commit = _git(folder, "rev-parse", "HEAD")
    if commit is None or _git(folder, "rev-parse", "--show-prefix") != _PLACE:
        return UNKNOWN
    return f"{commit}-dirty" if _git(folder, "status", "--porcelain", "-uno") else commit


def _git(folder: Path, *arguments: str) -> str | None:
    program = shutil.which("git")
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, "-C", str(folder), *arguments],
            capture_output=True,
            text=True,
            check=True,
            timeout=_GIT_SECONDS,
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return done.stdout.strip()

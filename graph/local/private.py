"""Files and folders that only their owner may read."""

import os
import secrets
from pathlib import Path

from graph.errors import LocalServerError


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step; at no moment can anybody but the owner read it."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    part.replace(path)


def make_private(folder: Path) -> None:
    """Make a folder for the owner alone; an existing one stays as it is.

    Raises:
        LocalServerError: the folder cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LocalServerError(
            f"{folder} cannot be made: {error.strerror}",
            field="FAULTGRAPH_HOME",
            fix="name a folder that you may write",
        ) from error

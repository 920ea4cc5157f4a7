"""Choosing a JDK."""

from pathlib import Path

import pytest

from graph.errors import LocalServerError
from graph.local.java import find_java, major_version
from graph.settings import Settings


def jdk(folder: Path, release: str | None, printed: str = "") -> Path:
    """Make something that looks like a JDK."""
    (folder / "bin").mkdir(parents=True)
    launcher = folder / "bin" / "java"
    launcher.write_text(f"#!/bin/sh\necho '{printed}' >&2\n")
    launcher.chmod(0o755)
    if release is not None:
        (folder / "release").write_text(release)
    return folder


def test_the_bundled_jdk_is_new_enough_and_the_default() -> None:
    java = find_java(Settings(java_home=None))
    assert java.executable.is_file()
    assert java.major == 25
    assert not java.has_vector_module


def test_a_configured_jdk_is_preferred(tmp_path: Path) -> None:
    home = jdk(tmp_path / "jdk", 'JAVA_VERSION="21.0.4"\nMODULES="java.base jdk.incubator.vector"')
    java = find_java(Settings(java_home=home))
    assert java.executable == home / "bin" / "java"
    assert java.major == 21
    assert java.has_vector_module


@pytest.mark.parametrize("version", ["17.0.9", "20.0.2", "1.8.0_392"])
def test_a_jdk_older_than_21_is_refused_and_the_setting_named(tmp_path: Path, version: str) -> None:
    home = jdk(tmp_path / "jdk", f'JAVA_VERSION="{version}"')
    with pytest.raises(LocalServerError, match="needs Java 21") as caught:
        find_java(Settings(java_home=home))
    assert caught.value.field == "FAULTGRAPH_JAVA_HOME"
    assert "bundled" in str(caught.value.fix)


def test_a_jdk_without_a_release_file_is_asked(tmp_path: Path) -> None:
    home = jdk(tmp_path / "jdk", None, 'openjdk version "22.0.1" 2024-04-16')
    assert find_java(Settings(java_home=home)).major == 22


def test_a_program_that_is_no_java_is_refused(tmp_path: Path) -> None:
    home = jdk(tmp_path / "jdk", None, "hello")
    with pytest.raises(LocalServerError, match="is Java 0"):
        find_java(Settings(java_home=home))


def test_a_folder_without_java_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LocalServerError, match="no Java at") as caught:
        find_java(Settings(java_home=tmp_path))
    assert caught.value.field == "FAULTGRAPH_JAVA_HOME"


@pytest.mark.parametrize(
    ("text", "major"),
    [
        ('JAVA_VERSION="25.0.2"', 25),
        ('java version "1.8.0_392"', 8),
        ('openjdk version "21" 2023-09-19', 21),
        ("", 0),
    ],
)
def test_the_major_version_is_read_in_old_and_new_spelling(text: str, major: int) -> None:
    assert major_version(text) == major

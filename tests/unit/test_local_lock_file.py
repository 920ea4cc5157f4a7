"""The lock file of the Neo4j runtime."""

from pathlib import Path

import pytest

from graph.errors import LocalServerError
from graph.local.runtime import NEO4J_VERSION, load_runtime, parse_lock
from graph.settings import Settings

HEADER = "coordinate\tsha256\tbytes"
SHA = "a" * 64


def lock(*lines: str) -> str:
    return "\n".join([HEADER, *lines])


def test_a_line_names_one_jar_with_its_checksum_and_size() -> None:
    (jar,) = parse_lock(lock(f"org.neo4j:neo4j-util:2026.05.0\t{SHA}\t12"))
    assert (jar.group, jar.artifact, jar.version) == ("org.neo4j", "neo4j-util", "2026.05.0")
    assert (jar.sha256, jar.size) == (SHA, 12)
    assert jar.file_name == "neo4j-util-2026.05.0.jar"


def test_a_classifier_becomes_part_of_the_file_name() -> None:
    (jar,) = parse_lock(lock(f"io.netty:epoll:4.2:linux-x86_64\t{SHA}\t1"))
    assert jar.classifier == "linux-x86_64"
    assert jar.file_name == "epoll-4.2-linux-x86_64.jar"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"a:b\t{SHA}\t1", "coordinate"),
        (f"a:b:c:d:e\t{SHA}\t1", "coordinate"),
        (f"a:../b:1\t{SHA}\t1", "coordinate"),
        ("a:b:1\tabc\t1", "sha256"),
        (f"a:b:1\t{SHA}\tmany", "size"),
        (f"a:b:1\t{SHA}\t0", "size"),
        (f"a:b:1\t{SHA}", "columns"),
        ("", "columns"),
    ],
)
def test_a_broken_line_is_named_by_its_number(line: str, reason: str) -> None:
    with pytest.raises(LocalServerError, match=rf"line 3.*{reason}") as caught:
        parse_lock(lock(f"a:first:1\t{SHA}\t1", line, f"a:last:1\t{SHA}\t1"))
    assert caught.value.details == {"line": 3}


def test_two_jars_with_one_file_name_are_refused() -> None:
    with pytest.raises(LocalServerError, match="two jars"):
        parse_lock(lock(f"a:x:1\t{SHA}\t1", f"b:x:1\t{SHA}\t1"))


@pytest.mark.parametrize("text", ["", HEADER, f"a:x:1\t{SHA}\t1"])
def test_a_lock_file_without_header_or_jars_is_refused(text: str) -> None:
    with pytest.raises(LocalServerError, match="is broken"):
        parse_lock(text)


def test_the_packaged_lock_file_holds_the_server_and_the_browser(tmp_path: Path) -> None:
    runtime = load_runtime(Settings(cache=tmp_path))
    coordinates = {f"{jar.group}:{jar.artifact}:{jar.version}" for jar in runtime.jars}
    assert f"org.neo4j.app:neo4j-server:{NEO4J_VERSION}" in coordinates
    assert "org.neo4j.client:neo4j-browser:5.24.0" in coordinates
    assert len(runtime.jars) == 228
    assert runtime.total_bytes > 150_000_000


def test_the_cache_folder_carries_the_version(tmp_path: Path) -> None:
    runtime = load_runtime(Settings(cache=tmp_path))
    assert runtime.folder == tmp_path / f"neo4j-{NEO4J_VERSION}"
    assert runtime.path(runtime.jars[0]).parent == runtime.lib

"""Fetching the jars: verified, resumable, offline once complete. No network is used."""

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import LocalServerError
from graph.local import fetch
from graph.local.fetch import ensure_runtime, is_complete, is_verified
from graph.local.runtime import Jar, Runtime
from graph.settings import Settings

CONTENTS = {f"jar{number}-1.jar": f"content {number}".encode() * 9 for number in range(5)}


class FakeMaven:
    """Serves the contents above; breaks on demand; remembers what was asked for."""

    def __init__(self) -> None:
        """Begin with every jar at hand."""
        self.asked: list[str] = []
        self.corrupt: set[str] = set()
        self.failing: set[str] = set()
        self.failures_left = 1000
        self._lock = threading.Lock()

    def __call__(self, jar: Jar, folder: Path) -> Path:
        with self._lock:
            self.asked.append(jar.file_name)
            if jar.file_name in self.failing and self.failures_left:
                self.failures_left -= 1
                raise ConnectionError("no network")
        folder.mkdir(parents=True)
        path = folder / jar.file_name
        content = CONTENTS[jar.file_name]
        path.write_bytes(content[::-1] if jar.file_name in self.corrupt else content)
        return path


def jar_of(name: str) -> Jar:
    content = CONTENTS[name]
    artifact = name.removesuffix("-1.jar")
    return Jar("a", artifact, "1", "", hashlib.sha256(content).hexdigest(), len(content))


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runtime:
    made = Runtime(tmp_path / "neo4j", tuple(jar_of(name) for name in CONTENTS), "digest")
    monkeypatch.setattr(fetch, "load_runtime", lambda _settings: made)
    monkeypatch.setattr(fetch, "RETRY_WAIT_S", 0.0)
    return made


@pytest.fixture
def maven() -> FakeMaven:
    return FakeMaven()


@pytest.fixture
def ensure(runtime: Runtime, maven: FakeMaven) -> Callable[[], Runtime]:
    assert not is_complete(runtime)
    return lambda: ensure_runtime(Settings(), source=maven)


def test_all_jars_arrive_verified(ensure: Callable[[], Runtime]) -> None:
    runtime = ensure()
    assert is_complete(runtime)
    assert {path.name: path.read_bytes() for path in runtime.lib.iterdir()} == CONTENTS


def test_a_complete_set_asks_for_nothing(ensure: Callable[[], Runtime], maven: FakeMaven) -> None:
    ensure()
    maven.asked.clear()
    maven.failing = set(CONTENTS)
    ensure()
    assert maven.asked == []


def test_a_corrupt_jar_is_refused_and_the_set_stays_incomplete(
    ensure: Callable[[], Runtime], maven: FakeMaven, runtime: Runtime
) -> None:
    maven.corrupt = {"jar3-1.jar"}
    with pytest.raises(LocalServerError, match=r"jar3-1.jar.*sha256") as caught:
        ensure()
    assert not is_complete(runtime)
    assert not (runtime.lib / "jar3-1.jar").exists()
    assert caught.value.field == "FAULTGRAPH_CACHE"


def test_an_interrupted_fetch_resumes_with_what_is_missing(
    ensure: Callable[[], Runtime], maven: FakeMaven, runtime: Runtime
) -> None:
    maven.failing = {"jar2-1.jar"}
    with pytest.raises(LocalServerError, match=r"jar2-1.jar.*ConnectionError"):
        ensure()
    kept = {path.name for path in runtime.lib.iterdir()}
    maven.failing, maven.asked = set(), []
    ensure()
    assert set(maven.asked) == set(CONTENTS) - kept
    assert is_complete(runtime)


def test_half_a_download_of_a_killed_run_is_never_used(
    ensure: Callable[[], Runtime], runtime: Runtime
) -> None:
    left = runtime.folder / "downloads" / "jar0-1.jar.0" / "jar0-1.jar"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    ensure()
    assert is_complete(runtime)
    assert not (runtime.folder / "downloads").exists()


def test_one_failure_of_the_network_is_tried_again(
    ensure: Callable[[], Runtime], maven: FakeMaven
) -> None:
    maven.failing, maven.failures_left = {"jar1-1.jar"}, 1
    assert is_complete(ensure())
    assert maven.asked.count("jar1-1.jar") == 2


def test_a_jar_whose_size_changed_is_fetched_again(
    ensure: Callable[[], Runtime], maven: FakeMaven
) -> None:
    runtime = ensure()
    (runtime.lib / "jar4-1.jar").write_bytes(b"short")
    maven.asked.clear()
    assert not is_complete(runtime)
    ensure()
    assert maven.asked == ["jar4-1.jar"]
    assert (runtime.lib / "jar4-1.jar").read_bytes() == CONTENTS["jar4-1.jar"]


def test_a_jar_that_vanished_is_fetched_again(
    ensure: Callable[[], Runtime], maven: FakeMaven
) -> None:
    runtime = ensure()
    (runtime.lib / "jar0-1.jar").unlink()
    maven.asked.clear()
    ensure()
    assert maven.asked == ["jar0-1.jar"]


def test_another_lock_file_makes_the_set_incomplete(ensure: Callable[[], Runtime]) -> None:
    runtime = ensure()
    newer = Runtime(runtime.folder, runtime.jars, "another digest")
    assert not is_complete(newer)


def test_a_torn_marker_makes_the_set_incomplete(ensure: Callable[[], Runtime]) -> None:
    runtime = ensure()
    runtime.marker.write_text('{"lock": "dig')
    assert not is_complete(runtime)


def test_progress_grows_from_what_is_there_to_the_whole_set(
    runtime: Runtime, maven: FakeMaven
) -> None:
    seen: list[tuple[int, int]] = []
    ensure_runtime(Settings(), lambda done, total: seen.append((done, total)), maven)
    assert seen[0] == (0, runtime.total_bytes)
    assert seen[-1] == (runtime.total_bytes, runtime.total_bytes)
    assert seen == sorted(seen)


def test_two_fetches_at_once_bring_each_jar_once(
    ensure: Callable[[], Runtime], maven: FakeMaven
) -> None:
    threads = [threading.Thread(target=ensure) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(maven.asked) == sorted(CONTENTS)


def test_a_cache_that_cannot_be_written_names_its_setting(
    ensure: Callable[[], Runtime], runtime: Runtime
) -> None:
    runtime.folder.parent.mkdir(exist_ok=True)
    runtime.folder.write_text("a file where the folder should be")
    with pytest.raises(LocalServerError, match="cannot be written") as caught:
        ensure()
    assert caught.value.field == "FAULTGRAPH_CACHE"
    assert caught.value.fix is not None


def test_a_file_of_the_right_size_with_other_bytes_is_not_verified(tmp_path: Path) -> None:
    path = tmp_path / "jar0-1.jar"
    path.write_bytes(CONTENTS["jar0-1.jar"])
    assert is_verified(path, jar_of("jar0-1.jar"))
    path.write_bytes(CONTENTS["jar0-1.jar"][::-1])
    assert not is_verified(path, jar_of("jar0-1.jar"))

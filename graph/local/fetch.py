"""Bring the jars of the runtime to this machine: in parallel, verified, resumable, then offline."""

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from graph.errors import LocalServerError
from graph.local.runtime import Jar, Runtime, load_runtime
from graph.settings import Settings

THREADS = 16
ATTEMPTS = 3
RETRY_WAIT_S = 1.0

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and the bytes of the whole set."""

Source = Callable[[Jar, Path], Path]
"""Downloads one jar below a folder and returns the file."""


def ensure_runtime(
    settings: Settings, progress: Progress | None = None, source: Source | None = None
) -> Runtime:
    """Return a complete runtime; fetch what is missing first.

    Needs no network once the set is complete. A jar whose size changed is fetched again.

    Args:
        settings: names the cache folder.
        progress: told how many bytes of how many are there.
        source: where a jar comes from; by default the machine's Maven registry.

    Raises:
        LocalServerError: the cache cannot be written, or a jar cannot be had or is not the
            one of the lock file.
    """
    runtime = load_runtime(settings)
    if not is_complete(runtime):
        with _cache_lock(runtime):
            if not is_complete(runtime):
                _complete(runtime, progress or _silent, source or maven_source)
    return runtime


def is_complete(runtime: Runtime) -> bool:
    """Say whether the whole set was verified and no file changed its size since.

    A look at 228 sizes takes milliseconds; the sha256 was checked when the file came in.
    """
    try:
        marker = json.loads(runtime.marker.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return marker == {"lock": runtime.digest} and all(
        _size(runtime.path(jar)) == jar.size for jar in runtime.jars
    )


def is_verified(path: Path, jar: Jar) -> bool:
    """Compare a file with its size and sha256 in the lock file."""
    if _size(path) != jar.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256


def maven_source(jar: Jar, folder: Path) -> Path:
    """Download one jar from the machine's usual Maven registry."""
    # Imported here: a start with a complete cache needs neither jgo nor its HTTP client.
    from jgo.maven import MavenContext  # noqa: PLC0415

    context = MavenContext(repo_cache=folder, local_repos=[])
    component = context.project(jar.group, jar.artifact).at_version(jar.version)
    return Path(component.artifact(classifier=jar.classifier).resolve())


@contextmanager
def _cache_lock(runtime: Runtime) -> Iterator[None]:
    try:
        runtime.lib.mkdir(parents=True, exist_ok=True)
        with FileLock(runtime.folder / ".lock"):
            yield
    except OSError as error:
        raise LocalServerError(
            f"the cache for Neo4j cannot be written: {error}",
            field="FAULTGRAPH_CACHE",
            fix="name a folder that you may write and that has 200 MB free",
        ) from error


def _complete(runtime: Runtime, progress: Progress, source: Source) -> None:
    runtime.marker.unlink(missing_ok=True)
    # jgo writes in place, so what an interrupted run left there may be half a file.
    downloads = runtime.folder / "downloads"
    shutil.rmtree(downloads, ignore_errors=True)
    with ThreadPoolExecutor(THREADS) as pool:
        there = pool.map(lambda jar: is_verified(runtime.path(jar), jar), runtime.jars)
        missing = [jar for jar, ok in zip(runtime.jars, there, strict=True) if not ok]
    _fetch_all(runtime, missing, progress, lambda jar: _fetch(runtime, jar, downloads, source))
    shutil.rmtree(downloads, ignore_errors=True)
    part = runtime.marker.with_suffix(".part")
    part.write_text(json.dumps({"lock": runtime.digest}), encoding="utf-8")
    part.replace(runtime.marker)


def _fetch_all(
    runtime: Runtime, missing: Iterable[Jar], progress: Progress, fetch: Callable[[Jar], None]
) -> None:
    missing = sorted(missing, key=lambda jar: -jar.size)  # the largest first: no long tail
    done = runtime.total_bytes - sum(jar.size for jar in missing)
    progress(done, runtime.total_bytes)
    with ThreadPoolExecutor(THREADS) as pool:
        futures = {pool.submit(fetch, jar): jar for jar in missing}
        try:
            for future in as_completed(futures):
                future.result()
                done += futures[future].size
                progress(done, runtime.total_bytes)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _fetch(runtime: Runtime, jar: Jar, downloads: Path, source: Source) -> None:
    reason = ""
    for attempt in range(ATTEMPTS):
        time.sleep(attempt * RETRY_WAIT_S)
        # A folder of its own for each attempt: half a file is never taken for a whole one.
        folder = downloads / f"{jar.file_name}.{attempt}"
        try:
            path = source(jar, folder)
        # jgo lets errors of its HTTP client and bare RuntimeErrors through.
        except Exception as error:  # noqa: BLE001
            reason = type(error).__name__
            continue
        if is_verified(path, jar):
            path.replace(runtime.path(jar))
            return
        reason = "its sha256 is not the one of the lock file"
    raise LocalServerError(
        f"{jar.file_name} could not be fetched: {reason}",
        field="FAULTGRAPH_CACHE",
        fix="check the network and start again: what is already there is kept",
        details={"jar": jar.file_name},
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""

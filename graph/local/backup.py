"""Copy a stopped instance into one archive with a checksum beside it, and bring it back."""

import hashlib
import io
import json
import shutil
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import LocalServerError
from graph.local.instance import LocalInstance, prepare
from graph.local.private import write_private
from graph.local.process import live_process, read_state
from graph.local.runtime import NEO4J_VERSION

_MANIFEST = "manifest.json"
# The stores hold the hash of the password, so one is of no use without the other.
_PARTS = ("data", "password")


def backup(instance: LocalInstance, target: Path) -> Path:
    """Write data and password of a stopped instance to a tar.gz that only its owner may read.

    Args:
        instance: must not run.
        target: the archive; its checksum goes to the same name with ``.sha256`` added.

    Returns:
        The checksum file, in the format of ``sha256sum``.

    Raises:
        LocalServerError: it runs, it has no data, or the target exists or cannot be written.
    """
    with instance.lock():
        _require_stopped(instance)
        if not instance.data.is_dir():
            raise LocalServerError(
                f"instance {instance.name} has no data yet", fix="start it once before a backup"
            )
        if target.exists():
            raise LocalServerError(f"{target} exists already", fix="name another file")
        part = target.with_name(f"{target.name}.part")
        try:
            _write_archive(instance, part)
            checksum = _write_checksum(part, target)
            part.replace(target)
        except OSError as error:
            raise LocalServerError(
                f"the backup cannot be written: {error}", fix="name a folder with enough space"
            ) from error
        finally:
            part.unlink(missing_ok=True)
    return checksum


def restore(instance: LocalInstance, archive: Path) -> None:
    """Replace data and password of a stopped instance by those of a backup.

    Nothing is replaced before the whole archive was verified and unpacked.

    Raises:
        LocalServerError: it runs, or the archive is damaged, strange or of a newer Neo4j.
    """
    with instance.lock():
        _require_stopped(instance)
        _verify_checksum(archive)
        prepare(instance)
        with tempfile.TemporaryDirectory(prefix="restore-", dir=instance.home) as folder:
            unpacked = Path(folder)
            _unpack(archive, unpacked)
            _swap(instance, unpacked)


def reset(instance: LocalInstance) -> None:
    """Delete all data, logs and the password of a stopped instance; its ports are kept."""
    with instance.lock():
        _require_stopped(instance)
        kept = instance.ports_file.name
        for path in instance.home.iterdir() if instance.home.is_dir() else ():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != kept:
                path.unlink()


def checksum_file(archive: Path) -> Path:
    """Return where the checksum of an archive lies."""
    return archive.with_name(f"{archive.name}.sha256")


def _require_stopped(instance: LocalInstance) -> None:
    if live_process(read_state(instance.state_file)) is not None:
        raise LocalServerError(
            f"instance {instance.name} runs",
            fix=f"run `faultgraph db stop --instance {instance.name}` first",
        )


def _write_archive(instance: LocalInstance, part: Path) -> None:
    write_private(part, "")
    manifest = {
        "neo4j_version": NEO4J_VERSION,
        "instance": instance.name,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    content = json.dumps(manifest).encode()
    with tarfile.open(part, "w:gz", compresslevel=6) as tar:
        entry = tarfile.TarInfo(_MANIFEST)
        entry.size = len(content)
        tar.addfile(entry, io.BytesIO(content))
        for name in _PARTS:
            tar.add(instance.home / name, arcname=name)


def _write_checksum(part: Path, target: Path) -> Path:
    path = checksum_file(target)
    path.write_text(f"{_sha256(part)}  {target.name}\n", encoding="utf-8")
    return path


def _verify_checksum(archive: Path) -> None:
    try:
        expected = checksum_file(archive).read_text(encoding="utf-8").split()[0]
        actual = _sha256(archive)
    except (OSError, IndexError) as error:
        raise LocalServerError(
            f"{archive} or its checksum cannot be read",
            fix=f"keep {checksum_file(archive).name} beside the archive",
        ) from error
    if actual != expected:
        raise LocalServerError(
            f"{archive} is damaged: its sha256 is not the one in {checksum_file(archive).name}",
            fix="copy it again, or take another backup",
        )


def _unpack(archive: Path, folder: Path) -> None:
    try:
        with tarfile.open(archive, "r:gz") as tar:
            tar.extractall(folder, filter="data")  # refuses paths that lead out of the folder
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        version = str(manifest["neo4j_version"])
        complete = all((folder / name).exists() for name in _PARTS)
    except (OSError, ValueError, KeyError, TypeError, tarfile.TarError) as error:
        raise _strange(archive) from error
    if not complete:
        raise _strange(archive)
    if version > NEO4J_VERSION:  # YYYY.MM.N sorts as text
        raise LocalServerError(
            f"{archive} was written by Neo4j {version}, this is {NEO4J_VERSION}",
            fix="restore it with the faultgraph version that wrote it, or a newer one",
        )


def _swap(instance: LocalInstance, unpacked: Path) -> None:
    password = (unpacked / "password").read_text(encoding="utf-8")
    replaced = unpacked / "replaced"  # removed with the temporary folder
    if instance.data.exists():
        instance.data.rename(replaced)
    try:
        (unpacked / "data").rename(instance.data)
    except OSError:
        if replaced.exists():
            replaced.rename(instance.data)
        raise
    write_private(instance.password_file, password)


def _strange(archive: Path) -> LocalServerError:
    return LocalServerError(f"{archive} is not a backup of faultgraph", fix="name another file")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

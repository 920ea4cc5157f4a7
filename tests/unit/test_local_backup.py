"""Backup, restore and reset of a stopped instance, on a home without a server."""

import hashlib
import io
import json
import os
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from graph.errors import LocalServerError
from graph.local import instance as instances
from graph.local.backup import backup, checksum_file, reset, restore
from graph.local.instance import LocalInstance
from graph.local.process import ServerState, write_state
from graph.settings import Settings


@pytest.fixture
def instance(tmp_path: Path) -> LocalInstance:
    made = instances.temporary(tmp_path / "one", Settings())
    store = made.data / "databases" / "neo4j"
    store.mkdir(parents=True)
    (store / "neostore").write_bytes(b"nodes" * 1000)
    return made


@pytest.fixture
def archive(instance: LocalInstance, tmp_path: Path) -> Path:
    target = tmp_path / "backup.tar.gz"
    backup(instance, target)
    return target


def pretend_to_run(instance: LocalInstance) -> None:
    created = psutil.Process(os.getpid()).create_time()
    write_state(instance.state_file, ServerState(os.getpid(), created, 1, 2, "daemon", "@x"))


def repack(archive: Path, **changes: bytes) -> None:
    """Replace members of an archive, with a checksum that fits."""
    with tarfile.open(archive) as tar:
        files = {m.name: tar.extractfile(m) for m in tar.getmembers() if m.isfile()}
        contents = {name: file.read() for name, file in files.items() if file}
    with tarfile.open(archive, "w:gz") as tar:
        for name, content in (contents | changes).items():
            entry = tarfile.TarInfo(name.replace("_json", ".json"))
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    seal(archive)


def seal(archive: Path) -> None:
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    checksum_file(archive).write_text(f"{digest}  {archive.name}\n")


def test_a_backup_restores_data_and_password_elsewhere(archive: Path, tmp_path: Path) -> None:
    other = instances.temporary(tmp_path / "two", Settings())
    restore(other, archive)
    assert (other.data / "databases/neo4j/neostore").read_bytes() == b"nodes" * 1000
    original = LocalInstance("temporary", tmp_path / "one" / "neo4j", 1, 2)
    assert other.password() == original.password()


def test_a_restore_replaces_what_was_there(instance: LocalInstance, archive: Path) -> None:
    (instance.data / "databases/neo4j/later").write_text("written after the backup")
    restore(instance, archive)
    assert not (instance.data / "databases/neo4j/later").exists()
    assert sorted(path.name for path in instance.home.iterdir()) == [
        "data",
        "instance.json",
        "password",
    ]


def test_a_backup_is_readable_by_its_owner_only(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_the_checksum_has_the_format_of_sha256sum(archive: Path) -> None:
    digest, name = checksum_file(archive).read_text().split()
    assert len(digest) == 64
    assert name == archive.name


def test_a_damaged_backup_is_refused_and_nothing_is_lost(
    instance: LocalInstance, archive: Path
) -> None:
    archive.write_bytes(archive.read_bytes()[:-1] + b"x")
    with pytest.raises(LocalServerError, match="damaged"):
        restore(instance, archive)
    assert (instance.data / "databases/neo4j/neostore").exists()


def test_a_backup_without_its_checksum_is_refused(instance: LocalInstance, archive: Path) -> None:
    checksum_file(archive).unlink()
    with pytest.raises(LocalServerError, match="cannot be read") as caught:
        restore(instance, archive)
    assert checksum_file(archive).name in str(caught.value.fix)


def test_a_backup_of_a_newer_neo4j_is_refused(instance: LocalInstance, archive: Path) -> None:
    repack(archive, manifest_json=json.dumps({"neo4j_version": "2099.01.0"}).encode())
    with pytest.raises(LocalServerError, match=r"2099\.01\.0"):
        restore(instance, archive)


def test_an_archive_that_leads_out_of_its_folder_is_refused(
    instance: LocalInstance, archive: Path, tmp_path: Path
) -> None:
    repack(archive, **{"../../escaped": b"x"})
    with pytest.raises(LocalServerError, match="not a backup"):
        restore(instance, archive)
    assert not list(tmp_path.rglob("escaped"))


def test_an_archive_of_something_else_is_refused(instance: LocalInstance, tmp_path: Path) -> None:
    strange = tmp_path / "strange.tar.gz"
    strange.write_bytes(b"no archive at all")
    seal(strange)
    with pytest.raises(LocalServerError, match="not a backup"):
        restore(instance, strange)


@pytest.mark.parametrize(
    "action",
    [
        lambda instance, archive: backup(instance, archive.with_name("other.tar.gz")),
        restore,
        lambda instance, _archive: reset(instance),
    ],
    ids=["backup", "restore", "reset"],
)
def test_a_running_instance_is_never_touched(
    instance: LocalInstance, archive: Path, action: Callable[[LocalInstance, Path], object]
) -> None:
    pretend_to_run(instance)
    with pytest.raises(LocalServerError, match="runs") as caught:
        action(instance, archive)
    assert "db stop" in str(caught.value.fix)
    assert instance.data.exists()


def test_a_backup_never_overwrites(instance: LocalInstance, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(LocalServerError, match="exists already"):
        backup(instance, archive)
    assert archive.read_bytes() == before


def test_a_backup_into_a_missing_folder_leaves_nothing(
    instance: LocalInstance, tmp_path: Path
) -> None:
    with pytest.raises(LocalServerError, match="cannot be written"):
        backup(instance, tmp_path / "missing" / "backup.tar.gz")
    assert not list(tmp_path.glob("*.part"))


def test_an_instance_without_data_has_nothing_to_back_up(tmp_path: Path) -> None:
    empty = instances.temporary(tmp_path / "empty", Settings())
    with pytest.raises(LocalServerError, match="no data"):
        backup(empty, tmp_path / "backup.tar.gz")


def test_a_reset_deletes_data_and_password_and_keeps_the_ports(instance: LocalInstance) -> None:
    reset(instance)
    assert [path.name for path in instance.home.iterdir()] == ["instance.json"]


def test_a_reset_of_an_instance_without_a_home_changes_nothing(tmp_path: Path) -> None:
    reset(LocalInstance("ghost", tmp_path / "ghost", 1, 2))
    assert not (tmp_path / "ghost").exists()

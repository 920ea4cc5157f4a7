"""Named instances: homes, ports, passwords."""

import stat
import threading
from pathlib import Path

import pytest

from graph.errors import LocalServerError
from graph.local import instance as instances
from graph.local import ports, server
from graph.settings import Settings


@pytest.fixture(autouse=True)
def _every_port_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "is_free", lambda _port: True)
    for name in ("FAULTGRAPH_BOLT_PORT", "FAULTGRAPH_HTTP_PORT", "FAULTGRAPH_INSTANCE"):
        monkeypatch.delenv(name, raising=False)


def test_the_default_instance_uses_the_ports_of_the_settings(tmp_path: Path) -> None:
    made = instances.load(Settings(home=tmp_path))
    assert (made.name, made.bolt_port, made.http_port) == ("default", 7687, 7474)
    assert made.home == tmp_path / "instances" / "default"


def test_the_default_instance_follows_a_changed_setting(tmp_path: Path) -> None:
    instances.load(Settings(home=tmp_path))
    assert instances.load(Settings(home=tmp_path, bolt_port=9001)).bolt_port == 9001


def test_another_name_gets_free_ports_once_and_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=tmp_path)
    made = instances.load(settings, "car")
    monkeypatch.setattr(ports, "is_free", lambda _port: False)
    assert instances.load(settings, "car") == made == instances.find(settings, "car")
    assert {made.bolt_port, made.http_port}.isdisjoint({7687, 7474})


def test_two_names_never_share_a_port(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    made = [instances.load(settings, name) for name in ("default", "one", "two", "three")]
    used = [port for each in made for port in (each.bolt_port, each.http_port)]
    assert len(used) == len(set(used))


def test_a_taken_port_is_passed_over_when_an_instance_is_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports, "is_free", lambda port: port != 7688)
    assert instances.load(Settings(home=tmp_path), "car").bolt_port == 7689


def test_a_broken_neighbour_does_not_stop_a_new_instance(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    instances.load(settings, "old").ports_file.write_text("{")
    assert instances.load(settings, "new").name == "new"


def test_given_ports_win_and_are_kept_only_once_a_server_used_them(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    before = instances.load(settings, "car")
    given = instances.load(settings, "car", bolt_port=9100, http_port=9101)
    assert (given.bolt_port, given.http_port) == (9100, 9101)
    assert instances.load(settings, "car") == before
    instances.keep_ports(given)
    assert instances.load(settings, "car") == given


def test_the_default_instance_keeps_its_ports_too(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    instances.keep_ports(instances.load(settings, bolt_port=9100))
    assert instances.load(settings).bolt_port == 9100
    assert instances.load(Settings(home=tmp_path, bolt_port=9001)).bolt_port == 9001


def test_ports_given_for_a_new_instance_are_not_kept_before_it_started(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert instances.load(settings, "car", bolt_port=9100).bolt_port == 9100
    assert instances.load(settings, "car").bolt_port == 7688


def test_an_explicit_port_setting_applies_to_the_instance_the_settings_name(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, instance="car", bolt_port=9200)
    assert instances.load(settings).bolt_port == 9200
    assert instances.load(settings, "other").bolt_port != 9200


def test_looking_for_an_instance_creates_nothing(tmp_path: Path) -> None:
    assert instances.find(Settings(home=tmp_path / "home")) is None
    assert not (tmp_path / "home").exists()


def test_an_unreadable_instance_file_is_an_error_with_a_fix(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    instances.load(settings).ports_file.write_text('{"bolt_port": "x"}')
    with pytest.raises(LocalServerError, match=r"instance\.json") as caught:
        instances.find(settings)
    assert caught.value.fix is not None


@pytest.mark.parametrize("name", ["..", "Car", "a/b", "-x", "a" * 33, "é"])
def test_a_name_that_could_leave_the_home_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LocalServerError) as caught:
        instances.load(Settings(home=tmp_path), name)
    assert caught.value.field == "FAULTGRAPH_INSTANCE"


def test_the_password_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    made = instances.load(Settings(home=tmp_path))
    assert stat.S_IMODE(made.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.home.stat().st_mode) == 0o700


def test_the_password_is_long_random_and_kept(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    first = instances.load(settings, "one").password()
    assert len(first.get_secret_value()) >= 32
    assert instances.load(settings, "one").password() == first
    assert instances.load(settings, "two").password() != first


def test_no_representation_shows_the_password(tmp_path: Path) -> None:
    made = instances.load(Settings(home=tmp_path))
    secret = made.password().get_secret_value()
    assert secret not in repr(made)
    assert secret not in repr(made.password())


def test_a_lost_password_file_is_an_error_with_a_fix(tmp_path: Path) -> None:
    made = instances.load(Settings(home=tmp_path))
    made.password_file.unlink()
    with pytest.raises(LocalServerError, match="cannot be read") as caught:
        made.password()
    assert "db reset" in str(caught.value.fix)


def test_a_temporary_instance_lives_in_its_folder_with_its_own_ports(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", bolt_port=20500, http_port=20501)
    made = instances.temporary(tmp_path / "test", settings)
    assert made.home.is_relative_to(tmp_path / "test")
    assert made.password_file.exists()
    assert len({made.bolt_port, made.http_port, 20500, 20501}) == 4
    assert not (tmp_path / "home").exists()


def test_a_locked_instance_makes_the_second_wait_and_then_say_so(tmp_path: Path) -> None:
    made = instances.load(Settings(home=tmp_path))
    with (
        made.lock(),
        pytest.raises(LocalServerError, match="another process"),
        made.lock(wait_s=0.05),
    ):
        pass


def test_a_stop_waits_for_whoever_holds_the_instance(tmp_path: Path) -> None:
    made = instances.load(Settings(home=tmp_path))
    stopped = threading.Event()

    def stop() -> None:
        server.stop(made)
        stopped.set()

    with made.lock():
        waiting = threading.Thread(target=stop)
        waiting.start()
        assert not stopped.wait(0.3)
    waiting.join(timeout=5)
    assert stopped.is_set()


def test_a_start_on_a_taken_port_keeps_the_ports_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=tmp_path)
    before = instances.load(settings, "car")
    monkeypatch.setattr(server, "ensure_runtime", lambda *_: None)
    monkeypatch.setattr(server, "find_java", lambda *_: None)
    monkeypatch.setattr(ports.require_free, "__defaults__", (lambda port: port != 9100,))
    wanted = instances.load(settings, "car", bolt_port=9100)
    with pytest.raises(LocalServerError, match="9100"):
        server.start(settings, daemon=True, instance=wanted)
    assert instances.load(settings, "car") == before


def test_a_start_that_worked_keeps_its_ports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=tmp_path)
    wanted = instances.load(settings, "car", bolt_port=9100)
    monkeypatch.setattr(server, "ensure_runtime", lambda *_: None)
    monkeypatch.setattr(server, "_launch", lambda *_, **__: None)
    monkeypatch.setattr(server, "wait_until_ready", lambda *_: None)
    server.start(settings, daemon=True, instance=wanted)
    assert instances.load(settings, "car").bolt_port == 9100


def test_a_home_that_cannot_be_made_names_its_setting(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(LocalServerError, match="cannot be made") as caught:
        instances.load(Settings(home=tmp_path / "home"))
    assert caught.value.field == "FAULTGRAPH_HOME"

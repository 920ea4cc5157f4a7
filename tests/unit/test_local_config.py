"""neo4j.conf and the command of the JVM."""

from pathlib import Path

import pytest

from graph.local.config import MAIN_CLASS, conf_text, jvm_arguments, write_config
from graph.local.instance import LocalInstance
from graph.local.java import Java
from graph.local.runtime import Jar, Runtime
from graph.settings import Settings

JARS = (Jar("a", "one", "1", "", "0" * 64, 1), Jar("a", "two", "1", "x", "0" * 64, 1))


@pytest.fixture
def instance(tmp_path: Path) -> LocalInstance:
    return LocalInstance("car", tmp_path / "a home", 7700, 7701)


@pytest.fixture
def runtime(tmp_path: Path) -> Runtime:
    return Runtime(tmp_path / "cache", JARS, "digest")


@pytest.fixture
def java(tmp_path: Path) -> Java:
    return Java(tmp_path / "jdk" / "bin" / "java", 25, has_vector_module=False)


def conf(instance: LocalInstance, settings: Settings) -> dict[str, str]:
    lines = conf_text(instance, settings).splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def test_everything_listens_on_the_loopback_address_only(instance: LocalInstance) -> None:
    values = conf(instance, Settings())
    assert values["server.default_listen_address"] == "127.0.0.1"
    assert values["server.bolt.listen_address"] == "127.0.0.1:7700"
    assert values["server.http.listen_address"] == "127.0.0.1:7701"
    assert values["server.https.enabled"] == "false"


def test_authentication_is_on_and_nothing_is_reported(instance: LocalInstance) -> None:
    values = conf(instance, Settings())
    assert values["dbms.security.auth_enabled"] == "true"
    assert values["dbms.usage_report.enabled"] == "false"
    assert values["dbms.fleet_manager.enabled"] == "false"


def test_web_pages_of_other_origins_may_not_read_answers(instance: LocalInstance) -> None:
    values = conf(instance, Settings())
    assert values["dbms.security.http_access_control_allow_origin"] == "http://127.0.0.1:7701"


def test_memory_and_logs_are_bounded_by_the_settings(instance: LocalInstance) -> None:
    values = conf(instance, Settings(heap_mb=2048, page_cache_mb=300))
    assert values["server.memory.heap.max_size"] == "2048m"
    assert values["server.memory.pagecache.size"] == "300m"
    assert values["db.tx_log.rotation.retention_policy"] == "2 files"


def test_a_small_heap_also_starts_small(
    instance: LocalInstance, runtime: Runtime, java: Java
) -> None:
    arguments = jvm_arguments(instance, Settings(heap_mb=300), runtime, java)
    assert arguments[:2] == ["-Xms300m", "-Xmx300m"]


def test_the_class_path_is_the_lock_file_and_nothing_else(
    instance: LocalInstance, runtime: Runtime, java: Java
) -> None:
    runtime.lib.mkdir(parents=True)
    (runtime.lib / "stray.jar").write_text("")
    arguments = jvm_arguments(instance, Settings(), runtime, java)
    path = arguments[arguments.index("-cp") + 1]
    assert path.split(":") == [str(runtime.path(jar)) for jar in JARS]


@pytest.mark.parametrize("present", [True, False])
def test_the_vector_module_is_added_only_where_the_jdk_has_it(
    instance: LocalInstance, runtime: Runtime, java: Java, present: bool
) -> None:
    java = Java(java.executable, 25, has_vector_module=present)
    arguments = jvm_arguments(instance, Settings(), runtime, java)
    assert ("--add-modules=jdk.incubator.vector" in arguments) is present


def test_the_command_is_short_and_names_the_argument_file(
    instance: LocalInstance, runtime: Runtime, java: Java
) -> None:
    command = write_config(instance, Settings(), runtime, java)
    assert command == [str(java.executable), f"@{instance.conf / 'jvm.args'}"]
    lines = (instance.conf / "jvm.args").read_text().splitlines()
    assert f'"{MAIN_CLASS}"' in lines
    assert f'"--home-dir={instance.home}"' in lines


def test_what_a_killed_jvm_left_in_its_scratch_folder_is_cleared(
    instance: LocalInstance, runtime: Runtime, java: Java
) -> None:
    left = instance.home / "tmp" / "jetty" / "browser"
    left.mkdir(parents=True)
    write_config(instance, Settings(), runtime, java)
    assert list((instance.home / "tmp").iterdir()) == []
    assert f"-Djava.io.tmpdir={instance.home / 'tmp'}" in jvm_arguments(
        instance, Settings(), runtime, java
    )


def test_no_secret_reaches_the_configuration(
    instance: LocalInstance, runtime: Runtime, java: Java
) -> None:
    settings = Settings(neo4j_password="hunter-one-xyzzy", api_key="hunter-two-xyzzy")
    write_config(instance, settings, runtime, java)
    for path in instance.conf.iterdir():
        assert "xyzzy" not in path.read_text()

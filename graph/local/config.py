"""Write neo4j.conf and the argument file of the JVM."""

import shutil
from pathlib import Path

from graph.local.instance import LocalInstance
from graph.local.java import Java
from graph.local.ports import LOOPBACK
from graph.local.private import make_private
from graph.local.runtime import Runtime
from graph.settings import Settings

MAIN_CLASS = "org.neo4j.server.Neo4jCommunity"
_FIRST_HEAP_MB = 512
_OPENED_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


def conf_text(instance: LocalInstance, settings: Settings) -> str:
    """Return the text of neo4j.conf: loopback, authentication, bounded memory, no usage report."""
    values = {
        "server.config.strict_validation.enabled": "true",
        "server.default_listen_address": LOOPBACK,
        "server.default_advertised_address": LOOPBACK,
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": f"{LOOPBACK}:{instance.bolt_port}",
        "server.bolt.advertised_address": f"{LOOPBACK}:{instance.bolt_port}",
        "server.http.enabled": "true",
        "server.http.listen_address": f"{LOOPBACK}:{instance.http_port}",
        "server.http.advertised_address": f"{LOOPBACK}:{instance.http_port}",
        "server.https.enabled": "false",
        # No proxy stands before a loopback server, so no header may claim another origin.
        "server.http.x_forward.enabled": "false",
        # The default lets every web page that the user visits read answers of this server.
        "dbms.security.http_access_control_allow_origin": instance.http_uri,
        "dbms.security.auth_enabled": "true",
        "server.memory.heap.initial_size": f"{_first_heap_mb(settings)}m",
        "server.memory.heap.max_size": f"{settings.heap_mb}m",
        "server.memory.pagecache.size": f"{settings.page_cache_mb}m",
        "dbms.usage_report.enabled": "false",
        "dbms.fleet_manager.enabled": "false",
        "db.tx_log.rotation.retention_policy": "2 files",
        # Bolt waits this long for late requests, twice: a stop takes 2 s instead of 11 s without.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
    }
    head = "# Written by faultgraph at every start; changes here are lost.\n"
    return head + "".join(f"{key}={value}\n" for key, value in values.items())


def jvm_arguments(
    instance: LocalInstance, settings: Settings, runtime: Runtime, java: Java
) -> list[str]:
    """Return the arguments of the JVM, without the launcher itself.

    The class path names each jar of the lock file, so a stray file in ``lib`` is never loaded.
    """
    separator = ";" if java.executable.suffix == ".exe" else ":"
    return [
        f"-Xms{_first_heap_mb(settings)}m",
        f"-Xmx{settings.heap_mb}m",
        "-XX:+UseG1GC",
        "-XX:+ExitOnOutOfMemoryError",  # a dead server is easier to see than a half-dead one
        "-Dfile.encoding=UTF-8",
        f"-Djava.io.tmpdir={_scratch(instance)}",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED_PACKAGES),
        "--enable-native-access=ALL-UNNAMED",
        *(["--add-modules=jdk.incubator.vector"] if java.has_vector_module else []),
        "-cp",
        separator.join(str(runtime.path(jar)) for jar in runtime.jars),
        MAIN_CLASS,
        f"--home-dir={instance.home}",
        f"--config-dir={instance.conf}",
    ]


def write_config(
    instance: LocalInstance, settings: Settings, runtime: Runtime, java: Java
) -> list[str]:
    """Write both files and return the command that starts the JVM.

    The arguments go through a file: 228 jars are too long for the command line of some systems.
    """
    # A killed JVM leaves 14 MB of unpacked Browser behind; a start clears what is its own.
    shutil.rmtree(_scratch(instance), ignore_errors=True)
    for folder in (instance.conf, instance.logs, instance.data, _scratch(instance)):
        make_private(folder)
    (instance.conf / "neo4j.conf").write_text(conf_text(instance, settings), encoding="utf-8")
    arguments = instance.conf / "jvm.args"
    lines = [_quoted(argument) for argument in jvm_arguments(instance, settings, runtime, java)]
    arguments.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [str(java.executable), f"@{arguments}"]


def _quoted(argument: str) -> str:
    """Quote for the launcher's argument files, where a backslash escapes inside quotes."""
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _scratch(instance: LocalInstance) -> Path:
    return instance.home / "tmp"


def _first_heap_mb(settings: Settings) -> int:
    return min(_FIRST_HEAP_MB, settings.heap_mb)

"""Wait until Bolt answers with authentication, and replace Neo4j's first password."""

import time
from collections.abc import Callable

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError
from pydantic import SecretStr

from graph.errors import LocalServerError
from graph.local import ports
from graph.local.instance import USERNAME, LocalInstance

_FIRST_PASSWORD = "neo4j"  # noqa: S105 - Neo4j's documented initial password, valid once
_CHANGE = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
_LOOK_EVERY_S = 0.25
_CONNECT_TIMEOUT_S = 10.0


def wait_until_ready(
    instance: LocalInstance, password: SecretStr, still_alive: Callable[[], None], timeout_s: float
) -> None:
    """Return when a query with the generated password has answered and HTTP listens.

    Works for a new store, and for one whose start was cut short before its password was set.

    Args:
        instance: where to knock.
        password: the generated password.
        still_alive: raises when the JVM has ended, which no waiting can cure.
        timeout_s: how long to try.

    Raises:
        LocalServerError: it did not answer in time, or it has yet another password.
    """
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        still_alive()
        try:
            if not accepts(instance, password):
                _set_password(instance, password)
            elif ports.answers(instance.http_port):  # comes up a second after Bolt
                return
        except (DriverError, Neo4jError):
            pass  # not listening yet, or its databases are not online yet
        time.sleep(_LOOK_EVERY_S)
    raise LocalServerError(
        f"instance {instance.name} did not answer within {timeout_s:.0f} s",
        fix="look at `faultgraph db logs`; a busy machine may need a second start",
    )


def accepts(instance: LocalInstance, password: SecretStr) -> bool:
    """Say whether the server takes this password; raises driver errors when it is not up."""
    try:
        with _driver(instance, password) as driver:
            driver.execute_query("RETURN 1 AS one", database_="neo4j")
    except AuthError:
        return False
    return True


def _set_password(instance: LocalInstance, password: SecretStr) -> None:
    first = SecretStr(_FIRST_PASSWORD)
    try:
        with _driver(instance, first) as driver, driver.session(database="system") as session:
            parameters = {"old": _FIRST_PASSWORD, "new": password.get_secret_value()}
            session.run(_CHANGE, parameters).consume()
    except AuthError as error:
        raise LocalServerError(
            f"instance {instance.name} refuses the password in its password file",
            field="FAULTGRAPH_HOME",
            fix=f"put the right password into {instance.password_file}, "
            "or run `faultgraph db reset`",
        ) from error


def _driver(instance: LocalInstance, password: SecretStr) -> Driver:
    return GraphDatabase.driver(
        instance.bolt_uri,
        auth=(USERNAME, password.get_secret_value()),
        connection_timeout=_CONNECT_TIMEOUT_S,
        max_transaction_retry_time=0,
        telemetry_disabled=True,
    )

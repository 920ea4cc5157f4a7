"""From settings to an open graph: the local server, or the one that NEO4J_URI names."""

from graph.errors import ConfigurationError
from graph.local import server
from graph.session import Graph, open_graph
from graph.settings import Settings


def connect(settings: Settings) -> Graph:
    """Open the graph that the settings mean and check that it answers.

    Raises:
        ConfigurationError: NEO4J_URI is set without a password.
        DatabaseUnavailableError: nothing answers there, or the password is refused.
        LocalServerError: the local server is meant and does not run.
    """
    uri, username, password = _address(settings)
    graph = open_graph(
        uri,
        username,
        password,
        database=settings.neo4j_database,
        query_timeout_s=settings.query_timeout_s,
        connect_timeout_s=settings.connect_timeout_s,
        retry_time_s=settings.retry_time_s,
    )
    try:
        graph.verify()
    except BaseException:
        graph.close()
        raise
    return graph


def _address(settings: Settings) -> tuple[str, str, str]:
    if settings.neo4j_uri is None:
        running = server.connection(settings)
        return running.bolt_uri, running.username, running.password.get_secret_value()
    if settings.neo4j_password is None:
        raise ConfigurationError(
            "NEO4J_URI is set but NEO4J_PASSWORD is not",
            field="NEO4J_PASSWORD",
            fix="set NEO4J_PASSWORD to that server's password",
        )
    return settings.neo4j_uri, settings.neo4j_username, settings.neo4j_password.get_secret_value()

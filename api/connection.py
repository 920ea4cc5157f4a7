"""From settings to an open graph: the local server, or the one that NEO4J_URI names."""

from engine.reading import Reader
from graph.embedder import Embedder
from graph.errors import ConfigurationError
from graph.local import server
from graph.session import Graph, open_graph
from graph.settings import Settings
from migrations.vector_index import check_model


def connect(settings: Settings, *, for_requests: bool = False) -> Graph:
    """Open the graph that the settings mean and check that it answers.

    Args:
        settings: name the server, its user and the time-outs.
        for_requests: give up soon, because somebody waits at the other end of a request.

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
        connect_timeout_s=(
            settings.api_connect_timeout_s if for_requests else settings.connect_timeout_s
        ),
        retry_time_s=settings.api_retry_time_s if for_requests else settings.retry_time_s,
    )
    try:
        graph.verify()
    except BaseException:
        graph.close()
        raise
    return graph


def open_reader(graph: Graph, embedder: Embedder) -> Reader:
    """Return the reader of free text over this graph.

    Raises:
        MigrationError: the graph holds the vectors of another model: a search would find nonsense.
    """
    check_model(graph, embedder)
    return Reader(graph, embedder)


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

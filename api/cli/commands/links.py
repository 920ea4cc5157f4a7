"""``faultgraph links``: where to go next."""

from api.cli.output import console
from graph.local import server
from graph.settings import load_settings


def links() -> None:
    """Say how to open the graph in Neo4j Browser, the HTTP interface and its documentation."""
    settings = load_settings()
    out = console()
    if settings.is_local:
        running = server.connection(settings)
        out.print(f"The graph    {running.http_uri}/browser/   (faultgraph db browser: login)")
    else:
        out.print(f"The graph    {settings.neo4j_uri}")
    base = f"http://{settings.api_host}:{settings.api_port}"
    out.print(f"The API      faultgraph serve, then {base}/docs")
    out.print("By hand      faultgraph diagnose --help      Stop: faultgraph db stop")

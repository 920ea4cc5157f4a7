"""Write a synthetic graph into a local server of its own, and keep it for the next run.

The last thing written is the hash of how the graph was drawn; a server that holds another graph,
or half of one, is emptied and written again.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from api.preparing import migrate
from cypher.library import query
from cypher.rows import bench
from cypher.rows import seed as rows
from engine.bench.speed.synthetic import Synthetic
from engine.bench.speed.synthetic_rows import STRENGTH, indicates_rows, link_rows, node_rows
from engine.clock import time_of_write
from graph.embedder import Embedder
from graph.local import backup, server
from graph.local import instance as instances
from graph.local.server import RunningServer
from graph.session import Graph, open_graph
from graph.settings import Settings
from seeds.rows import content_hash

FIND_CONTENT_HASH = query("bench/find_content_hash", bench.FindContentHashRow)
LINK_INDICATES = query("bench/link_indicates", bench.LinkIndicatesRow)
MERGE_NODES = query("seed/merge_nodes", rows.MergeNodesRow)
LINK_RELATIONSHIPS = query("seed/link_relationships", rows.LinkRelationshipsRow)
MERGE_GRAPH_VERSION = query("seed/merge_graph_version", rows.MergeGraphVersionRow)
MERGE_GRAPH_PARAMETERS = query("seed/merge_graph_parameters", rows.MergeGraphParametersRow)
MERGE_PRIOR_MASS = query("seed/merge_prior_mass", rows.MergePriorMassRow)
#: Counts up when the same seed gives another graph, so that kept ones are written again.
_FORM = 2
_UNLISTED_PRIOR = 0.1
_BATCH = 5_000
#: Rows of INDICATES hold up to 1,000 relationships each.
_INDICATES_BATCH = 30
_HEAP_MB, _PAGE_CACHE_MB = 2048, 1024
#: Told what was written so far.
Progress = Callable[[str, int], None]


@contextmanager
def open_synthetic(
    drawn: Synthetic, settings: Settings, embedder: Embedder, progress: Progress
) -> Iterator[tuple[Graph, Settings]]:
    """Yield the graph on the local server ``bench-<size>``, and settings that name this server.

    It is written unless it is there. The server stops afterwards and keeps its data.
    """
    own = settings.model_copy(update={"heap_mb": _HEAP_MB, "page_cache_mb": _PAGE_CACHE_MB})
    name = f"bench-{drawn.size.name}"
    with _running(own, name) as (graph, named):
        is_kept = is_written(graph, drawn)
        if is_kept:
            migrate(graph, embedder)  # the schema may have grown since
            yield graph, named
    if is_kept:
        return
    backup.reset(instances.load(own, name))
    with _running(own, name) as (graph, named):
        write_synthetic(graph, drawn, embedder, progress)
        yield graph, named


def is_written(graph: Graph, drawn: Synthetic) -> bool:
    """Return whether the graph holds exactly this drawing, to its end."""
    return graph.read(FIND_CONTENT_HASH)[0].content_hash == _hash(drawn)


def write_synthetic(graph: Graph, drawn: Synthetic, embedder: Embedder, progress: Progress) -> None:
    """Migrate an empty database and write the drawing, its hash last."""
    migrate(graph, embedder)
    now = time_of_write()
    version = graph.write(MERGE_GRAPH_VERSION, now=now)[0].version
    done = 0
    for batch in _batches(node_rows(drawn), _BATCH):
        done += graph.write(MERGE_NODES, rows=batch, version=version, now=now)[0].written
        progress("nodes", done)
    done = 0
    for batch in _batches(indicates_rows(drawn), _INDICATES_BATCH):
        done += graph.write(LINK_INDICATES, rows=batch, strength=STRENGTH, now=now)[0].written
        progress("INDICATES", done)
    done = 0
    for batch in _batches(link_rows(drawn), _BATCH):
        done += graph.write(LINK_RELATIONSHIPS, rows=batch, now=now)[0].written
        progress("other relationships", done)
    graph.write(MERGE_PRIOR_MASS, version=version)
    parameters = {"content_hash": _hash(drawn), "unlisted_prior": _UNLISTED_PRIOR}
    graph.write(MERGE_GRAPH_PARAMETERS, **parameters)


def _hash(drawn: Synthetic) -> str:
    return content_hash([_FORM, drawn.size.faults, drawn.size.observables, drawn.seed])


@contextmanager
def _running(settings: Settings, name: str) -> Iterator[tuple[Graph, Settings]]:
    running = server.start(settings, daemon=False, instance=instances.load(settings, name))
    try:
        password = running.password.get_secret_value()
        with open_graph(
            running.bolt_uri, running.username, password, query_timeout_s=300.0
        ) as graph:
            graph.verify()
            yield graph, _naming(settings, running)
    finally:
        running.stop()


def _naming(settings: Settings, running: RunningServer) -> Settings:
    """Return the settings with this server as the database."""
    return settings.model_copy(
        update={
            "neo4j_uri": running.bolt_uri,
            "neo4j_username": running.username,
            "neo4j_password": running.password,
        }
    )


def _batches(rows: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch

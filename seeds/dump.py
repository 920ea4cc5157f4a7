"""Logical dump of the whole graph by stable ids: one JSON object a line, sorted.

The same graph gives the same bytes, whatever its internal ids. Times are tagged
``{"$datetime": "…"}``; embeddings are left out and made again on import. This is also the format
of the golden dump.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from cypher.library import query
from cypher.rows import dump as rows
from cypher.rows import seed as seed_rows
from graph.embedder import Embedder
from graph.errors import ConflictError, InvalidInputError
from graph.nodes.check import check_properties, labels_of
from graph.relationships import check_relationship
from graph.session import Graph, Transaction
from graph.vocabulary import KnowledgeStatus, Label, RelationshipType
from seeds.loader import TIMEOUT_S
from seeds.vectors import batches, vector_rows

LIST_DUMP_NODES = query("dump/list_dump_nodes", rows.ListDumpNodesRow)
LIST_DUMP_RELATIONSHIPS = query("dump/list_dump_relationships", rows.ListDumpRelationshipsRow)
COUNT_DUMP_NODES = query("dump/count_dump_nodes", rows.CountDumpNodesRow)
MERGE_DUMP_NODES = query("dump/merge_dump_nodes", rows.MergeDumpNodesRow)
LINK_DUMP_NODES = query("dump/link_dump_nodes", rows.LinkDumpNodesRow)
LIST_ALIASES_WITHOUT_EMBEDDING = query(
    "dump/list_aliases_without_embedding", rows.ListAliasesWithoutEmbeddingRow
)
MERGE_EMBEDDINGS = query("seed/merge_embeddings", seed_rows.MergeEmbeddingsRow)

FORMAT = {"format": "faultgraph-dump", "version": 1}


def dump_lines(graph: Graph) -> Iterator[str]:
    """Yield the lines of the dump, read in one transaction."""

    def read(tx: Transaction) -> tuple[list[Any], list[Any]]:
        return tx.run(LIST_DUMP_NODES), tx.run(LIST_DUMP_RELATIONSHIPS)

    nodes, relationships = graph.read_unit(read)
    yield _line(FORMAT)
    for node in nodes:
        properties = {key: value for key, value in node.properties.items() if value is not None}
        yield _line({"node": node.id, "labels": node.labels, "properties": properties})
    for item in relationships:
        ends = {"relationship": item.type, "start": item.start, "end": item.end}
        yield _line({**ends, "properties": item.properties})


def restore(graph: Graph, lines: Iterable[str], embedder: Embedder) -> dict[str, int]:
    """Load a dump into an empty, migrated graph in one transaction, vectors included.

    Raises:
        InvalidInputError: a line is not of the format; nothing was written.
        ConflictError: the graph is not empty; nothing was written.
    """
    nodes, relationships = _parse(lines)
    aliases = _active_aliases(nodes)
    vectors = list(vector_rows(aliases, embedder))

    def write(tx: Transaction) -> None:
        if tx.run(COUNT_DUMP_NODES)[0].total:
            raise ConflictError(
                "the graph is not empty; nothing was written",
                fix="import into a fresh instance, or `faultgraph db reset` first",
            )
        places: dict[str, str] = {}
        for created in batches(nodes):
            places.update(tx.run(MERGE_DUMP_NODES, rows=created)[0].places)
        for batch in vectors:
            tx.run(MERGE_EMBEDDINGS, rows=batch)
        for linked in batches(_placed(relationships, places)):
            tx.run(LINK_DUMP_NODES, rows=linked)

    graph.write_unit(write, timeout_s=TIMEOUT_S)
    return {
        "nodes": len(nodes),
        "relationships": len(relationships),
        "embeddings": len(aliases),
    }


def _active_aliases(nodes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return (id, words) of each active alias of the dump."""
    return [
        (node["id"], node["properties"]["text"])
        for node in nodes
        if Label.ALIAS in node["labels"]
        and node["properties"].get("status") == KnowledgeStatus.ACTIVE
    ]


def embed_missing(graph: Graph, embedder: Embedder) -> int:
    """Give every active alias without a vector one; return how many got one."""
    missing = [(alias.id, alias.text) for alias in graph.read(LIST_ALIASES_WITHOUT_EMBEDDING)]
    for batch in vector_rows(missing, embedder):
        graph.write(MERGE_EMBEDDINGS, rows=batch)
    return len(missing)


def _parse(lines: Iterable[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    nodes: list[dict[str, Any]] = []
    relationships: list[dict[str, Any]] = []
    number = 0
    for number, line in enumerate(lines, start=1):
        try:
            item = json.loads(line, object_hook=_decoded)
            if number == 1:
                _check(item == FORMAT, f"the first line must be {_line(FORMAT)}")
            elif "node" in item:
                nodes.append(_node(item))
            else:
                relationships.append(_relationship(item))
        except (ValueError, KeyError, TypeError, RecursionError, InvalidInputError) as error:
            raise InvalidInputError(
                f"line {number} of the dump: {error}; nothing was written", field=f"line {number}"
            ) from error
    if number == 0:
        raise InvalidInputError("the dump is empty; nothing was written", field="line 1")
    return nodes, relationships


def _node(item: dict[str, Any]) -> dict[str, Any]:
    """Check a node against its declaration: labels that belong together, allowed values."""
    labels = {Label(label) for label in item["labels"]}
    kinds = [label for label in labels if set(labels_of(label)) == labels]
    _check(len(kinds) == 1, f"no kind of node has the labels {sorted(labels)}")
    _check(item["properties"]["id"] == item["node"], "the id of a node stands in it twice, equal")
    check_properties(kinds[0], item["properties"])
    names = sorted(label.value for label in labels)
    return {"id": item["node"], "labels": names, "properties": item["properties"]}


def _relationship(item: dict[str, Any]) -> dict[str, Any]:
    kind = RelationshipType(item["relationship"])
    check_relationship(kind, item["properties"])
    return {
        "type": kind.value,
        "start": item["start"],
        "end": item["end"],
        "properties": item["properties"],
    }


def _placed(relationships: list[dict[str, Any]], places: dict[str, str]) -> list[dict[str, Any]]:
    unknown = sorted({r[end] for r in relationships for end in ("start", "end")} - places.keys())
    if unknown:
        raise InvalidInputError(
            f"the dump relates {unknown[0]}, which it does not hold; nothing was written",
            field="relationship",
        )
    return [{**r, "start": places[r["start"]], "end": places[r["end"]]} for r in relationships]


def _line(item: dict[str, Any]) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False, default=_encoded)


def _encoded(value: object) -> dict[str, str]:
    iso = value.iso_format() if hasattr(value, "iso_format") else str(value)
    return {"$datetime": iso}


def _decoded(item: dict[str, Any]) -> Any:
    return datetime.fromisoformat(item["$datetime"]) if set(item) == {"$datetime"} else item


def _check(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(message)

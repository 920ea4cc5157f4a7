"""Are the labels, types, properties and indexes that a query names those of the schema?

A mistyped name is no error for Neo4j: the query runs and finds nothing.
"""

import re
from pathlib import Path

from cypher.header import parse_header
from graph.vocabulary import PROPERTY_KEYS, Label, RelationshipType
from tests.contract.checks.files import ROOT
from tests.contract.checks.query_files import QueryFile, code_of

#: Names of the chain of migrations, as neo4j-migrations has them, and of the lock.
HOUSEKEEPING = {"__Neo4jMigration", "__Neo4jMigrationsLock", "__FaultgraphLock", "MIGRATED_TO"}
_LABELS = {label.value for label in Label} | HOUSEKEEPING
_TYPES = {kind.value for kind in RelationshipType} | HOUSEKEEPING
_MIGRATION_PROPERTIES = {
    "version", "description", "type", "source", "checksum", "at", "in", "by", "connectedAs", "held",
}  # fmt: skip

_NODE = re.compile(r"\(\s*(?P<variable>\w+)?\s*(?::(?P<labels>[^(){}]+?))?\s*(?:\{[^}]*\})?\s*\)")
_LINK = re.compile(r"\[\s*(?P<variable>\w+)?\s*:(?P<types>[^\[\]{}()*]+)")
_ANY_LINK = re.compile(r"[-<]\[\s*(\w+)\s*\]")
_NAME = re.compile(r"`?([A-Za-z_]\w*)`?")
_PROPERTY = re.compile(r"(?<![\w.$])(\w+)\.(\w+)\b(?!\s*\()")
_PROJECTED = re.compile(r"[{,]\s*\.(\w+)")
_SCHEMA_NAME = re.compile(r"\bCREATE\s+(?:\w+\s+)?(?:CONSTRAINT|INDEX)\s+(\w+)")


def index_names(root: Path = ROOT) -> set[str]:
    """Return the names of the constraints and indexes that migrations and schema queries make."""
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("migrations", "cypher")
        for path in (root / folder).rglob("*.cypher")
    ]
    return {name for text in texts for name in _SCHEMA_NAME.findall(text)}


def name_problems(file: QueryFile, known_indexes: set[str]) -> list[str]:
    """Return the names of a query that the vocabulary or the schema does not have."""
    code = _without_backticks(file.text)
    nodes, links = list(_NODE.finditer(code)), list(_LINK.finditer(code))
    labels = {name for node in nodes for name in _NAME.findall(node["labels"] or "")}
    types = {name for link in links for name in _NAME.findall(link["types"])}
    variables = {
        *(node["variable"] for node in nodes if node["labels"]),
        *(link["variable"] for link in links),
        *_ANY_LINK.findall(code),
    }
    keys = {key for variable, key in _PROPERTY.findall(code) if variable in variables}
    keys |= set(_PROJECTED.findall(code))
    own = _MIGRATION_PROPERTIES if (labels | types) & HOUSEKEEPING else set()
    stated = _stated_indexes(file.text)
    return [
        f"{file.name}: {kind} {name} is not in {where}"
        for kind, names, known, where in (
            ("label", labels, _LABELS, "graph/vocabulary.py"),
            ("relationship type", types, _TYPES, "graph/vocabulary.py"),
            ("property", keys, PROPERTY_KEYS | own, "graph/property_keys.py"),
            ("index", stated, known_indexes, "migrations/"),
        )
        for name in sorted(names - known)
    ]


def _stated_indexes(text: str) -> set[str]:
    """Return the indexes that a header states; a broken header is the other check's business."""
    try:
        return set(parse_header(text).index)
    except ValueError:
        return set()


def _without_backticks(text: str) -> str:
    return code_of(text.replace("`", "")).replace("$('')", "")

"""Nodes and relationships of knowledge as JSON values, with their governance (V1, G2)."""

from typing import Any

from api.presenting_governance import shown_source
from graph.nodes.check import labels_of
from graph.vocabulary import Label, Locale

#: What is shown in fields of its own.
_SHOWN = {"id", "labels"}
_GOVERNANCE = ("status", "version", "source_ref", "reviewed_by", "reviewed_at", "status_by")
_LINK = (
    "relation_id",
    "weight",
    "confidence",
    "evidence_count",
    "last_observed",
    "bidirectional",
    "created_by",
    "creation_method",
    "created_at",
    "alpha",
    "beta",
    "sources",
    *_GOVERNANCE,
)


def kind_of(labels: list[str]) -> Label:
    """Return the most specific label of a node."""
    return max((Label(label) for label in labels), key=lambda label: len(labels_of(label)))


def label_of(node: dict[str, Any], locale: Locale) -> str:
    """Return what a node is called in the reader's language."""
    for key in (f"label_{locale.value}", f"title_{locale.value}", "text", "caption"):
        if node.get(key):
            return str(node[key])
    return str(node["id"])


def present_node(node: dict[str, Any], locale: Locale) -> dict[str, Any]:
    """Return one node: kind, label, governance, and its properties as they are stored."""
    return {
        "id": node["id"],
        "kind": kind_of(node["labels"]).value,
        "labels": sorted(node["labels"]),
        "label": label_of(node, locale),
        "governance": {
            **{name: _plain(node.get(name)) for name in _GOVERNANCE},
            "status": node.get("status") or "draft",
            "version": node.get("version") or 1,
            "source": shown_source(node),
            "previous_version_id": node.get("previous_version_id"),
        },
        "properties": {
            key: _plain(value)
            for key, value in sorted(node.items())
            if key not in _SHOWN and value is not None
        },
    }


def present_relationship(
    node: dict[str, Any], other: dict[str, Any], link: dict[str, Any], kind: str, **place: Any
) -> dict[str, Any]:
    """Return a KnowledgeRelationship of EFI 3.5 with everything that is stored of it.

    Args:
        node: the node it is read from.
        other: the node at its other end.
        link: properties of the relationship.
        kind: its type.
        place: ``outgoing`` and ``locale``.
    """
    start, end = (node, other) if place["outgoing"] else (other, node)
    own = set(_LINK) | {"source_kind", "content_hash"}
    return {
        "relation_type": kind.lower(),
        **_end("source", start, place["locale"]),
        **_end("target", end, place["locale"]),
        **{name: _plain(link.get(name)) for name in _LINK},
        "evidence_count": link.get("evidence_count") or 0,
        "bidirectional": bool(link.get("bidirectional")),
        "sources": link.get("sources") or [],
        "status": link.get("status") or "draft",
        "version": link.get("version") or 1,
        "source": shown_source(link),
        "properties": {key: _plain(value) for key, value in sorted(link.items()) if key not in own},
    }


def present_revision(revision: dict[str, Any]) -> dict[str, Any]:
    """Return one former state, without its content."""
    return {
        "revision_id": revision["id"],
        "change": revision["change"],
        "from_version": revision["from_version"],
        "to_version": revision["to_version"],
        "status": revision.get("status"),
        "version": revision.get("version"),
        "occurred_at": _plain(revision.get("occurred_at")),
    }


def _end(side: str, node: dict[str, Any], locale: Locale) -> dict[str, Any]:
    return {
        f"{side}_type": _snake(kind_of(node["labels"]).value),
        f"{side}_id": node["id"],
        f"{side}_label": label_of(node, locale),
    }


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value

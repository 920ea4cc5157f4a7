"""Ids of knowledge relationships: a function of what they join, so writing again finds them."""

import hashlib
import json

from graph.vocabulary import RelationshipType


def content_hash(value: object) -> str:
    """Return a short stable hash of a JSON-like value; key order does not matter."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def relation_id(kind: RelationshipType, start: str, end: str, key: str | None = None) -> str:
    """Return the id of a relationship; ``key`` tells those between the same two nodes apart."""
    ends = [kind, start, end]
    return "rel_" + content_hash(ends if key is None else [*ends, key])

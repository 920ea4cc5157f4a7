"""Reduce a dump to what must stay the same: counts and digests by kind, without times."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

#: Written at load time, so different in each run.
TIMES = {"created_at", "updated_at", "occurred_at"}


def stable_lines(lines: Iterable[str]) -> list[str]:
    """Return the lines of a dump without its times."""
    found = []
    for line in lines:
        item = json.loads(line)
        properties = item.get("properties", {})
        for key in TIMES & properties.keys():
            del properties[key]
        found.append(json.dumps(item, sort_keys=True, ensure_ascii=False))
    return found


def digest(lines: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return count and sha256 of each kind of node and relationship."""
    kinds: dict[str, list[str]] = {}
    for line in stable_lines(lines):
        item = json.loads(line)
        if "node" in item:
            kinds.setdefault("node " + ":".join(item["labels"]), []).append(line)
        elif "relationship" in item:
            kinds.setdefault("relationship " + item["relationship"], []).append(line)
    return {
        kind: {
            "count": len(found),
            "sha256": hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest(),
        }
        for kind, found in sorted(kinds.items())
    }


def differing_kinds(left: dict[str, Any], right: dict[str, Any]) -> list[str]:
    """Return the kinds whose count or digest differ."""
    return sorted(kind for kind in left.keys() | right.keys() if left.get(kind) != right.get(kind))

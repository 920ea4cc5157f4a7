"""Read the promise at the head of a .cypher file: parameters, returns, access.

The form is that of ``cypher/README.md``. A promise that the text does not keep is found by
``problems``, without a database.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

_SECTION = re.compile(r"^// (Params|Returns):\s*$")
_FIELD = re.compile(r"^//   (\w+):\s*(\S.*)$")
_TAG = re.compile(r"^// (Access|Index|Plan):\s*(.+?)\s*$")
_PARAMETER = re.compile(r"\$(\w+)")
_ALIAS = re.compile(r"\bAS\s+(\w+)\s*$", re.IGNORECASE)
_NOT_CODE = re.compile(r"//[^\n]*|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)


@dataclass(frozen=True)
class Header:
    """What a query file says of itself.

    Attributes:
        summary: first comment line.
        params: parameter name to its description.
        returns: returned column to its description, in order.
        access: READ, WRITE or SCHEMA.
        index: names of the indexes that the query relies on.
        plan: reason for a costly operator (AllNodesScan, CartesianProduct …), or empty.
    """

    summary: str
    params: dict[str, str] = field(default_factory=dict)
    returns: dict[str, str] = field(default_factory=dict)
    access: Literal["READ", "WRITE", "SCHEMA"] = "READ"
    index: tuple[str, ...] = ()
    plan: str = ""


def parse_header(text: str) -> Header:
    """Parse the comment block at the head of a query file.

    Raises:
        ValueError: there is no summary, or Access is none of READ, WRITE, SCHEMA.
    """
    fields: dict[str, dict[str, str]] = {"Params": {}, "Returns": {}}
    tags: dict[str, str] = {}
    section = ""
    head = text[: len(text) - len(_body(text))].splitlines()
    for line in head:
        if match := _SECTION.match(line):
            section = match[1]
        elif match := _TAG.match(line):
            tags[match[1]], section = match[2], ""
        elif section and (match := _FIELD.match(line)):
            fields[section][match[1]] = match[2]
    if not head or not head[0].startswith("// "):
        raise ValueError("the first line must be a comment that sums up the query")
    access = tags.get("Access", "")
    if access not in ("READ", "WRITE", "SCHEMA"):
        raise ValueError("the header needs a line '// Access: READ', WRITE or SCHEMA")
    return Header(
        summary=head[0][3:],
        params=fields["Params"],
        returns=fields["Returns"],
        access=access,  # type: ignore[arg-type]
        index=tuple(part.strip() for part in tags.get("Index", "").split(",") if part.strip()),
        plan=tags.get("Plan", ""),
    )


def used_parameters(text: str) -> frozenset[str]:
    """Return the names of the $parameters in the text, outside comments and strings."""
    return frozenset(_PARAMETER.findall(_NOT_CODE.sub(" ", text)))


def returned_columns(text: str) -> list[str]:
    """Return the column aliases of the last RETURN, in order; empty when there is none."""
    code = _NOT_CODE.sub(lambda found: "''" if found[0][0] != "/" else " ", text)
    at = [match.end() for match in re.finditer(r"^RETURN\b", code, re.MULTILINE)]
    if not at:
        return []
    tail = re.split(r"^(?:ORDER BY|LIMIT|SKIP)\b", code[at[-1] :], flags=re.MULTILINE)[0]
    columns = []
    for item in _split_top_level(tail.strip().removeprefix("DISTINCT")):
        match = _ALIAS.search(item)
        columns.append(match[1] if match else item.strip())
    return columns


def problems(text: str, row_fields: list[str]) -> list[str]:
    """Return each promise of the header that the text or the row model does not keep."""
    header = parse_header(text)
    found = []
    if frozenset(header.params) != used_parameters(text):
        found.append(f"Params {sorted(header.params)} != used {sorted(used_parameters(text))}")
    if list(header.returns) != returned_columns(text):
        found.append(f"Returns {list(header.returns)} != columns {returned_columns(text)}")
    if sorted(header.returns) != sorted(row_fields):
        found.append(f"Returns {sorted(header.returns)} != row model {sorted(row_fields)}")
    return found


def _body(text: str) -> str:
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if not line.startswith("//"):
            return "".join(lines[number:])
    return ""


def _split_top_level(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [part for part in [*parts, text[start:]] if part.strip()]

"""Does a query file keep what its header, its name and its place promise?"""

import importlib
import re
from dataclasses import dataclass

from cypher import library
from cypher.header import Header, parse_header
from cypher.header import problems as header_problems

VERBS = {
    "find": "READ",
    "list": "READ",
    "rank": "READ",
    "trace": "READ",
    "count": "READ",
    "check": "READ",
    "match": "READ",
    "merge": "WRITE",
    "link": "WRITE",
    "delete": "WRITE",
}
MOST_LINES, MOST_BODY_LINES = 80, 60
#: One turn is one query and one record (reference: performance, ADR 0011), so this one is longer.
LONGER: dict[str, tuple[int, int]] = {"diagnosis/trace_evidence": (180, 140)}
AIM_LINES, AIM_BODY_LINES = 45, 25

_NAME = re.compile(r"[a-z][a-z0-9_]*/(?P<verb>[a-z]+)(_[a-z0-9]+)+")
_COMMENT_OR_STRING = re.compile(
    r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL
)
_WRITES = re.compile(
    r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD\s+CSV)\b|\bdb\.create\.", re.IGNORECASE
)
_CLAUSES = (
    "match|optional|merge|create|unwind|return|where|delete|detach|with|call|limit|skip|set"
    "|remove|yield|order|foreach|union"
)
#: A clause word in another case than upper: not a property, parameter, label or map key.
_LOWER_CLAUSE = re.compile(
    rf"(?<![\w.$:`])(?!(?-i:[A-Z]+\b))(?:{_CLAUSES})(?=\s)(?!\s*[:=,)])", re.IGNORECASE
)
_STRING_BUILT = re.compile(r"\{\{|\{%|%\(\w+\)s|%s")


@dataclass(frozen=True)
class QueryFile:
    """One query file: its name in the library and its text."""

    name: str
    text: str


def shipped() -> list[QueryFile]:
    """Return every query of the library."""
    return [
        QueryFile(name, (library.ROOT / f"{name}.cypher").read_text(encoding="utf-8"))
        for name in library.names()
    ]


def row_class_name(name: str) -> str:
    """Return what the row model of a query is called: its name in PascalCase and Row."""
    return "".join(word.capitalize() for word in name.split("/")[1].split("_")) + "Row"


def shipped_row_fields(name: str) -> list[str] | None:
    """Return the fields of the row model of a query, or None when there is no such model."""
    try:
        module = importlib.import_module(f"cypher.rows.{name.split('/', maxsplit=1)[0]}")
    except ModuleNotFoundError:
        return None
    row = getattr(module, row_class_name(name), None)
    return None if row is None else list(row.model_fields)


def code_of(text: str) -> str:
    """Return the text of a query without comments and strings; line numbers stay."""
    return _COMMENT_OR_STRING.sub(
        lambda found: "" if found[0].startswith("/") else "''" + "\n" * found[0].count("\n"), text
    )


def problems(file: QueryFile, row_fields: list[str] | None) -> list[str]:
    """Return everything in which a query file breaks its promises."""
    try:
        header = parse_header(file.text)
    except ValueError as error:
        return [f"{file.name}: {error}"]
    found = [*_name_problems(file, header), *_access_problems(file, header), *_form_problems(file)]
    if row_fields is None:
        place = f"cypher/rows/{file.name.split('/')[0]}.py"
        found.append(f"there is no {row_class_name(file.name)} in {place}")
    else:
        found += header_problems(file.text, row_fields)
    return [f"{file.name}: {problem}" for problem in found]


def above_aim(file: QueryFile) -> bool:
    """Return whether a query is longer than the aim, which is advice only."""
    lines, body = _lengths(file)
    return lines > AIM_LINES or body > AIM_BODY_LINES


def _name_problems(file: QueryFile, header: Header) -> list[str]:
    named = _NAME.fullmatch(file.name)
    verb = named["verb"] if named else ""
    if verb not in VERBS:
        return [f"is not folder/verb_noun with one of the verbs {', '.join(VERBS)}"]
    reads = VERBS[verb] == "READ"
    if reads != (header.access == "READ"):
        return [f"the verb {verb} does not go with Access: {header.access}"]
    return []


def _access_problems(file: QueryFile, header: Header) -> list[str]:
    written = _WRITES.search(code_of(file.text))
    if header.access == "READ" and written:
        return [f"says READ but has {written[0].upper()}"]
    if header.access != "READ" and not written:
        return [f"says {header.access} but has no clause that writes"]
    return []


def _form_problems(file: QueryFile) -> list[str]:
    lines, body = _lengths(file)
    most_lines, most_body = LONGER.get(file.name, (MOST_LINES, MOST_BODY_LINES))
    found = []
    if lines > most_lines:
        found.append(f"has {lines} lines, more than {most_lines}")
    if body > most_body:
        found.append(f"has a body of {body} lines, more than {most_body}")
    code = code_of(file.text)
    for number, line in enumerate(code.splitlines(), start=1):
        found += [
            f"line {number}: keyword {word.group()!r} is not upper case"
            for word in _LOWER_CLAUSE.finditer(line)
        ]
    if template := _STRING_BUILT.search(code):
        found.append(f"is a template: {template[0]!r}")
    return found


def _lengths(file: QueryFile) -> tuple[int, int]:
    lines = file.text.splitlines()
    at = next((at for at, line in enumerate(lines) if not line.startswith("//")), len(lines))
    return len(lines), len(lines) - at

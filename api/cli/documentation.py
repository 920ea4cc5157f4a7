"""Reference pages made from the code: ``python -m api.cli.documentation`` writes them to docs/.

Commands, settings, queries and schema are told once, in the code. A contract test fails when a
page no longer says what the code says.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

import typer

from api.cli.errors import EXIT_CODES
from api.cli.main import app
from cypher import library
from cypher.header import Header, parse_header
from graph import schema, vocabulary
from graph.settings import Settings, variable_name

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_NOTE = "<!-- Made by `make docs`. Edit the code, not this page. -->"


def pages() -> dict[str, str]:
    """Return the text of each generated page by its file name."""
    made = {
        "cli.md": ("Commands", cli_lines()),
        "queries.md": ("Queries", query_lines()),
        "schema.md": ("Schema of the graph", schema_lines()),
        "settings.md": ("Settings", settings_lines()),
    }
    return {name: _page(title, lines) for name, (title, lines) in made.items()}


def stale(folder: Path = DOCS) -> list[str]:
    """Return the names of the pages in ``folder`` that differ from the code."""
    return [
        name
        for name, text in pages().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def write(folder: Path = DOCS) -> list[str]:
    """Write the pages that differ and return their names."""
    changed = stale(folder)
    for name in changed:
        (folder / name).write_text(pages()[name], encoding="utf-8")
    return changed


def commands() -> dict[str, Any]:
    """Return every command that runs something by its full name, for example ``db start``."""
    return dict(_commands(typer.main.get_command(app), ""))


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    below = getattr(command, "commands", {})
    if not below or command.invoke_without_command:
        yield name, command
    for part, child in sorted(below.items()):
        yield from _commands(child, f"{name} {part}".strip())


def cli_lines() -> Iterator[str]:
    """Yield the page of the commands."""
    yield "Errors are told on stderr, as JSON when stderr is not a terminal; so is piped output."
    codes = [(f"`{code}`", str(number)) for code, number in EXIT_CODES.items()]
    yield from ("", *_table(("error", "exit code"), codes))
    for name, command in commands().items():
        yield from ("", f"## faultgraph {name}", "", " ".join((command.help or "").split()))
        given = [item for item in command.params if "--help" not in item.opts]
        yield from ("", f"    {_usage(name, command, given)}")
        if given:
            rows = [(_shown_name(p), " ".join((p.help or "").split()), _default(p)) for p in given]
            yield from ("", *_table(("argument or option", "meaning", "default"), rows))


def _usage(name: str, command: Any, given: Sequence[Any]) -> str:
    arguments = [p for p in given if p.param_type_name == "argument"]
    words = [f"[{p.name.upper()}]" if not p.required else p.name.upper() for p in arguments]
    words += ["[OPTIONS]"] if len(arguments) < len(given) else []
    words += ["[COMMAND]"] if getattr(command, "commands", {}) else []
    return " ".join(("faultgraph", name, *words))


def _shown_name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.name.upper()}`"
    return ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))


def _default(parameter: Any) -> str:
    """Return a default that is the same on every machine."""
    value = parameter.default
    if parameter.required:
        return "required"
    if value is None or value in ([], ()):
        return ""
    if isinstance(value, Path):
        value = value.relative_to(ROOT) if value.is_relative_to(ROOT) else value.name
    return f"`{value.value if isinstance(value, Enum) else value}`"


def settings_lines() -> Iterator[str]:
    """Yield the page of the settings."""
    yield "Read from the environment once, when a process starts. `faultgraph config` shows them."
    rows = [
        (f"`{variable_name(name)}`", field.description or "", _setting_default(field))
        for name, field in Settings.model_fields.items()
    ]
    yield from ("", *_table(("variable", "meaning", "default"), rows))


def _setting_default(field: Any) -> str:
    if field.default_factory is not None:
        return "a folder of the user"
    return "" if field.default is None else f"`{field.default}`"


def query_lines() -> Iterator[str]:
    """Yield the page of the queries, from the headers of their files."""
    yield "One file a query, below `cypher/`. CONTRIBUTING.md tells how to write one."
    folder = ""
    for name in library.names():
        if name.split("/")[0] != folder:
            folder = name.split("/")[0]
            yield from ("", f"## {folder}")
        text = (library.ROOT / f"{name}.cypher").read_text(encoding="utf-8")
        yield from _query(name, parse_header(text))


def _query(name: str, header: Header) -> Iterator[str]:
    yield from ("", f"### {name}", "", f"{header.summary} ({header.access})")
    for title, fields in (("parameter", header.params), ("column", header.returns)):
        if fields:
            rows = [(f"`{key}`", *_typed(text)) for key, text in fields.items()]
            yield from ("", *_table((title, "type", "meaning"), rows))
    for title, value in (("Indexes", ", ".join(header.index)), ("Plan", header.plan)):
        if value:
            yield from ("", f"{title}: {value}")


def _typed(text: str) -> tuple[str, str]:
    kind, _, meaning = text.partition("  ")
    return (f"`{kind}`", meaning.strip()) if meaning else ("", kind)


def schema_lines() -> Iterator[str]:
    """Yield the page of the schema: the vocabulary and the declared nodes."""
    yield "The single list of names is `graph/vocabulary.py`; nodes are declared in `graph/nodes/`."
    yield "`faultgraph schema` and `GET /api/knowledge-graph/schema` tell the same as JSON."
    yield from ("", "## Nodes")
    for node in schema.describe_nodes():
        rows = [(f"`{p['name']}`", _kind(p), _quoted(p["values"])) for p in node["properties"]]
        parents = " ".join(f":{name}" for name in node["parents"])
        yield from ("", f"### :{node['label']}", "", f"{node['description']} {parents}".strip())
        yield from ("", *_table(("property", "kind", "values"), rows)) if rows else ()
    yield from ("", "## Relationships", "")
    kinds = schema.describe_relationships()
    yield ", ".join(f"`{kind['type']}`" for kind in kinds)
    yield from ("", "## What joins what, and what a weight means", "")
    meanings = [
        (f"(:{ends['start']})-[:{kind['type']}]->(:{ends['end']})", ends["weight"] or "")
        for kind in kinds
        for ends in kind["ends"]
    ]
    yield from _table(("relationship", "weight"), meanings)
    yield from _scales()
    yield from ("", "## Closed lists of values", "")
    lists = [
        (each["name"], each["description"], _quoted(each["values"]))
        for each in schema.describe_enumerations()
    ]
    yield from _table(("list", "meaning", "values"), lists)


def _scales() -> Iterator[str]:
    for title, scale in (
        ("Words for frequencies", vocabulary.FREQUENCY_SCALE),
        ("Words for prior rates", vocabulary.PRIOR_SCALE),
        ("Reliability of a report", vocabulary.OBSERVABLE_RELIABILITY),
    ):
        words = [(f"`{word}`", str(value)) for word, value in scale.items()]
        yield from ("", f"## {title}", "", *_table(("word", "value"), words))
    kinds = [
        (f"`{each['source_kind']}`", str(each["strength"]), f"`{each['creation_method']}`")
        for each in schema.describe_provenance()
    ]
    yield from ("", "## Kinds of source", "")
    yield from _table(("kind", "observations behind a weight", "creation method"), kinds)


def _kind(declared: dict[str, Any]) -> str:
    name = f"list of {declared['kind'].capitalize()}" if declared["is_list"] else declared["kind"]
    marks = [word for word in ("required", "unique") if declared[word]]
    return ", ".join([name.lower(), *marks])


def _quoted(values: Iterable[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join((f"# {title}", "", _NOTE, "", *lines)) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


if __name__ == "__main__":
    sys.stdout.write("".join(f"docs/{name}\n" for name in write()))

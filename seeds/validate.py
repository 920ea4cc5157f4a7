"""Check seed files without a database: shape, references, languages, provenance."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from graph.errors import KnowledgeError
from seeds.cards import card_problems
from seeds.evidence import evidence_problems, with_evidence
from seeds.patterns import pattern_problems
from seeds.qualifiers import qualifier_problems
from seeds.records.shared_fields import Sourced
from seeds.records.source import KnowledgeFile
from seeds.references import reference_problems
from seeds.yaml_lines import LinedYaml

#: The knowledge that ships with the product.
KNOWLEDGE = Path(__file__).parent / "knowledge"


@dataclass(frozen=True, order=True)
class Problem:
    """One defect of a seed file.

    Attributes:
        file: path below the knowledge folder.
        line: 1-based.
        field: dotted path inside the file.
        message: what is wrong and what would be right.
    """

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """Show as ``file:line: field: message``."""
        return f"{self.file}:{self.line}: {self.field}: {self.message}"


@dataclass
class Pack:
    """All files of a knowledge folder, parsed."""

    files: dict[str, KnowledgeFile] = field(default_factory=dict)
    lines: dict[str, LinedYaml] = field(default_factory=dict)


def load_pack(folder: Path = KNOWLEDGE) -> Pack:
    """Parse and check every YAML file below ``folder``.

    Raises:
        KnowledgeError: with ``details['problems']``, all defects of all files at once.
    """
    pack = Pack()
    problems: list[Problem] = []
    paths = sorted(folder.rglob("*.yaml"))
    if not paths:
        raise KnowledgeError(f"no seed file below {folder}", field="folder")
    for path in paths:
        name = path.relative_to(folder).as_posix()
        problems.extend(_parse(path, name, pack))
    if not problems:
        problems.extend(_join_evidence(pack))
        problems.extend(_cross_file(pack))
    if problems:
        raise KnowledgeError(
            f"{len(problems)} problem(s) in the seed files; nothing was written",
            fix="mend the lines named below and run `faultgraph seed validate`",
            details={"problems": [str(problem) for problem in sorted(problems)]},
        )
    return pack


def _parse(path: Path, name: str, pack: Pack) -> Iterator[Problem]:
    try:
        lined = LinedYaml(path)
        pack.files[name] = KnowledgeFile.model_validate(lined.data)
        pack.lines[name] = lined
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        yield Problem(name, line, "", f"not YAML: {error.problem}")
    except ValidationError as error:
        for found in error.errors(include_url=False, include_context=False):
            place = _place_in(lined.data, found["loc"])
            yield Problem(name, lined.line_of(place), _dotted(place), found["msg"])
    except (ValueError, UnicodeDecodeError) as error:
        yield Problem(name, 1, "", str(error))
    except RecursionError:
        yield Problem(name, 1, "", "nested too deeply")


def _place_in(data: Any, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Keep of a location what leads into the data; pydantic mixes names of union members in."""
    place: list[str | int] = []
    for part in loc:
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        elif isinstance(data, dict) and part == loc[-1]:
            return (*place, part)  # a missing field: named, found at its container's line
        else:
            continue
        place.append(part)
    return tuple(place)


def _join_evidence(pack: Pack) -> Iterator[Problem]:
    """Yield what is wrong with evidence, and join what is right to its faults."""
    for name, path, message in evidence_problems(pack.files):
        yield Problem(name, pack.lines[name].line_of(path), _dotted(path), message)
    pack.files = with_evidence(pack.files)


def _cross_file(pack: Pack) -> Iterator[Problem]:
    found = (
        *reference_problems(pack.files),
        *qualifier_problems(pack.files),
        *pattern_problems(pack.files),
        *card_problems(pack.files),
    )
    for name, path, message in found:
        yield Problem(name, pack.lines[name].line_of(path), _dotted(path), message)
    yield from _parameter_problems(pack)
    for name, knowledge in pack.files.items():
        if knowledge.defaults is None and _needs_source(knowledge):
            yield Problem(name, 1, "defaults", "source and confidence of this file are missing")


def _parameter_problems(pack: Pack) -> Iterator[Problem]:
    stating = [name for name, knowledge in pack.files.items() if knowledge.parameters]
    if not stating:
        yield Problem(min(pack.files), 1, "parameters", "no seed file states the parameters")
    for name in stating[1:]:
        line = pack.lines[name].line_of(("parameters",))
        yield Problem(name, line, "parameters", f"already stated in {stating[0]}")


def _needs_source(knowledge: KnowledgeFile) -> bool:
    sections = (getattr(knowledge, section) for section in KnowledgeFile.model_fields)
    return any(
        isinstance(record, Sourced) and (record.source is None or record.confidence is None)
        for section in sections
        if isinstance(section, tuple)
        for record in section
    )


def _dotted(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path)

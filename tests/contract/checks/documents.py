"""Are the written pages in form: generated pages, changelog fragments, decisions, traces?"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

MOST_DECISION_LINES = 60
DECISION_HEADINGS = ("## Context", "## Decision", "## Consequences")
_FRAGMENT = re.compile(r"(\+[a-z0-9-]+|\d+)\.(?P<kind>[a-z]+)(\.\d+)?\.md")
_DECISION = re.compile(r"(?P<number>\d{4})-[a-z0-9-]+\.md")
_STATUS = re.compile(r"^Status: (proposed|accepted|superseded by \d{4})$", re.MULTILINE)
#: Places that only one machine has: registries of its network, folders of its users.
_TRACE = re.compile(
    r"repo[.]maven|pypi[.]org/simple|files[.]pythonhosted|registry[.]npmjs|/wor[k]/|/roo[t]/"
    r"|/hom[e]/\w+/|/User[s]/\w+/"
)


def fragment_kinds(root: Path) -> set[str]:
    """Return the kinds of changelog fragment that pyproject.toml declares."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {kind["directory"] for kind in settings["tool"]["towncrier"]["type"]}


def fragment_problems(name: str, text: str, kinds: set[str]) -> list[str]:
    """Return what is wrong with one changelog fragment."""
    named = _FRAGMENT.fullmatch(name)
    if named is None or named["kind"] not in kinds:
        return [f"{name} is not +words.kind.md with a kind of {', '.join(sorted(kinds))}"]
    return [] if text.strip() else [f"{name} is empty"]


def decision_problems(name: str, text: str) -> list[str]:
    """Return what is wrong with one record of a decision."""
    named = _DECISION.fullmatch(name)
    if named is None:
        return [f"{name} is not NNNN-words.md"]
    found = []
    if len(text.splitlines()) > MOST_DECISION_LINES:
        found.append(f"{name} has {len(text.splitlines())} lines, more than {MOST_DECISION_LINES}")
    if not text.startswith(f"# {int(named['number'])}. "):
        found.append(f"{name} does not begin with '# {int(named['number'])}. Title'")
    if not _STATUS.search(text):
        found.append(f"{name} has no line 'Status: accepted', proposed, or superseded by NNNN")
    lines = [line.strip() for line in text.splitlines()]
    places = [lines.index(each) if each in lines else -1 for each in DECISION_HEADINGS]
    found += [
        f"{name} has no heading {heading!r}"
        for heading, at in zip(DECISION_HEADINGS, places, strict=True)
        if at < 0
    ]
    if min(places) >= 0 and places != sorted(places):
        found.append(f"{name}: the headings are not in the order of {', '.join(DECISION_HEADINGS)}")
    return found


def doubled_numbers(names: Iterable[str]) -> list[str]:
    """Return numbers that two records of decisions share."""
    numbers = [name[:4] for name in names]
    return sorted({number for number in numbers if numbers.count(number) > 1})


def traces(text: str, place: str) -> Iterator[str]:
    """Yield each place in a text that only one machine has."""
    for number, line in enumerate(text.splitlines(), start=1):
        yield from (f"{place}:{number}: {found[0]}" for found in _TRACE.finditer(line))


def traces_in(paths: Iterable[Path], root: Path) -> list[str]:
    """Return the traces in several files; a file that is not text has none."""
    found: list[str] = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += traces(text, path.relative_to(root).as_posix())
    return found

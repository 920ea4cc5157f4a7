"""Examples of a documentation page: found in its ``console`` blocks, run by bash, compared.

A line that starts with ``$ `` is a command, continued after a backslash or inside quotes; the lines
after it are what it prints. ``…`` stands for anything, white space is compared loosely.
"""

import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

_PROMPT = "$ "
_ANYTHING = "…"
_MARK = "--- end of example"
#: How the pages write the address of a server that runs on this machine.
DOCUMENTED_URL = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Example:
    """One command of a page and what it should print."""

    command: str
    expected: str
    line: int


@dataclass(frozen=True)
class Printed:
    """What one command printed, and its exit code."""

    output: str
    exit_code: int


def examples_of(page: str) -> list[Example]:
    """Return the examples of a page, in their order."""
    found: list[Example] = []
    for token in MarkdownIt().parse(page):
        if token.type == "fence" and token.info.strip() == "console":
            assert token.map is not None
            found += _examples_in(token.content, token.map[0] + 2)
    return found


def _examples_in(block: str, first_line: int) -> list[Example]:
    found: list[Example] = []
    lines = block.splitlines()
    at = 0
    while at < len(lines):
        start = at
        assert lines[at].startswith(_PROMPT), f"line {first_line + at}: no command before output"
        command = lines[at].removeprefix(_PROMPT)
        while _goes_on(command):
            at += 1
            command += "\n" + lines[at]
        at += 1
        begin = at
        while at < len(lines) and not lines[at].startswith(_PROMPT):
            at += 1
        found.append(Example(command, "\n".join(lines[begin:at]), first_line + start))
    return found


def _goes_on(command: str) -> bool:
    """Return whether a command ends inside a quotation or with a backslash."""
    try:
        shlex.split(command)
    except ValueError:
        return True
    return False


def run_examples(
    examples: list[Example], environment: dict[str, str], folder: Path, server_url: str
) -> list[Printed]:
    """Run the commands in one bash session and return what each printed."""
    script = ["set +e"]
    for example in examples:
        script += [example.command.replace(DOCUMENTED_URL, server_url), f'echo "\n{_MARK} $?"']
    done = subprocess.run(
        ["/bin/bash", "-c", "\n".join(script)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    parts = re.split(rf"\n{_MARK} (\d+)\n", done.stdout)
    assert len(parts) == 2 * len(examples) + 1, done.stderr
    return [
        Printed(parts[at].replace(server_url, DOCUMENTED_URL), int(parts[at + 1]))
        for at in range(0, len(parts) - 1, 2)
    ]


def agrees(expected: str, printed: str) -> bool:
    """Return whether the output is the expected one; ``…`` stands for any text, none included."""
    first, *others = (" ".join(piece.split()) for piece in expected.split(_ANYTHING))
    said = " ".join(printed.split())
    if not others:
        return said == first
    *middle, last = others
    at = len(first)
    if not said.startswith(first) or not said[at:].endswith(last):
        return False
    for piece in middle:
        found = said.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(said) - at >= len(last)

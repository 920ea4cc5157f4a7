"""The shipped knowledge, loaded once; and a report of what is longer than the aim."""

import pytest

from seeds.validate import Pack, load_pack
from tests.contract.checks import query_files


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The shipped seed files; records are frozen, so tests may share them."""
    return load_pack()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the queries above the aim at the end of a run: advice, never a failure."""
    long = [file.name for file in query_files.shipped() if query_files.above_aim(file)]
    if long:
        aim = f"{query_files.AIM_LINES} lines, {query_files.AIM_BODY_LINES} of them Cypher"
        terminalreporter.write_line(f"queries above the aim of {aim}: {', '.join(long)}")

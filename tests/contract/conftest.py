"""Report what is longer than the aim: advice, never a failure."""

import pytest

from tests.contract.checks import query_files


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the queries above the aim at the end of a run of these tests."""
    long = [file.name for file in query_files.shipped() if query_files.above_aim(file)]
    if long:
        aim = f"{query_files.AIM_LINES} lines, {query_files.AIM_BODY_LINES} of them Cypher"
        terminalreporter.write_line(f"queries above the aim of {aim}: {', '.join(long)}")

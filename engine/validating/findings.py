"""What a check finds."""

from dataclasses import dataclass

from graph.vocabulary_records import FindingSeverity

#: What a query or a computation gives for one finding: node ids, relation ids, detail.
Found = tuple[list[str], list[str], str]


@dataclass(frozen=True)
class Finding:
    """One defect of the graph.

    Attributes:
        check: id of the check that found it.
        node_ids: the nodes at fault.
        relation_ids: the relationships at fault.
        detail: values for the message, the same in every language: a property, a code, two figures.
    """

    check: str
    severity: FindingSeverity
    node_ids: tuple[str, ...]
    relation_ids: tuple[str, ...]
    detail: str


@dataclass(frozen=True)
class CheckResult:
    """What one check found.

    Attributes:
        total: how many findings there are; ``findings`` holds the first of them.
    """

    check: str
    severity: FindingSeverity
    total: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Report:
    """The state of the graph at one version.

    Attributes:
        elapsed_ms: how long all checks took.
    """

    graph_version: int
    results: tuple[CheckResult, ...]
    elapsed_ms: float

    def total(self, severity: FindingSeverity) -> int:
        """Return how many findings of a severity there are, shown or not."""
        return sum(result.total for result in self.results if result.severity is severity)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that are shown, in the order of the checks."""
        return tuple(finding for result in self.results for finding in result.findings)


def result(check: str, severity: FindingSeverity, total: int, found: list[Found]) -> CheckResult:
    """Return the result of a check from what its query gave."""
    findings = tuple(
        Finding(check, severity, tuple(nodes), tuple(relations), detail.strip())
        for nodes, relations, detail in found
    )
    return CheckResult(check, severity, total, findings)

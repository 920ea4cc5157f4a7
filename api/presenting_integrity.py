"""The report of ``validate`` as JSON values, for HTTP and for the command line."""

from typing import Any

from api.integrity_texts import check_text
from engine.validating.findings import CheckResult, Finding, Report
from graph.vocabulary import Locale
from graph.vocabulary_records import FindingSeverity


def present_report(
    report: Report, locale: Locale, severity: FindingSeverity | None = None
) -> dict[str, Any]:
    """Return totals, one line a check, and the findings (of one severity where it is given)."""
    shown = [found for found in report.findings if severity in (None, found.severity)]
    return {
        "graph_version": str(report.graph_version),
        "locale": locale.value,
        "valid": report.total(FindingSeverity.ERROR) == 0,
        "summary": {level.value: report.total(level) for level in FindingSeverity},
        "checks": [_check(result) for result in report.results],
        "findings": [_finding(found, locale) for found in shown],
        "elapsed_ms": round(report.elapsed_ms, 1),
    }


def _check(result: CheckResult) -> dict[str, Any]:
    return {"check": result.check, "severity": result.severity.value, "total": result.total}


def _finding(found: Finding, locale: Locale) -> dict[str, Any]:
    said = check_text(found.check, found.detail, locale)
    return {
        "severity": found.severity.value,
        "check": found.check,
        "node_ids": list(found.node_ids),
        "relation_ids": list(found.relation_ids),
        "message": said.message,
        "fix": said.fix,
    }

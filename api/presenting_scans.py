"""A scan report in the words of one language: the same shape for HTTP and the command line."""

from api.http.schemas import scan as shapes
from api.texts import text
from engine.scan.report import ScanReport
from graph.vocabulary import Locale


def present_scan(
    report: ScanReport, graph_version: int | None, locale: Locale, request_id: str
) -> shapes.ScanResponse:
    """Return the response of a report in the reader's language."""
    return shapes.ScanResponse(
        request_id=request_id,
        graph_version=None if graph_version is None else str(graph_version),
        locale=locale,
        observables=[
            shapes.ScannedObservable(
                code=entry.code,
                dtc_status=entry.status,
                freeze_frame=entry.freeze_frame,
                qualifiers=dict(entry.finding().qualifiers),
            )
            for entry in report.entries
        ],
        lines=[
            shapes.ScannedLine(line=entry.line, module=entry.module, description=entry.description)
            for entry in report.entries
        ],
        ignored=[
            shapes.IgnoredOutput(
                line=item.line,
                text=item.text,
                reason=item.reason,
                explanation=text(f"ignored_{item.reason}", locale),
            )
            for item in report.ignored
        ],
        modules=list(report.modules),
        no_codes_reported=report.says_no_codes,
        scan_complete=report.is_complete,
    )

"""Every error becomes application/problem+json with a stable code; nothing leaks a trace."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.http.locale import request_locale
from api.http.schemas.problem import Problem
from graph.errors import FaultgraphError
from graph.vocabulary import Locale

LOG = logging.getLogger("faultgraph.http")

#: Stable error code to HTTP status.
STATUS: dict[str, HTTPStatus] = {
    "invalid_input": HTTPStatus.UNPROCESSABLE_ENTITY,
    "not_found": HTTPStatus.NOT_FOUND,
    "conflict": HTTPStatus.CONFLICT,
    "not_ready": HTTPStatus.SERVICE_UNAVAILABLE,
    "database_unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "local_server": HTTPStatus.SERVICE_UNAVAILABLE,
    "timeout": HTTPStatus.GATEWAY_TIMEOUT,
    "unauthorised": HTTPStatus.UNAUTHORIZED,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    # The caller cannot mend these; the log has the details.
    "internal": HTTPStatus.INTERNAL_SERVER_ERROR,
    "database_error": HTTPStatus.INTERNAL_SERVER_ERROR,
    "configuration": HTTPStatus.INTERNAL_SERVER_ERROR,
    "migration": HTTPStatus.INTERNAL_SERVER_ERROR,
    "knowledge": HTTPStatus.INTERNAL_SERVER_ERROR,
}
_TITLES: dict[int, dict[Locale, str]] = {
    400: {Locale.FR: "Requête illisible", Locale.EN: "Unreadable request"},
    401: {Locale.FR: "Clé d'accès requise", Locale.EN: "Access key required"},
    404: {Locale.FR: "Introuvable", Locale.EN: "Not found"},
    405: {Locale.FR: "Méthode non admise", Locale.EN: "Method not allowed"},
    409: {Locale.FR: "Contradiction", Locale.EN: "Conflict"},
    413: {Locale.FR: "Requête trop grande", Locale.EN: "Request too large"},
    422: {Locale.FR: "Donnée incorrecte", Locale.EN: "Invalid input"},
    503: {Locale.FR: "Base indisponible", Locale.EN: "Database not available"},
    504: {Locale.FR: "Délai dépassé", Locale.EN: "Out of time"},
}


def problem(  # noqa: PLR0913 - the members of a problem
    request: Request,
    status: int,
    code: str,
    detail: str,
    *,
    field: str | None = None,
    fix: str | None = None,
    details: dict[str, object] | None = None,
) -> JSONResponse:
    """Return a problem response in the request's language."""
    fallback = {Locale.FR: "Erreur interne", Locale.EN: "Internal error"}
    body = Problem(
        title=_TITLES.get(status, fallback)[request_locale(request)],
        status=status,
        code=code,
        detail=detail,
        field=field,
        fix=fix,
        request_id=getattr(request.state, "request_id", ""),
        details=details or {},
    )
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    return JSONResponse(
        body.model_dump(mode="json"),
        status_code=status,
        media_type="application/problem+json",
        headers=headers,
    )


def install(app: FastAPI) -> None:
    """Register the handlers."""

    @app.exception_handler(FaultgraphError)
    def _domain(request: Request, error: FaultgraphError) -> JSONResponse:
        status = STATUS.get(error.code, HTTPStatus.INTERNAL_SERVER_ERROR)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            LOG.error("%s: %s", error.code, error.message)
        return problem(
            request,
            status,
            error.code,
            error.message,
            field=error.field,
            fix=error.fix,
            details=error.details,
        )

    @app.exception_handler(RequestValidationError)
    def _validation(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = [str(part) for part in first["loc"] if part not in ("body", "query", "path")]
        if first["type"] == "json_invalid":
            detail = f"the body is not JSON: {first.get('ctx', {}).get('error', first['msg'])}"
            return problem(request, HTTPStatus.BAD_REQUEST, "malformed_json", detail)
        others = [
            {"field": ".".join(str(part) for part in item["loc"][1:]), "message": item["msg"]}
            for item in error.errors()
        ]
        return problem(
            request,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "invalid_input",
            first["msg"],
            field=".".join(place) or None,
            details={"problems": others},
        )

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> JSONResponse:
        code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_")
        return problem(request, error.status_code, code, str(error.detail))

    @app.exception_handler(Exception)
    def _unexpected(request: Request, error: Exception) -> JSONResponse:
        LOG.error("unexpected error", exc_info=error)
        return problem(request, 500, "internal", "an unexpected error; the log has the details")

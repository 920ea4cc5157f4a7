"""Every error becomes application/problem+json with a stable code; nothing leaks a trace.

A problem carries no ``graph_version``: to know it takes the database, which may be the problem.
"""

import logging
import traceback
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.error_texts import OPERATOR, for_caller
from api.http.locale import error_locale
from api.http.refusals import MalformedJsonError, MethodNotAllowedError, RefusedError
from api.http.schemas.problem import Problem
from api.http.validation_texts import said
from graph.errors import DatabaseError, FaultgraphError, InvalidInputError, NotFoundError
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
    "forbidden": HTTPStatus.FORBIDDEN,
    "too_many_attempts": HTTPStatus.TOO_MANY_REQUESTS,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "malformed_json": HTTPStatus.BAD_REQUEST,
    "bad_request": HTTPStatus.BAD_REQUEST,
    "method_not_allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    # The caller cannot mend these; the log has the details.
    "internal": HTTPStatus.INTERNAL_SERVER_ERROR,
    "database_error": HTTPStatus.INTERNAL_SERVER_ERROR,
    "configuration": HTTPStatus.INTERNAL_SERVER_ERROR,
    "migration": HTTPStatus.INTERNAL_SERVER_ERROR,
    "knowledge": HTTPStatus.INTERNAL_SERVER_ERROR,
    "notification": HTTPStatus.INTERNAL_SERVER_ERROR,
}
_TITLES: dict[int, dict[Locale, str]] = {
    400: {Locale.FR: "Requête illisible", Locale.EN: "Unreadable request"},
    401: {Locale.FR: "Accès refusé", Locale.EN: "Access refused"},
    403: {Locale.FR: "Non permis", Locale.EN: "Not permitted"},
    404: {Locale.FR: "Introuvable", Locale.EN: "Not found"},
    405: {Locale.FR: "Méthode non admise", Locale.EN: "Method not allowed"},
    409: {Locale.FR: "Contradiction", Locale.EN: "Conflict"},
    413: {Locale.FR: "Requête trop grande", Locale.EN: "Request too large"},
    422: {Locale.FR: "Donnée incorrecte", Locale.EN: "Invalid input"},
    429: {Locale.FR: "Trop d'essais", Locale.EN: "Too many attempts"},
    503: {Locale.FR: "Base indisponible", Locale.EN: "Database not available"},
    504: {Locale.FR: "Délai dépassé", Locale.EN: "Out of time"},
}
_INTERNAL = {Locale.FR: "Erreur interne", Locale.EN: "Internal error"}


def problem(
    request: Request, error: FaultgraphError, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the problem response of an error in the request's language."""
    status = STATUS.get(error.code, HTTPStatus.INTERNAL_SERVER_ERROR)
    locale = error_locale(request)
    text = for_caller(error, locale)
    hidden = error.code in OPERATOR
    body = Problem(
        title=_TITLES.get(status, _INTERNAL)[locale],
        status=status,
        code=error.code,
        detail=text.message,
        field=None if hidden else error.field,
        fix=text.fix,
        request_id=getattr(request.state, "request_id", ""),
        details={} if hidden else error.details,
    )
    challenge = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    if retry_after := error.details.get("retry_after_s"):
        challenge["Retry-After"] = str(retry_after)
    return JSONResponse(
        body.model_dump(mode="json"),
        status_code=status,
        media_type="application/problem+json",
        headers={**challenge, **(headers or {})},
    )


def unexpected(request: Request, error: Exception) -> JSONResponse:
    """Log where an error came from, without its message: it may repeat what a user wrote."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    LOG.error("unexpected %s %s\n%s", type(error).__name__, request.state.request_id, frames)
    return problem(request, FaultgraphError("an unexpected error"))


def install(app: FastAPI) -> None:
    """Register the handlers; being async, they need no thread while the database is slow."""

    @app.exception_handler(FaultgraphError)
    async def _domain(request: Request, error: FaultgraphError) -> JSONResponse:
        if STATUS.get(error.code, 500) >= HTTPStatus.INTERNAL_SERVER_ERROR:
            _log(request, error)
        return problem(request, error)

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(request, _refused_fields(request, error))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(request, _refusal(request, error), error.headers)


def _log(request: Request, error: FaultgraphError) -> None:
    """Log an error for the operator; what Neo4j says may repeat words of a user."""
    message = error.details if isinstance(error, DatabaseError) else error.message
    LOG.error("%s %s: %s", error.code, request.state.request_id, message)


def _refused_fields(request: Request, error: RequestValidationError) -> FaultgraphError:
    problems = error.errors()
    first = problems[0]
    if first["type"] == "json_invalid":
        reason = first.get("ctx", {}).get("error", first["msg"])
        return MalformedJsonError(
            f"the body is not JSON: {reason} (position {first['loc'][-1]})",
            fix="send a JSON object in UTF-8",
            key="body.not_json",
            values={"position": first["loc"][-1]},
        )
    locale = error_locale(request)
    place = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path"))
    return InvalidInputError(
        said(first, locale),
        field=place or None,
        details={
            "problems": [
                {
                    "field": ".".join(str(part) for part in item["loc"][1:]),
                    "message": said(item, locale),
                }
                for item in problems
            ]
        },
    )


def _refusal(request: Request, error: HTTPException) -> FaultgraphError:
    """Return the error behind an answer of the web framework itself."""
    if error.status_code == HTTPStatus.NOT_FOUND:
        return NotFoundError(
            "there is nothing at this address",
            fix="the addresses are described at /docs",
            key="address.unknown",
        )
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = (error.headers or {}).get("Allow", "")
        return MethodNotAllowedError(
            f"this address does not take the method {request.method}",
            fix=f"methods that it takes: {allowed}",
            key="method.refused",
            values={"method": request.method, "allowed": allowed},
        )
    if error.status_code == HTTPStatus.BAD_REQUEST:  # not even text
        return MalformedJsonError(
            "the body is not JSON: it is not UTF-8, or nested too deeply",
            fix="send a JSON object in UTF-8",
            key="body.not_text",
        )
    return RefusedError("the request is refused", key="request.refused")

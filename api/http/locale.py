"""The language of an answer: the request's field, else Accept-Language, else English."""

import json
from typing import Annotated

from fastapi import Request
from pydantic import Field

from graph.vocabulary import Locale

#: The parameter of every answer with words.
LocaleChoice = Annotated[
    Locale | None,
    Field(description="language of the answer; default: Accept-Language, else English"),
]
#: A longer body is not searched for its language when the request fails.
_PEEK_BYTES = 262_144


def request_locale(request: Request, stated: Locale | None = None) -> Locale:
    """Return the stated locale, or the first supported one of Accept-Language, or English."""
    if stated is not None:
        return stated
    for weight, code in _preferences(request.headers.get("accept-language", "")):
        if weight > 0 and code in set(Locale):
            return Locale(code)
    return Locale.EN


def error_locale(request: Request) -> Locale:
    """Return the language of a refusal, where the request may be too broken to state one."""
    stated = _known(request.query_params.get("locale")) or _of_body(request)
    return request_locale(request, stated)


def _of_body(request: Request) -> Locale | None:
    """Return the ``locale`` of the body that the guard kept."""
    body: bytes = getattr(request.state, "body", b"")
    if not body or len(body) > _PEEK_BYTES:
        return None
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return _known(parsed.get("locale")) if isinstance(parsed, dict) else None


def _known(code: object) -> Locale | None:
    return Locale(code) if isinstance(code, str) and code in set(Locale) else None


def _preferences(header: str) -> list[tuple[float, str]]:
    """Return (weight, two-letter code) of each wanted language, most wanted first."""
    wanted = []
    for part in header[:200].split(","):
        code, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.partition("=")[2]) if rest else 1.0
        except ValueError:
            weight = 0.0
        wanted.append((weight, code[:2].lower()))
    return sorted(wanted, key=lambda pair: -pair[0])

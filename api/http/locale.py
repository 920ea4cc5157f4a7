"""The language of an answer: the request's field, else Accept-Language, else English."""

from fastapi import Request

from graph.vocabulary import Locale


def request_locale(request: Request, stated: Locale | None = None) -> Locale:
    """Return the stated locale, or the first supported one of Accept-Language, or English."""
    if stated is not None:
        return stated
    for weight, code in _preferences(request.headers.get("accept-language", "")):
        if weight > 0 and code in set(Locale):
            return Locale(code)
    return Locale.EN


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

"""Store a diagnosis that came over HTTP, unless the request refuses it or the role may not."""

from fastapi import Request

from api.auth.permissions import require
from api.auth.principals import ANONYMOUS
from api.http.schemas.diagnosis import DiagnoseRequest
from engine.cases.storing import Identity, store_case
from engine.diagnose import DiagnosisRequest
from engine.principal import Principal
from engine.users.errors import UnauthorisedError
from engine.verdict import Verdict
from graph.session import Graph
from graph.vocabulary import Locale
from graph.vocabulary_records import Role


def store_unless_refused(
    request: Request,
    graph: Graph,
    body: DiagnoseRequest,
    asked: DiagnosisRequest,
    verdict: Verdict,
    locale: Locale,
) -> str | None:
    """Return the id of the stored case, or None when the request says ``"store": false``.

    Who may not store gets the answer without; unless the request insists with ``"store": true``.
    """
    principal: Principal = request.state.principal
    if not may_store(principal, body.store):
        return None
    request.state.wrote = True
    identity = _identity(body)
    return store_case(graph, verdict, asked, principal.garage_id, locale=locale, identity=identity)


def may_store(principal: Principal, wanted: bool | None) -> bool:
    """Return whether a diagnosis is to become a case.

    Raises:
        UnauthorisedError: it is to, and nobody is signed in.
        ForbiddenError: it is to, and the role may not.
    """
    if wanted is False:
        return False
    if wanted and principal == ANONYMOUS:
        raise UnauthorisedError(
            "only who is signed in may store a diagnosis",
            field="store",
            fix="sign in, or leave store out",
            key="store.anonymous",
        )
    if wanted:
        require(principal, Role.TECHNICIAN)
    return principal.may(Role.TECHNICIAN)


def _identity(body: DiagnoseRequest) -> Identity:
    customer = body.customer
    vin = body.vehicle.vin if body.vehicle else None
    return Identity(
        customer_name=customer.name if customer else None,
        customer_contact=customer.contact if customer else None,
        plate=customer.plate if customer else None,
        vin=vin if isinstance(vin, str) else None,
    )

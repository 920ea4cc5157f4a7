"""Store a diagnosis that came over HTTP, unless the request refuses it."""

from api.http.schemas.diagnosis import DiagnoseRequest
from engine.cases.storing import Identity, store_case
from engine.diagnose import DiagnosisRequest
from engine.verdict import Verdict
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary import Locale


def store_unless_refused(
    graph: Graph,
    settings: Settings,
    body: DiagnoseRequest,
    asked: DiagnosisRequest,
    verdict: Verdict,
    locale: Locale,
) -> str | None:
    """Return the id of the stored case, or None when the request says ``"store": false``."""
    if body.store is False:
        return None
    customer = body.customer
    vin = body.vehicle.vin if body.vehicle else None
    identity = Identity(
        customer_name=customer.name if customer else None,
        customer_contact=customer.contact if customer else None,
        plate=customer.plate if customer else None,
        vin=vin if isinstance(vin, str) else None,
    )
    return store_case(graph, verdict, asked, settings.garage_id, locale=locale, identity=identity)

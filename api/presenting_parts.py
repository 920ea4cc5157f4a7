"""Parts that may be offered, in the words of one language (KG v2.8.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.http.schemas import parts as shapes
from api.presenting_reasoning import percent
from engine.fitment import OfferedPart
from engine.safety import Sale
from engine.vehicle import RecognisedVehicle
from graph.catalogue import catalogue_link
from graph.vocabulary import Locale


@dataclass(frozen=True)
class PartWords:
    """What the parts of one fault are presented with.

    Attributes:
        template: of the catalogue's links, or None.
    """

    locale: Locale
    template: str | None
    fault_id: str
    vehicle: RecognisedVehicle

    def part(self, item: OfferedPart) -> shapes.PartOutput:
        """Return a needed part."""
        part = item.part
        return shapes.PartOutput(
            **self._offer(item),
            quantity=part["quantity"],
            priority=part["priority"],
            is_required=part["is_required"],
            sale_reason=item.sale_reason.value if item.sale_reason else None,
            substitutes=[
                shapes.SubstituteOutput(**self._offer(other)) for other in item.substitutes
            ],
        )

    def _offer(self, item: OfferedPart) -> dict[str, Any]:
        part = item.part
        return {
            "id": part["id"],
            "label": str(part.get(f"label_{self.locale.value}") or ""),
            "probability": percent(item.weight),
            "fits": item.fits,
            "sale": item.sale.value,
            "price_range": _price_range(part),
            "gamme_id": part.get("gamme_id"),
            "catalogue_url": self._link(item),
        }

    def _link(self, item: OfferedPart) -> str | None:
        if self.template is None or item.sale is Sale.DISABLED:
            return None
        return catalogue_link(
            self.template,
            {
                "part_id": item.part["id"],
                "gamme_id": item.part.get("gamme_id"),
                "fault_id": self.fault_id,
                "make_id": self.vehicle.make_id,
                "model_id": self.vehicle.model_id,
                "engine_id": self.vehicle.engine_id,
                "locale": self.locale.value,
            },
        )


def _price_range(part: Mapping[str, Any]) -> shapes.PriceRange | None:
    low, high = part.get("price_min_eur"), part.get("price_max_eur")
    return None if low is None and high is None else shapes.PriceRange(min=low, max=high)

"""Parts, the systems they belong to, tools and risk curves."""

from graph.nodes.fields import Items, Number, Probability, Text, Whole
from graph.nodes.knowledge import Knowledge
from graph.vocabulary_answers import Hazard


class Part(Knowledge):
    """A part that a repair may need (KG v2.8.6)."""

    label_fr = Text(required=True)
    label_en = Text(required=True)
    description_fr = Text()
    description_en = Text()
    part_number = Text()
    part_category = Text()
    gamme_id = Whole()
    price_min_eur = Number(minimum=0.0)
    price_max_eur = Number(minimum=0.0)


class System(Knowledge):
    """A node of the tree of vehicle systems (G1); a hazard holds for all below it."""

    label_fr = Text(required=True)
    label_en = Text(required=True)
    description_fr = Text()
    description_en = Text()
    hazard = Text(choices=Hazard)


class Tool(Knowledge):
    """A tool that a test or an action takes."""

    label_fr = Text(required=True)
    label_en = Text(required=True)
    description_fr = Text()
    description_en = Text()


class RiskCurve(Knowledge):
    """Cumulative probability of failure by mileage, as two aligned lists (KG v2.8.7)."""

    ALIGNED = (("curve_km", "curve_risk", "curve_labels_fr", "curve_labels_en"),)
    label_fr = Text()
    label_en = Text()
    part_category = Text(required=True)
    vehicle_category = Text()
    engine_type = Text()
    curve_km = Items(Number(minimum=0.0), required=True)
    curve_risk = Items(Probability(), required=True)
    curve_labels_fr = Items(Text())
    curve_labels_en = Items(Text())

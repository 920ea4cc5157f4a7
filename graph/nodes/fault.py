"""Faults, their families and root causes."""

from graph.nodes.fields import Flag, Items, Number, Probability, Text, Whole
from graph.nodes.knowledge import Knowledge
from graph.vocabulary import CauseType, Powertrain, SafetyLevel, VehicleType


class Fault(Knowledge):
    """A fault that a vehicle can have (KG v2.8.3; G4b)."""

    label_fr = Text(required=True)
    label_en = Text(required=True)
    description_fr = Text()
    description_en = Text()
    safety_level = Text(choices=SafetyLevel, default=SafetyLevel.NORMAL.value)
    safety_reason_fr = Text()
    safety_reason_en = Text()
    powertrains = Items(Text(choices=Powertrain))
    vehicle_types = Items(Text(choices=VehicleType))
    markets = Items(Text())
    applicability_class = Text()
    prior_rate = Probability(required=True)
    prior_source = Text()
    prior_strength = Number(minimum=0.0)
    prior_alpha = Number(minimum=0.0)
    prior_n = Number(minimum=0.0)
    confirmed_count = Number(minimum=0.0)  # outcomes that confirmed it, on any vehicle
    learned_rate = Number(minimum=0.0)  # prior_rate and what the outcomes add to it


class FaultFamily(Knowledge):
    """A family of faults (KG v2.8.10)."""

    label_fr = Text(required=True)
    label_en = Text(required=True)
    description_fr = Text()
    description_en = Text()
    family_code = Text(unique_index=True, required=True)
    family_icon = Text()
    display_order = Whole(default=0)


class RootCause(Knowledge):
    """Why a fault came about, and how to prevent it (KG v2.8.10)."""

    label_fr = Text(required=True)
    label_en = Text(required=True)
    description_fr = Text()
    description_en = Text()
    root_cause_code = Text(unique_index=True, required=True)
    cause_type = Text(choices=CauseType)
    prevention_tips_fr = Items(Text())
    prevention_tips_en = Items(Text())
    is_preventable = Flag(default=True)

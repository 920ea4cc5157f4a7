"""Recognise a described, decoded or stored vehicle among the makes, models and engines."""

from engine.vehicle.description import PossibleVehicle, RecognisedVehicle, VehicleDescription
from engine.vehicle.matching import match
from engine.vehicle.recognising import LIST_VEHICLE_NAMES, recognise

__all__ = [
    "LIST_VEHICLE_NAMES",
    "PossibleVehicle",
    "RecognisedVehicle",
    "VehicleDescription",
    "match",
    "recognise",
]

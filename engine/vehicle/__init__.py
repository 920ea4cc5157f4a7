"""Recognise a described vehicle among the makes, models and engines of the graph."""

from engine.vehicle.description import RecognisedVehicle, VehicleDescription
from engine.vehicle.recognising import LIST_VEHICLE_NAMES, match, recognise

__all__ = [
    "LIST_VEHICLE_NAMES",
    "RecognisedVehicle",
    "VehicleDescription",
    "match",
    "recognise",
]

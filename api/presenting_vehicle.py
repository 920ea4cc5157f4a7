"""A vehicle in the words of one language: recognised, decoded, stored."""

from dataclasses import asdict

from api.http.schemas import vehicles as shapes
from api.texts import text
from engine.vehicle import RecognisedVehicle
from engine.vehicle.stored import StoredVehicle
from graph.vocabulary import Locale


def vehicle_output(vehicle: RecognisedVehicle, locale: Locale) -> shapes.VehicleOutput:
    """Return what was recognised, with notes in the reader's language."""
    decoded = vehicle.decoded
    return shapes.VehicleOutput(
        make_id=vehicle.make_id,
        model_id=vehicle.model_id,
        engine_id=vehicle.engine_id,
        label=vehicle.label,
        powertrains=list(vehicle.powertrains),
        vehicle_types=list(vehicle.vehicle_types),
        year=vehicle.year,
        mileage_km=vehicle.mileage_km,
        vehicle_id=vehicle.vehicle_id,
        unrecognised=list(vehicle.unrecognised),
        did_you_mean=list(vehicle.did_you_mean),
        ambiguous=list(vehicle.ambiguous),
        conflicts=list(vehicle.conflicts),
        notes=_notes(vehicle, locale),
        decoded_vin=shapes.DecodedVinOutput.model_validate(asdict(decoded)) if decoded else None,
    )


def stored_output(vehicle: StoredVehicle) -> shapes.StoredVehicleOutput:
    """Return a stored vehicle without personal data."""
    return shapes.StoredVehicleOutput.model_validate(
        {
            **vehicle.plain,
            "id": vehicle.id,
            "model_id": vehicle.model_id,
            "engine_id": vehicle.engine_id,
            "has_personal_data": vehicle.has_personal_data,
            "created_at": vehicle.created_at,
            "updated_at": vehicle.updated_at,
        }
    )


def personal_output(vehicle: StoredVehicle) -> shapes.PersonalDataOutput | None:
    """Return what identifies a stored vehicle, for its own garage."""
    if vehicle.personal is None:
        return None
    return shapes.PersonalDataOutput.model_validate(dict(vehicle.personal))


def _notes(vehicle: RecognisedVehicle, locale: Locale) -> list[str]:
    """Return what the user should know of how the vehicle was read."""
    notes = [
        f"{text(key, locale)} {', '.join(words)}"
        for key, words in (
            ("vehicle_unrecognised", vehicle.unrecognised),
            ("vehicle_did_you_mean", vehicle.did_you_mean),
            ("vehicle_ambiguous", vehicle.ambiguous),
        )
        if words
    ]
    notes += [text(f"conflict_{name}", locale) for name in vehicle.conflicts]
    if not vehicle.powertrains:
        notes.append(text("powertrain_unknown", locale))
    return notes

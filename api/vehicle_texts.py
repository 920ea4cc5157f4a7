"""What errors about vehicles and VINs say in French; none repeats a VIN or a plate."""

from api.wording import ErrorText

#: By ``FaultgraphError.key``.
VEHICLE_ERRORS: dict[str, ErrorText] = {
    "vin.length": ErrorText(
        "un VIN a 17 caractères, celui-ci en a {count}",
        "lisez-le sur la carte grise (rubrique E) ou à travers le pare-brise",
    ),
    "vin.characters": ErrorText(
        "un VIN se compose de chiffres et de majuscules, sauf I, O et Q",
        "un signe rond est le chiffre 0, une barre le chiffre 1",
    ),
    "vin.check_digit": ErrorText(
        "le chiffre de contrôle du VIN (son neuvième caractère) est faux",
        "relisez le VIN sur le véhicule ou ses papiers",
    ),
    "vehicle.unknown": ErrorText(
        "ce garage n'a pas de véhicule « {id} »",
        "enregistrez-le avec `POST /api/knowledge-graph/vehicles`, ou listez ceux qui existent",
    ),
    "vehicle.two": ErrorText(
        "la clé et le VIN sont ceux de deux véhicules différents",
        "envoyez la clé avec laquelle le véhicule a été enregistré, ou une autre",
    ),
    "vehicle.vin_taken": ErrorText(
        "un autre véhicule de ce garage a ce VIN",
        "utilisez ce véhicule, ou corrigez d'abord son VIN",
    ),
    "vehicle.mileage_back": ErrorText(
        "le kilométrage ne peut pas reculer de {stored} km à {stated} km",
        "envoyez correction: true si le kilométrage enregistré était faux",
    ),
}

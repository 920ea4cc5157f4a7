"""Short texts of the interface in both languages, by key (G9)."""

from api.card_texts import CARD_TEXTS
from api.case_texts import CASE_TEXTS
from api.code_texts import CODE_NOTES
from api.coverage_texts import COVERAGE_TEXTS
from api.explained_texts import EXPLAINED_TEXTS
from api.reasoning_texts import REASONING_TEXTS, TAXONOMY_VALUES
from api.remedy_texts import REMEDY_TEXTS
from api.risk_texts import RISK_TEXTS
from api.safety_texts import DRIVING_TEXTS
from api.ticket_texts import TICKET_TEXTS
from graph.vocabulary import Locale

TEXTS: dict[str, dict[Locale, str]] = {
    "not_understood": {
        Locale.FR: "non compris : choisissez une des propositions ou reformulez",
        Locale.EN: "not understood: pick one of the suggestions or say it in other words",
    },
    "below_threshold": {
        Locale.FR: "non compris : choisissez une des propositions ou reformulez",
        Locale.EN: "not understood: pick one of the suggestions or say it in other words",
    },
    "empty": {Locale.FR: "texte vide", Locale.EN: "empty text"},
    "invalid_code": {
        Locale.FR: "ce n'est pas un code défaut valable",
        Locale.EN: "not a valid trouble code",
    },
    "code_without_knowledge": {
        Locale.FR: "code valable, mais le graphe n'en sait rien encore",
        Locale.EN: "a valid code, but the graph knows nothing about it yet",
    },
    "contradicted": {
        Locale.FR: "contredit par un autre constat : à vérifier",
        Locale.EN: "contradicted by another finding: check it again",
    },
    "ambiguous": {
        Locale.FR: "plusieurs sens possibles : précisez",
        Locale.EN: "may mean several things: say which",
    },
    "hedged": {
        Locale.FR: "incertain : compté comme inconnu",
        Locale.EN: "uncertain: counted as unknown",
    },
    "unusual": {
        Locale.FR: "inhabituel pour ce véhicule : vérifiez le code ou le véhicule",
        Locale.EN: "unusual for this vehicle: check the code or the vehicle",
    },
    "unlisted": {
        Locale.FR: "Cause absente du graphe",
        Locale.EN: "Cause not in the graph",
    },
    "other_faults": {
        Locale.FR: "Autres pannes du graphe",
        Locale.EN: "Other faults in the graph",
    },
    "diagnosis": {Locale.FR: "Diagnostic", Locale.EN: "Diagnosis"},
    "fault": {Locale.FR: "Panne", Locale.EN: "Fault"},
    "probability": {Locale.FR: "Probabilité", Locale.EN: "Probability"},
    "safety": {Locale.FR: "Sécurité", Locale.EN: "Safety"},
    "for": {Locale.FR: "Pour", Locale.EN: "For"},
    "against": {Locale.FR: "Contre", Locale.EN: "Against"},
    "understood": {Locale.FR: "Ce qui a été compris", Locale.EN: "What was understood"},
    "said": {Locale.FR: "Dit", Locale.EN: "Said"},
    "taken_for": {Locale.FR: "Compris comme", Locale.EN: "Taken for"},
    "state": {Locale.FR: "État", Locale.EN: "State"},
    "present": {Locale.FR: "présent", Locale.EN: "present"},
    "absent": {Locale.FR: "absent", Locale.EN: "absent"},
    "unknown": {Locale.FR: "inconnu", Locale.EN: "unknown"},
    "vehicle": {Locale.FR: "Véhicule", Locale.EN: "Vehicle"},
    "no_evidence": {
        Locale.FR: "aucun constat compris : ce classement ne dit que la fréquence des pannes",
        Locale.EN: "nothing was understood: this ranking only says how common the faults are",
    },
    "vehicle_unrecognised": {Locale.FR: "non reconnu :", Locale.EN: "not recognised:"},
    "vehicle_ambiguous": {
        Locale.FR: "précisez l'année ou le moteur, ce peut être :",
        Locale.EN: "give the year or the engine, it may be:",
    },
    "conflict_powertrain": {
        Locale.FR: "la motorisation indiquée ne correspond pas à ce véhicule",
        Locale.EN: "the stated powertrain does not go with this vehicle",
    },
    "conflict_vehicle_type": {
        Locale.FR: "le type indiqué n'est pas celui du modèle",
        Locale.EN: "the stated type is not this model's",
    },
    "conflict_year": {
        Locale.FR: "cette génération n'était pas vendue cette année-là",
        Locale.EN: "this generation was not sold that year",
    },
    "vehicle_did_you_mean": {
        Locale.FR: "vouliez-vous dire :",
        Locale.EN: "did you mean:",
    },
    "conflict_vin_make": {
        Locale.FR: "le VIN est celui d'une autre marque",
        Locale.EN: "the VIN is of another make",
    },
    "conflict_vin_model": {
        Locale.FR: "le VIN est celui d'un autre modèle",
        Locale.EN: "the VIN is of another model",
    },
    "conflict_vin_year": {
        Locale.FR: "le VIN est celui d'une autre année-modèle",
        Locale.EN: "the VIN is of another model year",
    },
    "conflict_stored_make": {
        Locale.FR: "le véhicule enregistré est d'une autre marque",
        Locale.EN: "the stored vehicle is of another make",
    },
    "conflict_stored_model": {
        Locale.FR: "le véhicule enregistré est un autre modèle",
        Locale.EN: "the stored vehicle is another model",
    },
    "conflict_stored_engine": {
        Locale.FR: "le véhicule enregistré a un autre moteur",
        Locale.EN: "the stored vehicle has another engine",
    },
    "conflict_stored_year": {
        Locale.FR: "le véhicule enregistré est d'une autre année",
        Locale.EN: "the stored vehicle is of another year",
    },
    "conflict_stored_powertrain": {
        Locale.FR: "le véhicule enregistré a une autre motorisation",
        Locale.EN: "the stored vehicle has another powertrain",
    },
    "conflict_stored_vehicle_type": {
        Locale.FR: "le véhicule enregistré est d'un autre type",
        Locale.EN: "the stored vehicle is of another type",
    },
    "conflict_stored_mileage": {
        Locale.FR: "le kilométrage indiqué est inférieur à celui du véhicule enregistré",
        Locale.EN: "the stated mileage is below that of the stored vehicle",
    },
    "powertrain_unknown": {
        Locale.FR: "motorisation inconnue : aucune panne n'est écartée",
        Locale.EN: "powertrain unknown: no fault is ruled out",
    },
    "first_check": {Locale.FR: "À vérifier d'abord", Locale.EN: "Check first"},
    "root_causes": {Locale.FR: "Causes premières", Locale.EN: "Root causes"},
    "parts": {Locale.FR: "Pièces", Locale.EN: "Parts"},
    "actions": {Locale.FR: "Actions", Locale.EN: "Actions"},
    "not_reviewed": {
        Locale.FR: "connaissances non relues par un expert",
        Locale.EN: "knowledge not reviewed by an expert",
    },
    "critical": {Locale.FR: "CRITIQUE : ne roulez plus", Locale.EN: "CRITICAL: do not drive"},
    "urgent": {Locale.FR: "urgent : sous 24 h", Locale.EN: "urgent: within 24 h"},
    "warning": {Locale.FR: "à contrôler", Locale.EN: "have it checked"},
    "normal": {Locale.FR: "normal", Locale.EN: "normal"},
    "path": {Locale.FR: "Chemin dans le graphe", Locale.EN: "Path in the graph"},
    "minutes": {Locale.FR: "min", Locale.EN: "min"},
    **CASE_TEXTS,
    **COVERAGE_TEXTS,
    **TICKET_TEXTS,
    **CARD_TEXTS,
    **REASONING_TEXTS,
    **TAXONOMY_VALUES,
    **CODE_NOTES,
    **REMEDY_TEXTS,
    **DRIVING_TEXTS,
    **EXPLAINED_TEXTS,
    **RISK_TEXTS,
}


def text(key: str, locale: Locale) -> str:
    """Return a text in the reader's language; an unknown key is shown as it is."""
    return TEXTS.get(key, {}).get(locale, key)

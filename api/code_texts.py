"""What trouble codes say, in both languages: notes, systems, ranges and failure types.

Ranges and the first digit of the failure-type byte are those of SAE J2012 / ISO 15031-6; the
wording is our own.
"""

from graph.vocabulary import Locale

_FR, _EN = Locale.FR, Locale.EN
Texts = dict[str, dict[Locale, str]]

CODE_NOTES: Texts = {
    "status_pending": {
        _FR: "en attente, pas encore confirmé : indice plus faible",
        _EN: "pending, not confirmed yet: weaker evidence",
    },
    "status_permanent": {
        _FR: "permanent : seul le véhicule l'efface, une fois réparé",
        _EN: "permanent: only the vehicle erases it, once repaired",
    },
    "from_freeze_frame": {
        _FR: "d'après le relevé figé :",
        _EN: "from the freeze frame:",
    },
}

#: By letter.
SYSTEMS: Texts = {
    "powertrain": {_FR: "groupe motopropulseur (P)", _EN: "powertrain (P)"},
    "chassis": {_FR: "châssis (C)", _EN: "chassis (C)"},
    "body": {_FR: "carrosserie (B)", _EN: "body (B)"},
    "network": {_FR: "réseau entre calculateurs (U)", _EN: "network between control units (U)"},
}

CONTROLS: Texts = {
    "standard": {
        _FR: "défini par la norme, le même pour toutes les marques",
        _EN: "defined by the standard, the same for all makes",
    },
    "maker": {
        _FR: "défini par le constructeur : le sens dépend de la marque",
        _EN: "defined by the maker: the meaning depends on the make",
    },
    "reserved": {
        _FR: "réservé par la norme, sans sens à ce jour",
        _EN: "reserved by the standard, without a meaning so far",
    },
}

#: The third character of P0 and P2 codes (SAE J2012, 5.6).
SUBSYSTEMS: Texts = {
    "0": {_FR: "dosage air-carburant, antipollution", _EN: "fuel and air metering, emissions"},
    "1": {_FR: "dosage air-carburant", _EN: "fuel and air metering"},
    "2": {_FR: "injection de carburant", _EN: "fuel injection"},
    "3": {_FR: "allumage et ratés", _EN: "ignition and misfire"},
    "4": {_FR: "antipollution auxiliaire", _EN: "auxiliary emission controls"},
    "5": {
        _FR: "vitesse, ralenti et entrées auxiliaires",
        _EN: "vehicle speed, idle and auxiliary inputs",
    },
    "6": {_FR: "calculateur et ses sorties", _EN: "control unit and its outputs"},
    "7": {_FR: "transmission", _EN: "transmission"},
    "8": {_FR: "transmission", _EN: "transmission"},
    "9": {_FR: "transmission", _EN: "transmission"},
    "A": {_FR: "propulsion hybride ou électrique", _EN: "hybrid or electric drive"},
    "B": {_FR: "propulsion hybride ou électrique", _EN: "hybrid or electric drive"},
    "C": {_FR: "propulsion hybride ou électrique", _EN: "hybrid or electric drive"},
}

CODE_WORDS: Texts = {
    "oem_code": {
        _FR: "code propre à un constructeur, sans forme normalisée",
        _EN: "a maker's own code, without a standard form",
    },
    "oem_needs_make": {
        _FR: "code d'un constructeur : indiquez la marque",
        _EN: "a maker's own code: give the make",
    },
    "failure_unknown": {
        _FR: "valeur réservée ou propre au constructeur",
        _EN: "reserved, or of the maker",
    },
    "code_unknown": {
        _FR: "code bien formé, mais le graphe n'en sait rien encore",
        _EN: "well formed, but the graph knows nothing about it yet",
    },
    "code_reserved": {_FR: "réservé", _EN: "reserved"},
    "rolled_up": {
        _FR: "sans fiche propre avec cet octet : sens du code de base",
        _EN: "nothing of its own with this byte: meaning of the base code",
    },
    "indicates": {_FR: "Pannes possibles", _EN: "Possible faults"},
    "of_100": {_FR: "sur 100 véhicules avec cette panne", _EN: "of 100 vehicles with this fault"},
    "tests": {_FR: "Contrôles utiles", _EN: "Useful tests"},
    "related": {_FR: "Codes voisins", _EN: "Related codes"},
    "other_makes": {_FR: "Chez d'autres marques", _EN: "For other makes"},
    "system": {_FR: "Domaine", _EN: "System"},
    "controlled": {_FR: "Définition", _EN: "Definition"},
    "failure_type": {_FR: "Type de défaut", _EN: "Failure type"},
}
SCAN_WORDS: Texts = {
    "ignored_vin": {_FR: "numéro de châssis", _EN: "vehicle identification number"},
    "ignored_vehicle": {_FR: "identité du véhicule", _EN: "identity of the vehicle"},
    "ignored_part_number": {
        _FR: "référence de pièce ou de logiciel",
        _EN: "number of a part or of software",
    },
    "ignored_date": {_FR: "date ou heure", _EN: "date or time"},
    "ignored_mileage": {_FR: "kilométrage", _EN: "mileage"},
    "ignored_cleared": {_FR: "code effacé", _EN: "code that was erased"},
    "ignored_mention": {
        _FR: "cité en passant, pas signalé",
        _EN: "mentioned in passing, not reported",
    },
    "ignored_duplicate": {_FR: "déjà lu plus haut", _EN: "read further up already"},
    "ignored_not_a_code": {
        _FR: "ressemble à un code, mais n'existe pas",
        _EN: "looks like a code, but no such code can exist",
    },
    "scan_codes": {_FR: "Codes lus", _EN: "Codes that were read"},
    "scan_ignored": {_FR: "Laissé de côté", _EN: "Left out"},
    "scan_line": {_FR: "Ligne", _EN: "Line"},
    "scan_module": {_FR: "Calculateur", _EN: "Control unit"},
    "scan_code": {_FR: "Code", _EN: "Code"},
    "scan_words": {_FR: "Texte de l'outil", _EN: "Words of the tool"},
    "scan_frame": {_FR: "Relevé figé", _EN: "Freeze frame"},
    "scan_none": {_FR: "aucun code dans ce texte", _EN: "no code in this text"},
    "scan_is_complete": {
        _FR: "le rapport se dit complet : les autres codes sont absents",
        _EN: "the report says that it is complete: other codes are absent",
    },
    "pending": {_FR: "en attente", _EN: "pending"},
    "confirmed": {_FR: "confirmé", _EN: "confirmed"},
    "permanent": {_FR: "permanent", _EN: "permanent"},
}
CODE_NOTES |= SCAN_WORDS
CODE_NOTES |= {key: CODE_WORDS[key] for key in CODE_WORDS}

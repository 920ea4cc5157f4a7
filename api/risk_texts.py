"""Texts of risk curves and recurring faults in both languages, by key (G9)."""

from graph.vocabulary import Locale

_FR, _EN = Locale.FR, Locale.EN
RISK_TEXTS: dict[str, dict[Locale, str]] = {
    "risk_band_0": {_FR: "risque faible", _EN: "low risk"},
    "risk_band_1": {_FR: "risque modéré", _EN: "moderate risk"},
    "risk_band_2": {_FR: "risque en hausse", _EN: "raised risk"},
    "risk_band_3": {_FR: "risque élevé", _EN: "high risk"},
    "risk_band_4": {_FR: "risque très élevé", _EN: "very high risk"},
    "recommend_none": {
        _FR: "{part} : rien à prévoir à ce kilométrage.",
        _EN: "{part}: nothing to plan at this mileage.",
    },
    "recommend_low": {
        _FR: "{part} : un coup d'œil à la révision suffit.",
        _EN: "{part}: a look at the next service is enough.",
    },
    "recommend_medium": {
        _FR: "{part} : à faire contrôler à la prochaine révision.",
        _EN: "{part}: have it checked at the next service.",
    },
    "recommend_high": {
        _FR: "{part} : faire contrôler sans attendre la révision, au plus tard à {km} km.",
        _EN: "{part}: have it checked before the next service, at {km} km at the latest.",
    },
    "recommend_critical": {
        _FR: "{part} : à faire contrôler maintenant, avant tout long trajet.",
        _EN: "{part}: have it checked now, before any long trip.",
    },
    "risk_beyond": {
        _FR: "Au-delà de {km} km il n'y a plus de données : le risque atteint y est gardé.",
        _EN: "There are no data beyond {km} km: the risk reached there is kept as it is.",
    },
    "note_inspection": {
        _FR: "Les courbes tirées du contrôle technique britannique (MOT) comptent les défauts "
        "constatés au contrôle, pas les pannes sur la route ; les véhicules déjà partis à la "
        "casse n'y sont plus.",
        _EN: "Curves from UK inspections (MOT) count defects found at a test, not breakdowns on "
        "the road; vehicles that were scrapped before are not in them.",
    },
    "note_not_reviewed": {
        _FR: "Certaines courbes ont été rédigées sans document et ne sont pas relues : ce sont "
        "des ordres de grandeur.",
        _EN: "Some curves were written without a document and are not reviewed: they are rough.",
    },
    "window_before": {
        _FR: "Faiblesse connue de {target} à partir de {start} km : pas encore atteint.",
        _EN: "Known weakness of {target} from {start} km on: not reached yet.",
    },
    "window_inside": {
        _FR: "Faiblesse connue de {target}{range} : ce véhicule y est.",
        _EN: "Known weakness of {target}{range}: this vehicle is there.",
    },
    "window_after": {
        _FR: "Faiblesse connue de {target}{range} : ce véhicule l'a dépassée.",
        _EN: "Known weakness of {target}{range}: this vehicle is past it.",
    },
    "range_both": {_FR: " entre {start} et {end} km", _EN: " between {start} and {end} km"},
    "range_from": {_FR: " à partir de {start} km", _EN: " from {start} km on"},
    "range_to": {_FR: " jusqu'à {end} km", _EN: " up to {end} km"},
    "range_any": {_FR: " à tout kilométrage", _EN: " at any mileage"},
    "boost_explained": {
        _FR: "Panne connue sur {target}{range}{share} : sur ce véhicule, sa probabilité passe de "
        "{before} à {after} %.",
        _EN: "Known fault of {target}{range}{share}: on this vehicle its probability goes from "
        "{before} to {after} %.",
    },
    "boost_share": {
        _FR: " (environ {share} % de ces véhicules)",
        _EN: " (about {share} % of such vehicles)",
    },
    "boost_none": {
        _FR: "Aucune faiblesse connue de ce modèle ou moteur ne joue ici.",
        _EN: "No known weakness of this model or engine counts here.",
    },
    "risk_table_part": {_FR: "organe", _EN: "part"},
    "risk_table_risk": {_FR: "déjà en panne", _EN: "failed by now"},
    "risk_table_ahead": {_FR: "dans 20 000 km", _EN: "next 20,000 km"},
    "risk_table_next": {_FR: "palier suivant", _EN: "next step at"},
    "risk_table_urgency": {_FR: "urgence", _EN: "urgency"},
    "risk_weaknesses": {_FR: "Faiblesses connues", _EN: "Known weaknesses"},
    "powertrain_petrol": {_FR: "essence", _EN: "petrol"},
    "powertrain_diesel": {_FR: "diesel", _EN: "diesel"},
    "powertrain_lpg": {_FR: "GPL", _EN: "LPG"},
    "powertrain_hybrid": {_FR: "hybride", _EN: "hybrid"},
    "powertrain_plug_in_hybrid": {_FR: "hybride rechargeable", _EN: "plug-in hybrid"},
    "powertrain_battery_electric": {_FR: "électrique", _EN: "electric"},
    "powertrain_fuel_cell": {_FR: "pile à combustible", _EN: "fuel cell"},
    "urgency_none": {_FR: "aucune", _EN: "none"},
    "urgency_low": {_FR: "faible", _EN: "low"},
    "urgency_medium": {_FR: "moyenne", _EN: "medium"},
    "urgency_high": {_FR: "haute", _EN: "high"},
    "urgency_critical": {_FR: "critique", _EN: "critical"},
}

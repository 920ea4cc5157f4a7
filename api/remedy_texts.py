"""Words of root causes and actions in both languages, by key (KG v2.8.10, v2.8.11, G9)."""

from graph.vocabulary import Locale

_FR, _EN = Locale.FR, Locale.EN

REMEDY_TEXTS: dict[str, dict[Locale, str]] = {
    "cause_type_usure_normale": {_FR: "Usure normale", _EN: "Normal wear"},
    "cause_type_usage": {_FR: "Usage du véhicule", _EN: "Use of the vehicle"},
    "cause_type_entretien": {_FR: "Entretien", _EN: "Maintenance"},
    "cause_type_qualite_piece": {_FR: "Qualité de la pièce", _EN: "Quality of the part"},
    "cause_type_montage": {_FR: "Montage", _EN: "Fitting"},
    "cause_type_environnement": {_FR: "Environnement", _EN: "Environment"},
    "cause_type_conception": {_FR: "Conception", _EN: "Design"},
    "root_cause_usual": {
        _FR: "{kind} : à l'origine de {share} % des cas de cette panne.",
        _EN: "{kind}: behind {share} % of the cases of this fault.",
    },
    "root_cause_raised": {
        _FR: "Plus probable ici ({contexts}) : {share} %.",
        _EN: "Likelier here ({contexts}): {share} %.",
    },
    "root_cause_lowered": {
        _FR: "Moins probable ici ({contexts}) : {share} %.",
        _EN: "Less likely here ({contexts}): {share} %.",
    },
    "action_controle": {_FR: "contrôle", _EN: "check"},
    "action_remplacement": {_FR: "remplacement", _EN: "replacement"},
    "action_nettoyage": {_FR: "nettoyage", _EN: "cleaning"},
    "action_reglage": {_FR: "réglage", _EN: "adjustment"},
    "action_reparation": {_FR: "réparation", _EN: "repair"},
    "action_diagnostic_pro": {_FR: "diagnostic professionnel", _EN: "professional diagnosis"},
    "action_test_routier": {_FR: "essai routier", _EN: "road test"},
    "difficulty_debutant": {_FR: "débutant", _EN: "beginner"},
    "difficulty_amateur": {_FR: "amateur", _EN: "amateur"},
    "difficulty_experimente": {_FR: "expérimenté", _EN: "experienced"},
    "difficulty_professionnel": {_FR: "professionnel", _EN: "professional"},
    "difficulty_facile": {_FR: "facile", _EN: "easy"},
    "difficulty_moyen": {_FR: "moyen", _EN: "medium"},
    "difficulty_expert": {_FR: "expert", _EN: "expert"},
    "diy_facile": {_FR: "faisable soi-même, facile", _EN: "can be done at home, easy"},
    "diy_moyen": {
        _FR: "faisable soi-même avec de l'expérience",
        _EN: "can be done at home with experience",
    },
    "diy_garage": {_FR: "à confier à un garage", _EN: "leave it to a garage"},
    "prevention": {_FR: "Prévention", _EN: "Prevention"},
    "mandatory": {_FR: "obligatoire", _EN: "mandatory"},
    "optional": {_FR: "selon le cas", _EN: "as needed"},
    "steps": {_FR: "Étapes", _EN: "Steps"},
    "tip": {_FR: "Conseil", _EN: "Tip"},
    "caution": {_FR: "Attention", _EN: "Caution"},
    "tools": {_FR: "Outils", _EN: "Tools"},
    "prerequisites": {_FR: "Avant de commencer", _EN: "Before you start"},
    "time": {_FR: "Durée", _EN: "Time"},
    "labour": {_FR: "Main-d'œuvre", _EN: "Labour"},
    "total": {_FR: "Total", _EN: "Total"},
    "check": {_FR: "Contrôle", _EN: "Check"},
    "visual_check": {_FR: "À l'œil", _EN: "By eye"},
    "family": {_FR: "Famille", _EN: "Family"},
    "description": {_FR: "Description", _EN: "Description"},
}

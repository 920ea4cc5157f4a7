"""Words of explained answers in both languages, by key (KG v2.8.9, G9)."""

from graph.vocabulary import Locale

_FR, _EN = Locale.FR, Locale.EN

EXPLAINED_TEXTS: dict[str, dict[Locale, str]] = {
    "urgency_immediate": {
        _FR: "Immédiat : n'attendez pas",
        _EN: "Immediate: do not wait",
    },
    "urgency_soon": {
        _FR: "Rapidement : dans les prochains jours",
        _EN: "Soon: within the next days",
    },
    "urgency_planned": {
        _FR: "À planifier : au prochain rendez-vous",
        _EN: "Planned: at the next garage visit",
    },
    "urgency_optional": {_FR: "Facultatif : rien ne presse", _EN: "Optional: nothing presses"},
    "urgency_own": {
        _FR: "« {fault} » a le niveau de sécurité « {level} ».",
        _EN: "“{fault}” has the safety level “{level}”.",
    },
    "urgency_usual": {
        _FR: "C'est l'urgence habituelle de cette panne.",
        _EN: "This is the usual urgency of this fault.",
    },
    "urgency_raised_gate": {
        _FR: "Relevé par l'alerte de sécurité « {level} » ({share} % de probabilité cumulée).",
        _EN: "Raised by the safety alert “{level}” ({share} % probability in all).",
    },
    "urgency_raised_own_level": {
        _FR: "Relevé par ce niveau de sécurité.",
        _EN: "Raised by that safety level.",
    },
    "urgency_raised_likely": {
        _FR: "Relevé parce que cette panne est plus probable que toutes les autres ensemble "
        "({share} %).",
        _EN: "Raised because this fault is likelier than all others together ({share} %).",
    },
    "urgency_limited": {
        _FR: "La distance est limitée par « {fault} », qui reste possible.",
        _EN: "The distance is limited by “{fault}”, which remains possible.",
    },
    "level_critical": {_FR: "critique", _EN: "critical"},
    "level_urgent": {_FR: "urgent", _EN: "urgent"},
    "level_warning": {_FR: "à surveiller", _EN: "to watch"},
    "level_normal": {_FR: "normal", _EN: "normal"},
    "context_vehicle": {_FR: "Véhicule : {label}", _EN: "Vehicle: {label}"},
    "context_mileage": {_FR: "Kilométrage : {km} km", _EN: "Mileage: {km} km"},
    "context_qualifier": {_FR: "« {label} » {value}", _EN: "“{label}” {value}"},
    "context_recurring": {
        _FR: "Panne connue sur {target} (cote multipliée par {odds})",
        _EN: "Known fault of {target} (odds times {odds})",
    },
    "context_cause": {
        _FR: "{context} : rend « {cause} » plus probable",
        _EN: "{context}: makes “{cause}” likelier",
    },
    "context_cause_less": {
        _FR: "{context} : rend « {cause} » moins probable",
        _EN: "{context}: makes “{cause}” less likely",
    },
    "chain_prior": {
        _FR: "Avant tout constat, « {fault} » explique {share} % des visites de ce genre de "
        "véhicule.",
        _EN: "Before any finding, “{fault}” explains {share} % of the visits of such a vehicle.",
    },
    "chain_for": {
        _FR: "« {label} » est présent : visible sur {weight} % des véhicules avec cette "
        "panne, ce qui la renforce (cote multipliée par {odds}).",
        _EN: "“{label}” is present: seen on {weight} % of vehicles with this fault, which "
        "speaks for it (odds times {odds}).",
    },
    "chain_for_absent": {
        _FR: "« {label} » est absent, ce qui renforce cette panne (cote multipliée par {odds}).",
        _EN: "“{label}” is absent, which speaks for this fault (odds times {odds}).",
    },
    "chain_for_unrelated": {
        _FR: "« {label} » est présent sans lien direct avec cette panne, mais s'accorde "
        "encore moins avec les autres (cote multipliée par {odds}).",
        _EN: "“{label}” is present without a direct link to this fault, but fits the others "
        "even less (odds times {odds}).",
    },
    "chain_against": {
        _FR: "« {label} » est présent, ce qui parle contre cette panne (cote multipliée par "
        "{odds}).",
        _EN: "“{label}” is present, which speaks against this fault (odds times {odds}).",
    },
    "chain_against_absent": {
        _FR: "« {label} » est absent, ce qui parle contre cette panne (cote multipliée par "
        "{odds}).",
        _EN: "“{label}” is absent, which speaks against this fault (odds times {odds}).",
    },
    "chain_end": {
        _FR: "Au total : {share} % de probabilité.",
        _EN: "In all: {share} % probability.",
    },
    "no_template": {
        _FR: "Aucun contrôle simple n'est connu : faites contrôler par un garage.",
        _EN: "No simple check is known: have it checked by a garage.",
    },
    "summary": {
        _FR: "{fault} : {share} % de probabilité, confiance {confidence}/100. {urgency}. "
        "{driving}.",
        _EN: "{fault}: {share} % probability, confidence {confidence}/100. {urgency}. {driving}.",
    },
    "summary_check": {_FR: "À vérifier d'abord : {check}.", _EN: "Check first: {check}."},
    "faq_why": {_FR: "Pourquoi « {fault} » ?", _EN: "Why “{fault}”?"},
    "faq_check": {_FR: "Comment vérifier « {fault} » ?", _EN: "How can “{fault}” be checked?"},
    "faq_drive": {_FR: "Peut-on rouler avec « {fault} » ?", _EN: "Can I drive with “{fault}”?"},
    "faq_parts": {_FR: "Quelles pièces pour « {fault} » ?", _EN: "Which parts for “{fault}”?"},
    "faq_causes": {_FR: "D'où vient « {fault} » ?", _EN: "What causes “{fault}”?"},
    "faq_cost": {
        _FR: "Combien de temps et de main-d'œuvre pour « {fault} » ?",
        _EN: "How much time and labour for “{fault}”?",
    },
    "answer_cost": {
        _FR: "{time} de travail ; main-d'œuvre de {low} à {high} {currency}, sans les pièces.",
        _EN: "{time} of work; labour from {low} to {high} {currency}, without parts.",
    },
    "html_findings": {_FR: "Constats", _EN: "Findings"},
    "html_why": {_FR: "Pourquoi", _EN: "Why"},
    "html_context": {_FR: "Contexte", _EN: "Context"},
    "html_check": {_FR: "Vérification", _EN: "Verification"},
    "html_urgency": {_FR: "Urgence", _EN: "Urgency"},
    "html_parts": {_FR: "Pièces", _EN: "Parts"},
    "html_causes": {_FR: "Causes premières", _EN: "Root causes"},
    "html_actions": {_FR: "Interventions", _EN: "Repairs"},
    "html_not_reviewed": {
        _FR: "Connaissances non relues par un expert.",
        _EN: "Knowledge not reviewed by an expert.",
    },
}

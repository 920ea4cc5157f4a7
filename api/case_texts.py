"""Texts about stored diagnoses in both languages, by key (G9)."""

from graph.vocabulary import Locale

CASE_TEXTS: dict[str, dict[Locale, str]] = {
    "outcome_recorded": {
        Locale.FR: "Enregistré. Relations instruites : {count}.",
        Locale.EN: "Recorded. Relationships taught: {count}.",
    },
    "outcome_suggested": {
        Locale.FR: "Proposées aux experts : {count}.",
        Locale.EN: "Suggested to experts: {count}.",
    },
    "replay_changed": {
        Locale.FR: "Le graphe actuel place une autre panne en tête.",
        Locale.EN: "Today's graph puts another fault first.",
    },
    "replay_same": {
        Locale.FR: "La première panne est restée la même.",
        Locale.EN: "The first fault is still the same.",
    },
    "case": {Locale.FR: "Cas", Locale.EN: "Case"},
    "date": {Locale.FR: "Date", Locale.EN: "Date"},
    "outcome": {Locale.FR: "Issue", Locale.EN: "Outcome"},
    "predicted": {Locale.FR: "Annoncée", Locale.EN: "Predicted"},
    "found": {Locale.FR: "Trouvée", Locale.EN: "Found"},
    "then": {Locale.FR: "Alors", Locale.EN: "Then"},
    "now": {Locale.FR: "Aujourd'hui", Locale.EN: "Now"},
    "change": {Locale.FR: "Écart", Locale.EN: "Change"},
    "finding": {Locale.FR: "Constat", Locale.EN: "Finding"},
    "graph_version": {Locale.FR: "version du graphe", Locale.EN: "graph version"},
    "pending": {Locale.FR: "en attente", Locale.EN: "pending"},
    "confirmed": {Locale.FR: "confirmé", Locale.EN: "confirmed"},
    "partial": {Locale.FR: "partiel", Locale.EN: "partial"},
    "incorrect": {Locale.FR: "incorrect", Locale.EN: "incorrect"},
    "stored_as": {
        Locale.FR: "Enregistré sous {id}. Dites ce qu'il en est advenu :"
        " faultgraph cases outcome {id} confirmed",
        Locale.EN: "Stored as {id}. Tell what became of it:"
        " faultgraph cases outcome {id} confirmed",
    },
}

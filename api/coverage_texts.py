"""Words of the coverage report, in both languages."""

from graph.vocabulary import Locale

COVERAGE_TEXTS: dict[str, dict[Locale, str]] = {
    "coverage_title": {
        Locale.FR: "Ce que le graphe sait, par famille de pannes",
        Locale.EN: "What the graph knows, by family of faults",
    },
    "coverage_heat_title": {
        Locale.FR: "Par panne en moyenne : du plus pauvre (rouge) au plus riche (vert)",
        Locale.EN: "Per fault on average: from the poorest (red) to the richest (green)",
    },
    "coverage_thin_title": {Locale.FR: "Pannes incomplètes", Locale.EN: "Incomplete faults"},
    "coverage_close_title": {
        Locale.FR: "Pannes les plus proches (bits que tous les constats peuvent donner au plus)",
        Locale.EN: "Closest faults (bits that all findings can tell at most)",
    },
    "coverage_family": {Locale.FR: "famille", Locale.EN: "family"},
    "coverage_total": {Locale.FR: "total", Locale.EN: "total"},
    "coverage_fault": {Locale.FR: "panne", Locale.EN: "fault"},
    "coverage_nearest": {Locale.FR: "la plus proche", Locale.EN: "nearest"},
    "coverage_missing": {Locale.FR: "il manque", Locale.EN: "missing"},
    "coverage_bits": {Locale.FR: "bits", Locale.EN: "bits"},
    "coverage_faults": {Locale.FR: "pannes", Locale.EN: "faults"},
    "coverage_observables": {Locale.FR: "constats", Locale.EN: "observables"},
    "coverage_symptoms": {Locale.FR: "symptômes", Locale.EN: "symptoms"},
    "coverage_signs": {Locale.FR: "signes", Locale.EN: "signs"},
    "coverage_codes": {Locale.FR: "codes", Locale.EN: "codes"},
    "coverage_tests": {Locale.FR: "tests", Locale.EN: "tests"},
    "coverage_root_causes": {Locale.FR: "causes", Locale.EN: "causes"},
    "coverage_parts": {Locale.FR: "pièces", Locale.EN: "parts"},
    "coverage_actions": {Locale.FR: "actions", Locale.EN: "actions"},
    "coverage_cards": {Locale.FR: "fiches", Locale.EN: "cards"},
    "coverage_trees": {Locale.FR: "arbres", Locale.EN: "trees"},
    "coverage_reviewed": {Locale.FR: "relues", Locale.EN: "reviewed"},
}

"""What errors about failure cards and their trees say in French, and short texts of both."""

from api.wording import ErrorText
from graph.vocabulary import Locale

#: By ``FaultgraphError.key``.
CARD_ERRORS: dict[str, ErrorText] = {
    "card.unknown": ErrorText(
        "il n'existe pas de fiche de panne « {id} »",
        "listez-les avec `GET /api/efi/failure-cards`",
    ),
    "card.reference": ErrorText(
        "{field} : le graphe n'a pas de « {id} » de cette sorte",
        "cherchez-le avec `GET /api/knowledge-graph/nodes/search`",
    ),
    "card.part_twice": ErrorText(
        "la pièce « {id} » est citée deux fois", "citez-la une fois, avec toute sa quantité"
    ),
    "card.no_time": ErrorText(
        "first_detected_at n'est pas une date",
        "écrivez 2026-05-31 ou 2026-05-31T08:30:00+02:00",
    ),
    "card.stale": ErrorText(
        "la fiche en est à la version {current}, et non {expected} ; rien n'a été écrit",
        "relisez-la et appliquez votre modification à son état actuel",
    ),
    "card.in_review": ErrorText(
        "la fiche est {status} : seul un brouillon se modifie", "rejetez-la d'abord"
    ),
    "card.published": ErrorText(
        "la fiche est {status} : seul un brouillon se modifie",
        "faites-en un brouillon avec `/revise`",
    ),
    "card.step": ErrorText(
        "{action} : impossible tant que la fiche est {status}",
        "possible maintenant : {allowed}",
    ),
    "card.foreign": ErrorText(
        "la fiche appartient à un autre garage",
        "adressez-vous à ce garage, ou rédigez votre propre fiche",
    ),
    "card.own": ErrorText(
        "personne n'approuve une fiche qu'il a commencée", "demandez à un autre expert"
    ),
    "card.no_reason": ErrorText("un rejet dit pourquoi", "dites à l'auteur ce qui est à modifier"),
    "card.lacks_symptoms": ErrorText(
        "il manque à la fiche un symptôme, un code défaut ou un texte par lequel on la trouve",
        "ajoutez-le et soumettez à nouveau",
    ),
    "card.lacks_resolution_steps": ErrorText(
        "il manque à la fiche les étapes de la réparation", "ajoutez-les et soumettez à nouveau"
    ),
    "card.no_tree": ErrorText(
        "la fiche « {id} » n'a pas d'arbre de diagnostic",
        "suivez ses verification_steps, ou ajoutez un diagnostic_tree",
    ),
    "walk.no_node": ErrorText(
        "une réponse va avec un nœud",
        "donnez le node_id de la question, ou omettez la réponse pour commencer",
    ),
    "walk.unknown_node": ErrorText(
        "l'arbre de cette fiche n'a pas de nœud « {node} »",
        "recommencez sans node_id, ou voyez `GET /failure-cards/{{id}}/tree`",
    ),
    "walk.nothing_asked": ErrorText(
        "le nœud « {node} » ne demande rien : c'est une conclusion",
        "omettez la réponse, ou recommencez sans node_id",
    ),
    "tree.empty": ErrorText(
        "l'arbre n'a aucun nœud", "donnez au moins une question, ou omettez l'arbre"
    ),
    "tree.too_many": ErrorText("l'arbre a plus de {other} nœuds", "partagez la fiche"),
    "tree.duplicate": ErrorText(
        "il y a deux nœuds {node}", "donnez à chaque nœud son propre identifiant"
    ),
    "tree.root_unknown": ErrorText(
        "la racine {node} n'est aucun des nœuds", "nommez la première question"
    ),
    "tree.dangling": ErrorText(
        "{node} mène à {other}, qui n'est aucun des nœuds",
        "ajoutez ce nœud, ou menez ailleurs",
    ),
    "tree.half": ErrorText(
        "{node} n'a de branche que pour une réponse, et pas de conclusion",
        "donnez l'autre branche, leads_to_root_cause ou rules_out",
    ),
    "tree.mute": ErrorText(
        "{node} n'a ni branche ni conclusion",
        "donnez if_yes et if_no, leads_to_root_cause ou rules_out",
    ),
    "tree.both": ErrorText(
        "{node} a une branche par réponse et une conclusion à laquelle aucune ne mène",
        "mettez la conclusion dans un nœud à elle",
    ),
    "tree.two_conclusions": ErrorText(
        "{node} confirme une cause et exclut la panne",
        "gardez l'un de leads_to_root_cause et rules_out",
    ),
    "tree.same": ErrorText(
        "les deux réponses de {node} mènent à {other}", "supprimez la question, ou menez ailleurs"
    ),
    "tree.silent": ErrorText("{node} a des branches, mais pas de question", "écrivez la question"),
    "tree.circle": ErrorText("{node} ramène à lui-même", "menez à un nœud plus bas"),
    "tree.parents": ErrorText(
        "deux branches mènent à la question {node}",
        "posez-la à un seul endroit, ou faites-en deux nœuds",
    ),
    "tree.unreachable": ErrorText("aucune branche ne mène à {node}", "menez-y, ou supprimez-le"),
}

#: Short texts by key.
CARD_TEXTS: dict[str, dict[Locale, str]] = {
    "card_id": {Locale.FR: "fiche", Locale.EN: "card"},
    "card_title": {Locale.FR: "panne", Locale.EN: "failure"},
    "card_status": {Locale.FR: "statut", Locale.EN: "status"},
    "card_used": {Locale.FR: "confiance · usages", Locale.EN: "confidence · uses"},
    "card_confidence": {
        Locale.FR: "confiance affichée {score} ({level}), utilisée {used} fois",
        Locale.EN: "shown confidence {score} ({level}), used {used} times",
    },
    "card_symptoms": {Locale.FR: "Se voit à", Locale.EN: "Shows as"},
    "card_codes": {Locale.FR: "Codes", Locale.EN: "Codes"},
    "card_cause": {Locale.FR: "Cause", Locale.EN: "Cause"},
    "card_checks": {Locale.FR: "Vérifier", Locale.EN: "Verify"},
    "card_repair": {Locale.FR: "Réparer", Locale.EN: "Repair"},
    "card_parts": {Locale.FR: "Pièces", Locale.EN: "Parts"},
    "card_part_sometimes": {Locale.FR: "si nécessaire", Locale.EN: "if needed"},
    "card_draft": {Locale.FR: "brouillon", Locale.EN: "draft"},
    "card_pending_review": {Locale.FR: "à relire", Locale.EN: "under review"},
    "card_approved": {Locale.FR: "approuvée", Locale.EN: "approved"},
    "card_deprecated": {Locale.FR: "retirée", Locale.EN: "withdrawn"},
    "card_level_low": {Locale.FR: "basse", Locale.EN: "low"},
    "card_level_medium": {Locale.FR: "moyenne", Locale.EN: "medium"},
    "card_level_high": {Locale.FR: "haute", Locale.EN: "high"},
    "card_level_verified": {Locale.FR: "vérifiée", Locale.EN: "verified"},
    "card_cost": {Locale.FR: "Coût estimé", Locale.EN: "Estimated cost"},
    "card_expected": {Locale.FR: "Attendu", Locale.EN: "Expected"},
    "card_yes": {Locale.FR: "oui", Locale.EN: "yes"},
    "card_no": {Locale.FR: "non", Locale.EN: "no"},
    "walk_confirms": {Locale.FR: "confirmé : {label}", Locale.EN: "confirmed: {label}"},
    "walk_rules_out": {
        Locale.FR: "ce n'est pas cette panne : reprenez le diagnostic",
        Locale.EN: "it is not this failure: go back to the diagnosis",
    },
}

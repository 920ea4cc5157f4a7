"""What errors about tickets, technicians' actions and parts say in French."""

from api.wording import ErrorText
from graph.vocabulary import Locale

#: By ``FaultgraphError.key``.
TICKET_ERRORS: dict[str, ErrorText] = {
    "ticket.unknown": ErrorText(
        "il n'existe pas de ticket « {id} »",
        "listez ceux qui existent avec `GET /api/efi/tickets`",
    ),
    "ticket.no_such": ErrorText("« {id} » n'existe pas", "listez ce qui existe avec {where}"),
    "ticket.transition": ErrorText(
        "un ticket {before} ne peut pas devenir {after}", "possible depuis {before} : {allowed}"
    ),
    "ticket.closed": ErrorText(
        "un ticket {before} ne peut pas devenir {after}", "un ticket clos le reste"
    ),
    "ticket.closed_field": ErrorText(
        "le ticket est clos : {name} reste tel quel", "un ticket clos n'admet plus que {taken}"
    ),
    "ticket.not_at_work": ErrorText(
        "le ticket est {status} : aucun travail ne peut y être enregistré",
        "rouvrez d'abord un ticket résolu (status in_progress) ; un ticket clos le reste",
    ),
    "ticket.no_resolution": ErrorText(
        "personne ne dit comment le ticket a été résolu", "dites en une phrase ce qui a été fait"
    ),
    "ticket.early_resolution": ErrorText(
        "{name} ne va qu'avec le statut resolved",
        "ne l'envoyez pas, ou changez-le avec `PATCH /api/efi/tickets/{{id}}`",
    ),
    "ticket.not_repaired": ErrorText(
        "le ticket est {status} : il n'y a pas encore eu de réparation dont revenir",
        "désignez le ticket de la réparation qui n'a pas tenu",
    ),
    "ticket.currency": ErrorText(
        "des pièces du ticket sont en {ticket} : sa devise reste",
        "choisissez la devise avant d'allouer des pièces",
    ),
    "ticket.parts_open": ErrorText(
        "des pièces sont allouées sans que leur sort soit connu : {parts}",
        "dites pour chacune si elle a été utilisée, rendue ou abîmée, puis fermez le ticket",
    ),
    "action.unknown": ErrorText(
        "il n'existe pas d'action « {id} »",
        "listez celles qui existent avec `GET /api/efi/technician-actions`",
    ),
    "action.no_such": ErrorText(
        "il n'existe pas de {label} « {id} »",
        "cherchez-le avec `GET /api/knowledge-graph/nodes/search`, ou ne l'envoyez pas",
    ),
    "action.no_usage": ErrorText(
        "le ticket n'a pas de pièce « {id} »",
        "listez celles du ticket avec `GET /api/efi/part-usage?ticket_id=…`",
    ),
    "action.photo": ErrorText(
        "la photo {place} n'est pas l'adresse d'un fichier sur le web",
        "donnez une adresse https sans nom d'utilisateur ni mot de passe",
    ),
    "action.no_card": ErrorText(
        "{name} parle de la fiche utilisée, et aucune n'est nommée", "donnez failure_card_used"
    ),
    "action.no_outcome": ErrorText(
        "personne ne dit comment la réparation avec la fiche s'est terminée",
        "donnez resolution_outcome : success, partial, failed ou escalated",
    ),
    "action.times": ErrorText(
        "l'action finit avant de commencer", "donnez une heure qui ne précède pas started_at"
    ),
    "action.completed": ErrorText(
        "l'action est terminée : ce qui a été dit reste tel quel",
        "enregistrez une autre action sur le ticket",
    ),
    "action.key_taken": ErrorText(
        "cette clé a servi pour un autre ticket", "envoyez une autre clé"
    ),
    "usage.unknown": ErrorText(
        "il n'existe pas de pièce allouée « {id} »",
        "listez celles qui existent avec `GET /api/efi/part-usage`",
    ),
    "usage.key_taken": ErrorText("cette clé a servi pour un autre ticket", "envoyez une autre clé"),
    "usage.movement_key": ErrorText(
        "cette clé a servi pour un autre mouvement : {quantity} {kind}", "envoyez une autre clé"
    ),
    "usage.pieces": ErrorText(
        "un mouvement porte sur une pièce au moins", "donnez un nombre entier à partir de 1"
    ),
    "usage.too_many": ErrorText(
        "{pieces} pièces, c'est trop : sur {allocated} allouées, {open} sont en attente",
        "allouez-en d'autres, ou donnez le bon nombre",
    ),
    "usage.no_name": ErrorText(
        "la pièce n'a pas de nom, et le graphe ne la connaît pas",
        "donnez part_name, ou l'identifiant d'une pièce du graphe",
    ),
    "usage.currency": ErrorText(
        "le ticket est en {ticket} : des montants en {told} ne s'y ajoutent pas",
        "donnez le prix en {ticket}, ou changez d'abord la devise du ticket",
    ),
}

#: Short texts by key.
TICKET_TEXTS: dict[str, dict[Locale, str]] = {
    "ticket_id": {Locale.FR: "ticket", Locale.EN: "ticket"},
    "ticket_status": {Locale.FR: "état", Locale.EN: "state"},
    "ticket_priority": {Locale.FR: "priorité", Locale.EN: "priority"},
    "ticket_title": {Locale.FR: "plainte", Locale.EN: "complaint"},
    "ticket_vehicle": {Locale.FR: "Véhicule", Locale.EN: "Vehicle"},
    "ticket_customer": {Locale.FR: "Client", Locale.EN: "Customer"},
    "ticket_technician": {Locale.FR: "Technicien", Locale.EN: "Technician"},
    "ticket_suggestions": {Locale.FR: "Fiches proposées", Locale.EN: "Suggested cards"},
    "ticket_no_match": {Locale.FR: "Recherche de fiches échouée", Locale.EN: "Matching failed"},
    "ticket_resolution": {Locale.FR: "Réparation", Locale.EN: "Repair"},
    "ticket_cost": {Locale.FR: "Coût", Locale.EN: "Cost"},
    "ticket_cost_sum": {
        Locale.FR: "pièces {parts}, main-d'œuvre {labour}",
        Locale.EN: "parts {parts}, labour {labour}",
    },
    "ticket_history": {Locale.FR: "Suivi", Locale.EN: "History"},
    "ticket_open": {Locale.FR: "ouvert", Locale.EN: "open"},
    "ticket_in_progress": {Locale.FR: "en cours", Locale.EN: "in progress"},
    "ticket_pending_parts": {Locale.FR: "attend des pièces", Locale.EN: "waits for parts"},
    "ticket_resolved": {Locale.FR: "résolu", Locale.EN: "resolved"},
    "ticket_closed": {Locale.FR: "clos", Locale.EN: "closed"},
    "ticket_priority_low": {Locale.FR: "priorité basse", Locale.EN: "low priority"},
    "ticket_priority_medium": {Locale.FR: "priorité normale", Locale.EN: "normal priority"},
    "ticket_priority_high": {Locale.FR: "priorité haute", Locale.EN: "high priority"},
    "ticket_priority_critical": {Locale.FR: "urgent", Locale.EN: "urgent"},
    "ticket_part_used": {Locale.FR: "posée(s)", Locale.EN: "used"},
    "ticket_part_returned": {Locale.FR: "rendue(s)", Locale.EN: "returned"},
    "ticket_part_damaged": {Locale.FR: "abîmée(s)", Locale.EN: "damaged"},
    "ticket_part_open": {Locale.FR: "en attente", Locale.EN: "open"},
    "substitute_not_known": {
        Locale.FR: "le graphe ne sait pas si cette pièce remplace l'autre : à vérifier",
        Locale.EN: "the graph does not know whether this part replaces the other: check it",
    },
    "review_card_pending_review": {
        Locale.FR: "l'auteur la propose : à approuver ou à rejeter",
        Locale.EN: "its author submits it: approve or reject it",
    },
    "review_card_draft": {
        Locale.FR: "brouillon : à compléter, puis à soumettre",
        Locale.EN: "a draft: complete it, then submit it",
    },
    "review_suggestion": {
        Locale.FR: "vus ensemble lors de réparations, sans que personne ait écrit pourquoi",
        Locale.EN: "seen together in repairs, but nobody has written why",
    },
    "review_match_failed": {
        Locale.FR: "aucune fiche n'a pu être rapprochée de ce ticket",
        Locale.EN: "no card could be matched with this ticket",
    },
}

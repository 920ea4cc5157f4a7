"""What errors about tickets, technicians' actions and parts say in French."""

from api.wording import ErrorText

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
    "ticket.parts_open": ErrorText(
        "des pièces sont allouées sans que leur sort soit connu : {parts}",
        "dites pour chacune si elle a été utilisée, rendue ou abîmée, puis fermez le ticket",
    ),
}

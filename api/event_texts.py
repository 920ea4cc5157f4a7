"""French of what is told of events."""

from api.wording import ErrorText

EVENT_ERRORS: dict[str, ErrorText] = {
    "event.unknown": ErrorText(
        "il n'y a pas d'événement « {id} »", "listez ceux qui existent : `GET /api/efi/events`"
    ),
    "event.not_waiting": ErrorText(
        "l'événement est {status} : il n'y a rien à retenter",
        "seuls les événements abandonnés ou en attente d'un nouvel essai sont retentés",
    ),
    "event.streams_full": ErrorText(
        "{most} flux d'événements sont déjà ouverts",
        "fermez-en un, ou augmentez FAULTGRAPH_EVENT_STREAMS",
    ),
}

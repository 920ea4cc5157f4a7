"""What an error says in the reader's language.

Errors carry English where they are raised, and the key of their French here. What only the
operator can mend is told to a caller in general words: the log has the rest.
"""

from api.access_texts import ACCESS_ERRORS
from api.card_texts import CARD_ERRORS
from api.event_texts import EVENT_ERRORS
from api.matching_texts import MATCHING_ERRORS
from api.ticket_texts import TICKET_ERRORS
from api.vehicle_texts import VEHICLE_ERRORS
from api.wording import ErrorText
from graph.errors import FaultgraphError
from graph.vocabulary import Locale

#: French by ``FaultgraphError.key``; the placeholders are its ``values``.
FRENCH: dict[str, ErrorText] = {
    "role.too_low": ErrorText(
        "cette opération demande le rôle {needed}, le vôtre est {role}",
        "demandez ce rôle à un administrateur, ou adressez-vous à quelqu'un qui l'a",
    ),
    "finding.not_one": ErrorText(
        "un constat est exactement un parmi id, code et text",
        'par exemple {{"code": "P0171"}} ou {{"text": "ralenti instable"}}',
    ),
    "finding.empty": ErrorText("un constat est vide", "dites ce qui a été constaté"),
    "finding.contradiction": ErrorText(
        "{observable} est signalé à la fois présent et absent",
        "gardez un seul des deux : {first} ou {other}",
    ),
    "code.invalid": ErrorText(
        "« {code} » n'est pas un code défaut",
        "un code : une lettre P, B, C ou U, un chiffre de 0 à 3, puis trois signes de 0-9 ou A-F",
    ),
    "finding.status_without_code": ErrorText(
        "dtc_status et freeze_frame vont avec un code défaut présent",
        'par exemple {{"code": "P0171", "dtc_status": "pending"}}',
    ),
    "freeze_frame.unknown": ErrorText(
        "un relevé figé n'a pas de valeur « {name} »", "valeurs connues : {known}"
    ),
    "freeze_frame.range": ErrorText(
        "{name} vaut {value}, hors de la plage {low} à {high} {unit}",
        "donnez {name} en {unit}, ou omettez cette valeur",
    ),
    "scan.too_long": ErrorText(
        "ce rapport a {count} caractères, {most} au plus sont lus",
        "envoyez la partie qui énumère les codes",
    ),
    "scan.unreadable": ErrorText(
        "le rapport « {file} » ne peut pas être lu",
        "donnez un fichier texte en UTF-8, ou - pour l'entrée standard",
    ),
    "scan.too_many": ErrorText(
        "ce rapport énumère {count} codes, {most} au plus sont lus",
        "envoyez un calculateur après l'autre",
    ),
    "text.too_long": ErrorText(
        "ce texte a {count} caractères, {most} au plus sont lus",
        "décrivez les symptômes en quelques phrases, ou envoyez-les en plusieurs constats",
    ),
    "text.too_many": ErrorText(
        "ce texte énumère {count} constats, {most} au plus sont lus",
        "omettez ce qui n'est pas un symptôme, ou envoyez plusieurs requêtes",
    ),
    "observable.unknown": ErrorText(
        "il n'existe pas d'observable « {id} »",
        "cherchez les identifiants avec `GET /api/knowledge-graph/nodes/search`",
    ),
    "fault.unknown": ErrorText(
        "il n'existe pas de panne « {id} »",
        "listez les pannes avec `GET /api/knowledge-graph/nodes?kind=Fault`",
    ),
    "vehicle.unknown": ErrorText(
        "il n'existe ni modèle, ni moteur, ni véhicule « {id} »",
        "cherchez les identifiants avec `GET /api/knowledge-graph/nodes?kind=VehicleModel`",
    ),
    "risk.no_mileage": ErrorText(
        "le kilométrage n'est pas connu", "donnez ?km=, le kilométrage du véhicule"
    ),
    "risk.mileage_range": ErrorText(
        "ce n'est pas un kilométrage", "donnez un kilométrage de 0 à {most}"
    ),
    **MATCHING_ERRORS,
    **VEHICLE_ERRORS,
    **EVENT_ERRORS,
    **TICKET_ERRORS,
    **ACCESS_ERRORS,
    **CARD_ERRORS,
    "graph.empty": ErrorText(
        "le graphe ne contient aucune connaissance", "lancez `faultgraph seed`"
    ),
    "cursor.invalid": ErrorText(
        "ce curseur ne vient pas de cette liste",
        "prenez le next_cursor de la page précédente, ou ne l'envoyez pas",
    ),
    "knowledge.unknown": ErrorText(
        "aucune connaissance n'a l'identifiant « {id} »",
        "cherchez-la avec `GET /api/knowledge-graph/nodes/search`",
    ),
    "status.transition": ErrorText(
        "le statut {before} ne peut pas devenir {after}",
        "possible depuis {before} : {allowed}",
    ),
    "version.stale": ErrorText(
        "la version est désormais {current}, et non {expected}",
        "relisez-la, puis décidez d'après son état actuel",
    ),
    "revision.unknown": ErrorText(
        "{id} n'a pas d'état antérieur à la version {version} du graphe",
        "prenez une version parmi les révisions de `GET /nodes/{{id}}`",
    ),
    "card.own_states": ErrorText(
        "{id} est une fiche de panne, ou fait partie d'une fiche, qui a ses propres états",
        "modifiez la fiche avec `PUT /api/efi/failure-cards/{{id}}`, ou faites-la avancer avec"
        " `POST` …/submit, /approve, /reject, /deprecate ou /revise",
    ),
    "key.wrong": ErrorText(
        "la clé d'accès manque ou n'est pas la bonne",
        "envoyez la clé avec laquelle le serveur a été démarré (FAULTGRAPH_API_KEY), une clé d'API"
        " ou un jeton d'accès",
    ),
    "body.too_large": ErrorText(
        "le corps de la requête dépasse {bytes} octets",
        "envoyez moins, ou augmentez FAULTGRAPH_MAX_BODY_KB",
    ),
    "body.not_json": ErrorText(
        "le corps de la requête n'est pas du JSON valable (position {position})",
        "envoyez un objet JSON en UTF-8",
    ),
    "body.not_text": ErrorText(
        "le corps de la requête n'est pas du JSON : pas en UTF-8, ou trop profondément imbriqué",
        "envoyez un objet JSON en UTF-8",
    ),
    "address.unknown": ErrorText(
        "il n'y a rien à cette adresse", "les adresses sont décrites sous /docs"
    ),
    "method.refused": ErrorText(
        "cette adresse n'admet pas la méthode {method}", "méthodes admises : {allowed}"
    ),
    "request.refused": ErrorText("la requête est refusée"),
    "case.unknown": ErrorText(
        "il n'existe pas de cas « {id} »",
        "prenez le diagnosis_id d'une réponse enregistrée, ou voyez `GET /cases`",
    ),
    "outcome.fault_unknown": ErrorText(
        "il n'existe pas de panne active « {id} »",
        "donnez l'identifiant d'une panne active ; pour une cause que le graphe n'a pas : outcome"
        ' "incorrect" et fault_id "unlisted"',
    ),
    "outcome.predicted": ErrorText(
        "la panne annoncée ne peut pas être la vraie d'un diagnostic incorrect",
        "dites confirmed, ou donnez la panne trouvée",
    ),
    "outcome.no_fault": ErrorText(
        "aucune panne n'était annoncée : il faut donner celle qui a été trouvée",
        "donnez l'identifiant de la panne trouvée",
    ),
    "outcome.told": ErrorText(
        "ce cas a déjà l'issue « {outcome} » ; rien n'a été écrit",
        "voyez-la avec `GET /cases/{{id}}` ; une issue se dit une seule fois",
    ),
    "privacy.nothing_named": ErrorText(
        "rien n'est désigné", "donnez un cas, un ticket, un VIN, une plaque ou un contact"
    ),
}

_LOG = "l'exploitant du serveur trouvera les détails dans son journal"
_LOG_EN = "the log of the server has the details"
#: By code, what a caller is told of an error that only the operator can mend.
OPERATOR: dict[str, dict[Locale, ErrorText]] = {
    code: {Locale.FR: ErrorText(french, _LOG), Locale.EN: ErrorText(english, _LOG_EN)}
    for code, french, english in (
        ("internal", "erreur inattendue", "an unexpected error"),
        ("database_error", "la base de données a refusé la demande", "the database refused"),
        (
            "database_unavailable",
            "la base de données ne répond pas ; réessayez plus tard",
            "the database does not answer; try again later",
        ),
        (
            "local_server",
            "la base de données ne fonctionne pas",
            "the database does not run",
        ),
        (
            "timeout",
            "la base de données n'a pas répondu à temps",
            "the database did not answer in time",
        ),
        ("configuration", "le serveur est mal configuré", "the server is not configured well"),
        (
            "migration",
            "la base de données n'est pas à la version attendue",
            "the database is not at the version that is expected",
        ),
        ("knowledge", "les connaissances sont incorrectes", "the knowledge is wrong"),
        ("notification", "une notification n'est pas partie", "a notification was not delivered"),
    )
}


def for_caller(error: FaultgraphError, locale: Locale) -> ErrorText:
    """Return what a caller of the HTTP interface may read of an error."""
    if error.code in OPERATOR:
        return OPERATOR[error.code][locale]
    return in_language(error, locale)


def in_language(error: FaultgraphError, locale: Locale) -> ErrorText:
    """Return message and fix in a language; English where no translation is known."""
    french = FRENCH.get(error.key or "") if locale is Locale.FR else None
    if french is None:
        return ErrorText(error.message, error.fix)
    return ErrorText(
        french.message.format(**error.values),
        french.fix.format(**error.values) if french.fix else None,
    )

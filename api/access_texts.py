"""What errors about sign-in, users, keys and garages say in French; none repeats a secret."""

from api.wording import ErrorText

#: By ``FaultgraphError.key``.
ACCESS_ERRORS: dict[str, ErrorText] = {
    "token.expired": ErrorText(
        "le jeton d'accès n'est plus valable",
        "demandez-en un nouveau avec le jeton de renouvellement, ou connectez-vous à nouveau",
    ),
    "token.invalid": ErrorText(
        "le jeton d'accès n'est pas valable",
        "connectez-vous à nouveau avec POST /api/auth/login",
    ),
    "token.refresh": ErrorText(
        "le jeton de renouvellement n'est pas valable",
        "connectez-vous à nouveau avec POST /api/auth/login",
    ),
    "token.missing": ErrorText(
        "personne n'est connecté",
        "connectez-vous avec POST /api/auth/login et envoyez le jeton d'accès comme Bearer",
    ),
    "login.wrong": ErrorText(
        "le nom d'utilisateur ou le mot de passe est faux",
        "saisissez-les à nouveau ; un administrateur peut donner un nouveau mot de passe",
    ),
    "login.too_many": ErrorText(
        "trop d'essais : réessayez dans {seconds} s",
        "attendez, puis réessayez ; un administrateur peut donner un nouveau mot de passe",
    ),
    "password.length": ErrorText(
        "un mot de passe a de {least} à {most} caractères",
        "prenez quelques mots qui ne vont pas ensemble",
    ),
    "password.common": ErrorText(
        "ce mot de passe est facile à deviner",
        "prenez quelques mots qui ne vont pas ensemble, sans votre nom",
    ),
    "password.wrong": ErrorText(
        "le mot de passe actuel est faux",
        "envoyez celui avec lequel vous vous connectez",
    ),
    "password.no_user": ErrorText(
        "seul un utilisateur connecté a un mot de passe",
        "connectez-vous avec POST /api/auth/login",
    ),
    "user.name": ErrorText(
        "un nom d'utilisateur a de 2 à 64 lettres de a à z, chiffres et . _ @ + -",
        "par exemple m.durand, ou une adresse électronique",
    ),
    "user.taken": ErrorText("le nom d'utilisateur « {username} » est pris", "prenez-en un autre"),
    "user.unknown": ErrorText(
        "il n'y a pas d'utilisateur « {id} »",
        "listez ceux qui existent avec GET /api/auth/users",
    ),
    "user.first": ErrorText(
        "le premier administrateur est créé en ligne de commande",
        "faultgraph user create NOM --role admin, puis connectez-vous",
    ),
    "user.last_administrator": ErrorText(
        "c'est le dernier administrateur actif", "créez d'abord un autre administrateur"
    ),
    "user.cross_garage_role": ErrorText(
        "seuls les experts et les administrateurs peuvent voir tous les garages",
        "donnez le rôle expert ou admin, ou omettez is_cross_garage",
    ),
    "garage.beyond": ErrorText(
        "cela va au-delà de votre garage",
        "demandez à un administrateur qui voit tous les garages",
    ),
    "garage.id": ErrorText(
        "l'identifiant d'un garage a de 3 à 64 lettres minuscules, chiffres et _",
        "par exemple garage_lyon",
    ),
    "garage.taken": ErrorText(
        "il y a un garage « {id} » sous un autre nom", "prenez un autre identifiant"
    ),
    "api_key.wrong": ErrorText(
        "la clé d'API n'est pas valable", "prenez-en une nouvelle avec POST /api/auth/api-keys"
    ),
    "api_key.bound": ErrorText(
        "cette clé est limitée à d'autres opérations",
        "utilisez une autre clé, ou créez-en une pour cette opération",
    ),
    "api_key.unknown": ErrorText(
        "il n'y a pas de clé « {id} »", "listez celles qui existent avec GET /api/auth/api-keys"
    ),
    "store.anonymous": ErrorText(
        "seul qui est connecté peut enregistrer un diagnostic",
        "connectez-vous, ou omettez store",
    ),
}

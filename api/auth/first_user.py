"""The first user and the first key close the door, so only who holds the server makes them."""

from engine.principal import Principal
from graph.errors import ConflictError

_LOCAL = "local"


def refuse_before_the_first(principal: Principal) -> None:
    """Refuse whoever came in only because nobody has to sign in yet.

    Raises:
        ConflictError: the first administrator is made on the command line.
    """
    if principal.id == _LOCAL:
        raise ConflictError(
            "the first administrator is made on the command line",
            fix="faultgraph user create NAME --role admin, then sign in",
            key="user.first",
        )

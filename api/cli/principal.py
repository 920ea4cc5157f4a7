"""Who the command line acts as: whoever reaches the database may do everything in the garage."""

from engine.principal import Principal
from graph.settings import Settings
from graph.vocabulary_records import Role


def local_principal(settings: Settings) -> Principal:
    """Return an administrator of the garage of the settings."""
    return Principal("cli", "command line", Role.ADMIN, settings.garage_id)

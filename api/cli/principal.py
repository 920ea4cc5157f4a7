"""Who the command line acts as: whoever reaches the database may do everything in it."""

from engine.principal import Principal
from graph.settings import Settings
from graph.vocabulary_records import Role


def local_principal(settings: Settings, *, is_cross_garage: bool = False) -> Principal:
    """Return an administrator of the garage of the settings, or of all garages."""
    name = "command line"
    return Principal("cli", name, Role.ADMIN, settings.garage_id, is_cross_garage=is_cross_garage)

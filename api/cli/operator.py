"""Who acts on the command line: whoever reaches the database, as administrator of the garage."""

from engine.principal import Principal
from graph.settings import Settings
from graph.vocabulary_records import Role


def operator_of(settings: Settings) -> Principal:
    """Return the principal of a command."""
    return Principal("cli", "cli", Role.ADMIN, settings.garage_id, is_cross_garage=False)

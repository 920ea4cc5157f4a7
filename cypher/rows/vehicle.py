"""Rows of the queries below ``cypher/vehicle``."""

from cypher.rows import Row

Names = tuple[str, str, list[str]]


class ListVehicleNamesRow(Row):
    """Names of makes, models and engine families; tuples as the query's header says."""

    makes: list[Names]
    models: list[tuple[str, str, list[str], str, int | None, int | None, str | None, list[str]]]
    engines: list[tuple[str, str, list[str], str, int | None, int | None, str | None]]

"""Rows of the queries below ``cypher/event``."""

from cypher.rows import Row


class MergeEventsRow(Row):
    """How many events were new."""

    written: int

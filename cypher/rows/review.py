"""Rows of the queries below ``cypher/review``."""

from typing import Any

from cypher.rows import Row


class ListReviewItemsRow(Row):
    """One page of what waits for an expert; maps as the query's header says."""

    graph_version: int
    items: list[dict[str, Any]]

"""Rows of the queries below ``cypher/seed``."""

from cypher.rows import Row


class ListContentHashesRow(Row):
    """Hash and status of everything that seeds wrote; tuples as the query's header says."""

    parameters: list[str | float]
    nodes: list[tuple[str, str, str, bool]]
    relationships: list[tuple[str, str, str, str, bool]]


class ListAuthoredCountsRow(Row):
    """Authored alpha and beta by relation id."""

    counts: list[tuple[str, float, float]]


class MergeGraphVersionRow(Row):
    """The new graph version."""

    version: int


class MergeGraphParametersRow(Row):
    """The version that has these parameters."""

    version: int


class MergeRevisionsRow(Row):
    """How many revisions were kept."""

    revisions: int


class MergeNodesRow(Row):
    """How many nodes were written."""

    written: int


class MergeEmbeddingsRow(Row):
    """How many vectors were stored."""

    written: int


class MergeRelationshipsRow(Row):
    """How many relationships were written."""

    written: int


class LinkRelationshipsRow(Row):
    """How many relationships were created."""

    written: int


class MergeAuthoredCountsRow(Row):
    """How many relationships got counts."""

    written: int


class MergeDeprecatedNodesRow(Row):
    """How many nodes were marked deprecated."""

    written: int


class MergeDeprecatedRelationshipsRow(Row):
    """How many relationships were marked deprecated."""

    written: int


class DeletePriorMassRow(Row):
    """How many sums were removed."""

    deleted: int


class MergePriorMassRow(Row):
    """How many sums were written."""

    classes: int

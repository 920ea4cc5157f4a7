"""Rows of the queries below ``cypher/migration``."""

from datetime import datetime

from cypher.rows import NoRow, Row


class MergeVersionConstraintRow(NoRow):
    """A schema command returns nothing."""


class MergeLockConstraintRow(NoRow):
    """A schema command returns nothing."""


class MergeLockRow(Row):
    """The lock that is held now."""

    lock_id: str


class MergeBaselineRow(Row):
    """The first node of the chain."""

    version: str


class ListAppliedMigrationsRow(Row):
    """One node of the chain, and how it came there."""

    version: str
    description: str | None = None
    source: str | None = None
    checksum: str | None = None
    previous_version: str | None = None
    applied_at: datetime | None = None
    applied_by: str | None = None
    connected_as: str | None = None
    duration_ms: int | None = None


class LinkMigrationRow(Row):
    """The version that was appended."""

    version: str


class FindConnectedUserRow(Row):
    """User of the database."""

    user_name: str


class FindVectorIndexRow(Row):
    """State and shape of the vector index."""

    state: str
    dimension: int
    similarity: str
    labels: list[str]
    properties: list[str]


class MergeVectorIndexRow(NoRow):
    """A schema command returns nothing."""


class DeleteVectorIndexRow(NoRow):
    """A schema command returns nothing."""


class MergeCardVectorIndexRow(NoRow):
    """A schema command returns nothing."""


class DeleteCardVectorIndexRow(NoRow):
    """A schema command returns nothing."""


class FindEmbeddingModelRow(Row):
    """Model and dimension of the stored vectors."""

    model_id: str
    dimension: int


class MergeEmbeddingModelRow(Row):
    """Model and dimension that are stored now."""

    model_id: str
    dimension: int


class DeleteEmbeddingModelRow(Row):
    """How many were forgotten."""

    deleted: int


class DeleteEmbeddingsRow(Row):
    """How many aliases lost their vector."""

    deleted: int

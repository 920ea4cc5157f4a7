"""What relationships may hold: the metadata of every knowledge relationship, and each type's own.

A relationship of knowledge carries the whole KnowledgeRelationship of EFI 3.5 (requirements G2);
labels and types of its ends are derived on output. Values are refused, never converted.
"""

from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from graph.contexts import parse_context
from graph.errors import InvalidInputError
from graph.vocabulary import (
    CreationMethod,
    EvidenceState,
    KnowledgeStatus,
    RelationshipType,
    Severity,
    SourceKind,
)
from graph.vocabulary_codes import DtcStatus

Aligned = tuple[tuple[str, ...], ...]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Amount = Annotated[float, Field(ge=0.0)]
Km = Annotated[int, Field(ge=0)]
Year = Annotated[int, Field(ge=1880, le=2100)]
RelationId = Annotated[str, Field(pattern=r"^rel_\S+$")]


class _MisalignedError(ValueError):
    """Lists that belong together differ in length."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"{', '.join(names)} differ in length")
        self.field = names[0]


def _refuse_unknown_context(written: str) -> None:
    try:
        parse_context(written)
    except InvalidInputError as error:
        raise ValueError(error.message) from error


class PlainRelationship(BaseModel):
    """Base: no properties but the declared ones, no conversions, no NaN."""

    ALIGNED: ClassVar[Aligned] = ()

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        use_enum_values=True,
        validate_default=True,  # or a default would stay an enum member
    )

    @model_validator(mode="after")
    def _lists_align(self) -> Self:
        for names in self.ALIGNED:
            if len({len(getattr(self, name) or ()) for name in names}) > 1:
                raise _MisalignedError(names)
        return self


class KnowledgeRelationship(PlainRelationship):
    """Metadata of every relationship between knowledge nodes.

    Attributes:
        relation_id: stable id, unique within its type.
        status_by: who decided on the status; seeds then leave it alone.
        weight: strength; ``WEIGHT_MEANINGS`` in the vocabulary says of what.
        alpha: counts for it, the sum of its ledger; weight = alpha / (alpha + beta).
        beta: counts against it.
        authored_alpha: the part of alpha that authors wrote.
        authored_beta: the part of beta that authors wrote.
        scope_ids: vehicle scopes with counts of their own; aligned with the next two.
        sources: ids of the sources behind it.
    """

    ALIGNED: ClassVar[Aligned] = (("scope_ids", "scope_alpha", "scope_beta"),)
    relation_id: RelationId | None = None
    status: Annotated[KnowledgeStatus, Field(strict=False)] = KnowledgeStatus.DRAFT
    status_by: str | None = None
    version: Annotated[int, Field(ge=1)] = 1
    source_kind: Annotated[SourceKind | None, Field(strict=False)] = None
    source_ref: str | None = None
    sources: list[str] | None = None
    reviewed_by: str | None = None
    reviewed_at: AwareDatetime | None = None
    content_hash: str | None = None
    created_by: str = "system"
    creation_method: Annotated[CreationMethod, Field(strict=False)] = CreationMethod.MANUAL
    created_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None
    bidirectional: bool = False
    weight: Share | None = None
    confidence: Share | None = None
    evidence_count: Annotated[int, Field(ge=0)] = 0
    last_observed: AwareDatetime | None = None
    alpha: Amount | None = None
    beta: Amount | None = None
    authored_alpha: Amount | None = None
    authored_beta: Amount | None = None
    scope_ids: list[str] | None = None
    scope_alpha: list[Amount] | None = None
    scope_beta: list[Amount] | None = None
    reason_fr: str | None = None
    reason_en: str | None = None


class Indicates(KnowledgeRelationship):
    """An observable points at a fault or a card.

    Attributes:
        qualifier: ``tax_phase=freinage`` and the like, aligned with ``ratio``.
        ratio: P(value given observable and fault) / P(value given observable).
        signature_rank: place among the symptoms of a card's signature, from 1.
        occurrence_count: outcomes that showed the observable with the fault, where they suggest
            a relationship that no expert has written (section 9, "outcomes").
    """

    ALIGNED: ClassVar[Aligned] = (*KnowledgeRelationship.ALIGNED, ("qualifier", "ratio"))
    qualifier: list[str] | None = None
    ratio: list[Amount] | None = None
    signature_rank: Annotated[int, Field(ge=1)] | None = None
    occurrence_count: Annotated[int, Field(ge=1)] | None = None


class Causes(KnowledgeRelationship):
    """A root cause or a fault brings about a fault.

    Attributes:
        share: P(root cause | fault), the probability of the source's table.
        contexts: conditions of ``graph.contexts``, aligned with ``context_boost``.
        context_boost: odds multiplier of each circumstance.
    """

    ALIGNED: ClassVar[Aligned] = (*KnowledgeRelationship.ALIGNED, ("contexts", "context_boost"))
    share: Share | None = None
    contexts: list[str] | None = None
    context_boost: list[Amount] | None = None

    @field_validator("contexts")
    @classmethod
    def _are_contexts(cls, given: list[str] | None) -> list[str] | None:
        for each in given or ():
            _refuse_unknown_context(each)
        return given


class Requires(KnowledgeRelationship):
    """A fault, an action, a test or a card needs a part or a tool."""

    quantity: Annotated[int, Field(ge=1)] = 1
    priority: Annotated[int, Field(ge=1)] = 1
    is_required: bool = True
    condition_fr: str | None = None
    condition_en: str | None = None


class Resolves(KnowledgeRelationship):
    """An action or a card repairs a fault."""

    execution_order: Annotated[int, Field(ge=1)] = 1
    is_mandatory: bool = True
    condition_fr: str | None = None
    condition_en: str | None = None


class Affects(KnowledgeRelationship):
    """A fault recurs on a model or an engine family (KG v2.8.12).

    Attributes:
        model_pattern: what the seed said of the model, ``*`` and ``%`` mean anything.
        engine_pattern: the same of the engine.
        model_ids: models of the engine that it holds for; None: all of them.
        confirmed_count: confirmed outcomes of this fault on the target; its ``outcome_count`` is
            the exposure (section 9, "fault prior").
    """

    model_pattern: str | None = None
    engine_pattern: str | None = None
    model_ids: list[str] | None = None
    year_from: Year | None = None
    year_to: Year | None = None
    km_from: Km | None = None
    km_to: Km | None = None
    frequency_rate: Share | None = None
    severity: Annotated[Severity | None, Field(strict=False)] = None
    # The source adds the boost to a probability of .2 (section 9), so it ends below .8.
    probability_boost: Annotated[float, Field(gt=-0.2, lt=0.8)] = 0.2
    odds_multiplier: Annotated[float, Field(gt=0.0)] | None = None
    confirmed_count: Amount | None = None
    confidence: Share | None = 0.7


class Observed(PlainRelationship):
    """A case was told of an observable."""

    state: Annotated[EvidenceState, Field(strict=False)]
    qualifiers: list[str] | None = None
    dtc_status: Annotated[DtcStatus | None, Field(strict=False)] = None


class Concluded(PlainRelationship):
    """A case ranked a fault; the probability is 0-1 here and 0-100 in the API."""

    probability: Share
    rank: Annotated[int, Field(ge=1)]


class Suggested(PlainRelationship):
    """Matching proposed a card for a ticket."""

    score: Share
    rank: Annotated[int, Field(ge=1)]


class SpeaksAbout(PlainRelationship):
    """A ledger entry counts for a relationship."""

    relation_id: RelationId


_OWN: dict[RelationshipType, type[PlainRelationship]] = {
    RelationshipType.INDICATES: Indicates,
    RelationshipType.CAUSES: Causes,
    RelationshipType.REQUIRES: Requires,
    RelationshipType.RESOLVES: Resolves,
    RelationshipType.AFFECTS: Affects,
    RelationshipType.OBSERVED: Observed,
    RelationshipType.CONCLUDED: Concluded,
    RelationshipType.SUGGESTED: Suggested,
    RelationshipType.SPEAKS_ABOUT: SpeaksAbout,
}
#: Types between records: they carry no properties unless they are in the table above.
_RECORDS = frozenset(
    {
        RelationshipType.CONFIRMED,
        RelationshipType.DIAGNOSED_AS,
        RelationshipType.ON,
        RelationshipType.IS_A,
        RelationshipType.WORKED_ON,
        RelationshipType.USED,
        RelationshipType.TRIED,
        RelationshipType.RULED_OUT,
        RelationshipType.CONSUMED,
        RelationshipType.OF,
        RelationshipType.ABOUT,
        RelationshipType.CHANGED,
        RelationshipType.IDENTIFIED_BY,
        RelationshipType.BELONGS_TO,
    }
)
#: The seven types whose relation_id a constraint keeps unique (G2).
WEIGHTED_TYPES: frozenset[RelationshipType] = frozenset(
    {
        RelationshipType.INDICATES,
        RelationshipType.CAUSES,
        RelationshipType.REQUIRES,
        RelationshipType.RESOLVES,
        RelationshipType.RELATED_TO,
        RelationshipType.AFFECTS,
        RelationshipType.SIMILAR_TO,
    }
)


def relationship_model(kind: RelationshipType) -> type[PlainRelationship]:
    """Return the model of a type's properties."""
    default = PlainRelationship if kind in _RECORDS else KnowledgeRelationship
    return _OWN.get(kind, default)


def check_relationship(kind: RelationshipType, properties: dict[str, Any]) -> dict[str, Any]:
    """Return the properties of a whole relationship as they are stored, defaults included.

    Args:
        kind: the type of the relationship.
        properties: by their names in the database; None means that there is none.

    Raises:
        InvalidInputError: a key is unknown, a required one is missing, or a value has another
            type, is outside its range or not one of its choices. The error names field and fix.
    """
    kind = RelationshipType(kind)
    given = {name: value for name, value in properties.items() if value is not None}
    try:
        checked = relationship_model(kind).model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        cause = first.get("ctx", {}).get("error")
        place = [cause.field] if isinstance(cause, _MisalignedError) else first["loc"]
        name = ".".join(str(part) for part in place)
        raise InvalidInputError(
            f"{kind}.{name}: {first['msg']}",
            field=name,
            fix=f"correct {name}",
            details={"type": kind.value},
        ) from error
    return checked.model_dump(exclude_none=True)


def declared_keys() -> set[str]:
    """Return every property key that a relationship may have."""
    return {name for kind in RelationshipType for name in relationship_model(kind).model_fields}

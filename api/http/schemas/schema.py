"""Shape of ``GET /schema``."""

from pydantic import BaseModel, Field


class PropertyDescription(BaseModel):
    """One property of a kind of node."""

    name: str
    kind: str
    is_list: bool
    required: bool
    unique: bool
    values: list[str] = Field(description="allowed values; empty when it is open")


class LabelDescription(BaseModel):
    """One kind of node and what it adds to its parents."""

    label: str
    description: str
    parents: list[str]
    properties: list[PropertyDescription]


class EndsDescription(BaseModel):
    """What a relationship may join, and what its weight means there."""

    start: str
    end: str
    weight: str | None


class TypeDescription(BaseModel):
    """One relationship type; one between records has no ends here."""

    type: str
    description: str
    ends: list[EndsDescription]
    properties: list[str]


class ValueDescription(BaseModel):
    """One allowed value, with the words that users read for it."""

    value: str
    label_fr: str | None
    label_en: str | None


class EnumerationDescription(BaseModel):
    """One closed list of values."""

    name: str
    description: str
    values: list[ValueDescription]


class ProvenanceDescription(BaseModel):
    """What a kind of source means for a weight."""

    source_kind: str
    strength: float
    creation_method: str


class SchemaResponse(BaseModel):
    """Every name that the graph can have, as the program declares it."""

    request_id: str
    graph_version: str
    labels: list[LabelDescription]
    relationship_types: list[TypeDescription]
    property_keys: list[str]
    enumerations: list[EnumerationDescription]
    provenance: list[ProvenanceDescription]
    dtc_pattern: str
    frequency_scale: dict[str, float]
    prior_scale: dict[str, float]
    observable_reliability: dict[str, float]

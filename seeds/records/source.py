"""Where knowledge comes from, said once; and how one seed file looks."""

from datetime import date

from pydantic import Field

from graph.vocabulary import SourceKind
from seeds.records.card import CardRecord
from seeds.records.evidence import EvidenceRecord
from seeds.records.fault import FaultFamilyRecord, FaultRecord, RootCauseRecord
from seeds.records.observable import ObservableRecord
from seeds.records.recurring import RecurringPatternRecord
from seeds.records.repair import ActionRecord, PartRecord, SystemRecord, TestRecord, ToolRecord
from seeds.records.risk import RiskCurveRecord
from seeds.records.shared_fields import Bilingual, Id, Record, Share, Text
from seeds.records.vehicle import EngineFamilyRecord, VehicleMakeRecord, VehicleModelRecord


class SourceRecord(Record):
    """A source of knowledge, honest about its kind.

    Attributes:
        kind: decides the prior strength of the weights that cite it.
        attribution: the credit that the licence asks for, shown with every answer that uses it.
        sample_size: imported statistics only: their n, capped at 50 as a strength.
    """

    id: Id
    kind: SourceKind
    title: Bilingual
    licence: Text
    url: Text | None = None
    attribution: Text | None = None
    retrieved: date
    sample_size: int | None = Field(default=None, ge=1)


class Defaults(Record):
    """Provenance of the records of a file that do not state their own."""

    source: Id
    confidence: Share


class Parameters(Record):
    """Constants of the inference that belong to the knowledge, stated once in all files.

    Attributes:
        unlisted_prior: prior share of a cause that is not in the graph.
    """

    unlisted_prior: float = Field(gt=0, lt=1)


class KnowledgeFile(Record):
    """One seed file: provenance defaults and any of the sections."""

    defaults: Defaults | None = None
    parameters: Parameters | None = None
    sources: tuple[SourceRecord, ...] = ()
    systems: tuple[SystemRecord, ...] = ()
    families: tuple[FaultFamilyRecord, ...] = ()
    observables: tuple[ObservableRecord, ...] = ()
    faults: tuple[FaultRecord, ...] = ()
    evidence: tuple[EvidenceRecord, ...] = ()
    root_causes: tuple[RootCauseRecord, ...] = ()
    parts: tuple[PartRecord, ...] = ()
    tools: tuple[ToolRecord, ...] = ()
    tests: tuple[TestRecord, ...] = ()
    actions: tuple[ActionRecord, ...] = ()
    makes: tuple[VehicleMakeRecord, ...] = ()
    engine_families: tuple[EngineFamilyRecord, ...] = ()
    models: tuple[VehicleModelRecord, ...] = ()
    recurring_patterns: tuple[RecurringPatternRecord, ...] = ()
    risk_curves: tuple[RiskCurveRecord, ...] = ()
    failure_cards: tuple[CardRecord, ...] = ()

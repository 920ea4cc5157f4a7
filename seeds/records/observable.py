"""Observables: symptoms, signs and trouble codes, with the words people use for them."""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from graph.taxonomies import (
    TaxCote,
    TaxFreq,
    TaxIntensity,
    TaxLocalisation,
    TaxPhase,
    TaxRisk,
    TaxTemp,
)
from graph.vocabulary import DTC_PATTERN, ObservableType
from graph.vocabulary_codes import ANY_CODE_PATTERN, GENERIC_MAKE, CodeKind
from seeds.records.qualifier import Qualifiers
from seeds.records.shared_fields import Applicable, Bilingual, Id, Record, Text

Rate = Annotated[float, Field(gt=0, lt=1)]


def _code(value: str) -> str:
    """Refuse what is neither an SAE code nor one of a maker's own."""
    if not re.fullmatch(ANY_CODE_PATTERN, value):
        raise ValueError(f"{value!r} is no trouble code; write P0171, P0171-1A or a maker's DF025")
    return value


class Aliases(Record):
    """Other words for an observable, by language: lay and workshop wording."""

    fr: tuple[Text, ...] = Field(min_length=3)
    en: tuple[Text, ...] = Field(min_length=3)


class Taxonomy(Record):
    """Fixed taxonomy values of the observable itself (G3), where it has any."""

    tax_phase: TaxPhase | None = None
    tax_temp: TaxTemp | None = None
    tax_freq: TaxFreq | None = None
    tax_intensity: TaxIntensity | None = None
    tax_risk: TaxRisk | None = None
    tax_localisation: TaxLocalisation | None = None
    tax_cote: TaxCote | None = None


class ObservableRecord(Applicable):
    """A symptom, sign or trouble code.

    Attributes:
        question: how to ask for it, yes or no.
        leak: P(present given a listed fault that has no relationship to it).
        unlisted_rate: P(present given a cause that is not in the graph); not below the leak.
        qualifiers: P(value | present) over all causes together, by taxonomy; each sums to 1.
        code: trouble codes only, SAE J2012 form, or a maker's own (``DF025``).
        make: trouble codes only; ``SAE`` for generic ones; a maker's own needs its make.
    """

    question: Bilingual
    aliases: Aliases
    leak: Rate
    unlisted_rate: Rate
    taxonomy: Taxonomy = Taxonomy()
    qualifiers: Qualifiers = Field(default_factory=dict)
    system: Id | None = None
    code: Annotated[str, AfterValidator(_code)] | None = None
    make: str = GENERIC_MAKE

    @property
    def observable_type(self) -> ObservableType:
        """Kind of observable, from the first part of the id."""
        return ObservableType(self.id.split(".", 1)[0])

    @property
    def code_kind(self) -> CodeKind | None:
        """Whether the code has the form of SAE J2012; None without a code."""
        if self.code is None:
            return None
        return CodeKind.SAE if re.fullmatch(DTC_PATTERN, self.code) else CodeKind.OEM

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.id.split(".", 1)[0] not in ("symptom", "sign", "dtc"):
            raise ValueError("id must begin with symptom., sign. or dtc.")
        if self.unlisted_rate < self.leak:
            raise ValueError("unlisted_rate must not be below leak")
        expected = f"dtc.{self.make.lower()}.{self.code}" if self.code else None
        if self.observable_type is ObservableType.DTC and self.id != expected:
            raise ValueError(f"a trouble code needs code and make, and the id {expected}")
        if self.observable_type is not ObservableType.DTC and self.code:
            raise ValueError("only a trouble code has a code")
        if self.code_kind is CodeKind.OEM and self.make == GENERIC_MAKE:
            raise ValueError(f"{self.code} is no SAE code, so it needs the make whose code it is")
        return self

"""The seven taxonomies as circumstances of a finding (KG v2.8.1)."""

from pydantic import BaseModel, ConfigDict

from graph.taxonomies import (
    TaxCote,
    TaxFreq,
    TaxIntensity,
    TaxLocalisation,
    TaxPhase,
    TaxRisk,
    TaxTemp,
)

#: "Cold or hot" is no circumstance.
_NO_CONDITION = "any"


class QualifiersInput(BaseModel):
    """In which circumstances a finding is present or absent; unset: in any."""

    model_config = ConfigDict(extra="forbid")

    tax_phase: TaxPhase | None = None
    tax_temp: TaxTemp | None = None
    tax_freq: TaxFreq | None = None
    tax_intensity: TaxIntensity | None = None
    tax_risk: TaxRisk | None = None
    tax_localisation: TaxLocalisation | None = None
    tax_cote: TaxCote | None = None

    def stated(self) -> dict[str, str]:
        """Return the values that say something."""
        given = self.model_dump(mode="json", exclude_none=True)
        return {name: value for name, value in given.items() if value != _NO_CONDITION}

"""What can be observed: symptoms, signs and trouble codes, and the words for them."""

from graph.nodes.fields import Items, Number, Probability, Text, UpperText
from graph.nodes.knowledge import Knowledge
from graph.taxonomies import (
    TAXONOMIES,
    TaxCote,
    TaxFreq,
    TaxIntensity,
    TaxLocalisation,
    TaxPhase,
    TaxRisk,
    TaxTemp,
)
from graph.vocabulary import AliasKind, Locale, ObservableType, Powertrain, VehicleType
from graph.vocabulary_codes import ANY_CODE_PATTERN, CodeKind

#: A taxonomy and one of its values, as findings and relationships name it.
QUALIFIER_PATTERN = "|".join(
    f"{taxonomy}=(?:{'|'.join(values)})" for taxonomy, values in TAXONOMIES.items()
)


class Observable(Knowledge):
    """A finding that a diagnosis can start from (KG v2.8.1, v2.8.4).

    Attributes:
        qualifier: conditions, ``tax_temp=froid`` and the like, aligned with ``qualifier_rate``.
        qualifier_rate: P(condition | present) over all causes; sums to 1 within a taxonomy.
    """

    ALIGNED = (("qualifier", "qualifier_rate"),)

    label_fr = Text(required=True)
    label_en = Text(required=True)
    description_fr = Text()
    description_en = Text()
    question_fr = Text()
    question_en = Text()
    observable_type = Text(choices=ObservableType, required=True)
    reliability = Probability()
    leak = Probability()
    unlisted_rate = Probability()
    powertrains = Items(Text(choices=Powertrain))
    vehicle_types = Items(Text(choices=VehicleType))
    markets = Items(Text())
    tax_phase = Text(choices=TaxPhase)
    tax_temp = Text(choices=TaxTemp)
    tax_freq = Text(choices=TaxFreq)
    tax_intensity = Text(choices=TaxIntensity)
    tax_risk = Text(choices=TaxRisk)
    tax_localisation = Text(choices=TaxLocalisation)
    tax_cote = Text(choices=TaxCote)
    qualifier = Items(Text(pattern=QUALIFIER_PATTERN))
    qualifier_rate = Items(Probability())


class Symptom(Observable):
    """What a driver feels, hears or sees."""

    OBSERVABLE_TYPE = ObservableType.SYMPTOM
    code = Text()  # a code of a failure card, such as SYM_BATT_001


class Sign(Observable):
    """What anyone can measure or see."""

    OBSERVABLE_TYPE = ObservableType.SIGN
    code = Text()
    make = Text()


class Dtc(Observable):
    """A trouble code, unique within its make; generic codes have the make SAE.

    A maker's own code that is no SAE code (E401, DF025, 2A82) is one too: its ``code_kind`` is oem.
    """

    OBSERVABLE_TYPE = ObservableType.DTC
    UNIQUE_TOGETHER = (("code", "make"),)
    code = UpperText(pattern=ANY_CODE_PATTERN, required=True)
    make = Text(required=True)
    code_kind = Text(choices=CodeKind)


class Alias(Knowledge):
    """One wording of an observable in one language; search works on these."""

    text = Text(required=True)
    locale = Text(choices=Locale, required=True)
    kind = Text(choices=AliasKind, required=True)
    embedding = Items(Number())

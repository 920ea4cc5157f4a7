"""The seven taxonomies of circumstances (KG v2.8.1; G3): filters and qualifiers of evidence."""

from enum import StrEnum


class TaxPhase(StrEnum):
    """Taxonomy: driving phase (KG v2.8.1)."""

    FREINAGE = "freinage"
    ACCELERATION = "acceleration"
    RALENTI = "ralenti"
    VIRAGE = "virage"
    DEMARRAGE = "demarrage"
    CONSTANT = "constant"


class TaxTemp(StrEnum):
    """Taxonomy: temperature (KG v2.8.1)."""

    FROID = "froid"
    CHAUD = "chaud"
    ANY = "any"


class TaxFreq(StrEnum):
    """Taxonomy: frequency (KG v2.8.1)."""

    INTERMITTENT = "intermittent"
    PERMANENT = "permanent"


class TaxIntensity(StrEnum):
    """Taxonomy: intensity (KG v2.8.1)."""

    FAIBLE = "faible"
    MOYEN = "moyen"
    FORT = "fort"


class TaxRisk(StrEnum):
    """Taxonomy: risk (KG v2.8.1)."""

    SECURITE = "securite"
    PANNE_SIMPLE = "panne_simple"
    CONFORT = "confort"


class TaxLocalisation(StrEnum):
    """Taxonomy: place (KG v2.8.1)."""

    AVANT = "avant"
    ARRIERE = "arriere"
    LATERAL = "lateral"
    MOTEUR = "moteur"
    HABITACLE = "habitacle"


class TaxCote(StrEnum):
    """Taxonomy: side (KG v2.8.1)."""

    GAUCHE = "gauche"
    DROITE = "droite"
    CENTRAL = "central"
    BILATERAL = "bilateral"


#: The seven taxonomies by property key (G3).
TAXONOMIES: dict[str, type[StrEnum]] = {
    "tax_phase": TaxPhase,
    "tax_temp": TaxTemp,
    "tax_freq": TaxFreq,
    "tax_intensity": TaxIntensity,
    "tax_risk": TaxRisk,
    "tax_localisation": TaxLocalisation,
    "tax_cote": TaxCote,
}

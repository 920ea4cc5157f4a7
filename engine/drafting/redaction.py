"""Take what identifies people and vehicles out of a text before it leaves this machine.

VINs, plates, e-mail addresses and telephone numbers have forms that can be found; a name in the
middle of a sentence has none. That is why only technical fields are sent at all.
"""

import re

REMOVED = "[…]"
_FORMS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"\b(?=[A-HJ-NPR-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}\b", re.IGNORECASE),
    # Plates: AB-123-CD (F, since 2009), 1234 AB 56 (F before), B-AB 1234 (D), AB12 CDE (GB).
    re.compile(r"\b[A-Z]{2}[- ]?\d{3}[- ]?[A-Z]{2}\b", re.IGNORECASE),
    re.compile(r"\b\d{2,4} ?[A-Z]{2,3} ?\d{2}\b", re.IGNORECASE),
    re.compile(r"\b[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}\b"),
    re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b"),
    # Telephone numbers: a plus or a nought, then eight digits or more with usual separators.
    re.compile(r"(?<![\w.])(?:\+|00?)\(?\d(?:[ .\-()/]{0,2}\d){7,13}\b"),
)


def redact(text: str) -> str:
    """Return the text without what identifies somebody, as far as its form tells."""
    for form in _FORMS:
        text = form.sub(REMOVED, text)
    return text

"""What an author writes on a card, where the engine looks for it; seeds read it from ``graph``."""

from graph.cards.content import Bilingual, CardContent, RequiredPart, SignatureConditions, Step

__all__ = ["Bilingual", "CardContent", "RequiredPart", "SignatureConditions", "Step"]

"""The signature of a failure, where the engine looks for it; seeds read it from ``graph``."""

from graph.cards.signature import FailureSignature, normal_code, signature_hash, signature_of

__all__ = ["FailureSignature", "normal_code", "signature_hash", "signature_of"]

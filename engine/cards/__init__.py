"""Failure cards: reusable repair knowledge that earns its confidence (EFI 3.1; F1, F2)."""

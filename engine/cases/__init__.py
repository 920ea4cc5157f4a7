"""Diagnoses that are kept: stored, read, replayed, and taught by their outcome (KG v2.8.5)."""

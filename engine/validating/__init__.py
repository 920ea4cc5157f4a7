"""Integrity of the live graph: one registry of checks, each a query or a computation (V3)."""

"""Decisions of people on knowledge: status, review, restore, and the log of them (V1, V2)."""

"""Trouble codes: their form, what it says, their freeze frames, and scans that are complete."""

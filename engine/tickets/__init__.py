"""Tickets of a garage: made, changed, moved through their states, found (EFI 3.2)."""

"""Cases told from the names of faults alone, before the knowledge had weights."""

"""Free text to observables: negation, normalising, matching."""

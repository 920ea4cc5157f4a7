"""Pure numpy inference: no input or output, no clock, seeded randomness."""

"""Events: written with the change that they tell of, handled once (EFI 4; E1-E5)."""

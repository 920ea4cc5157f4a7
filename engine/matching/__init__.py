"""Match a complaint, its codes and its vehicle with failure cards (EFI 5.1, 5.2; F3, F4, F5)."""

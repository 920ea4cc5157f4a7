"""Diagnosis quality on public reference data, run by `faultgraph bench quality`."""

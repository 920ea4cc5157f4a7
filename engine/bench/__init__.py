"""Measuring code: quality and latency, run by `faultgraph bench`."""

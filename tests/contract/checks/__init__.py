"""What the contract tests check: small functions that return the problems they find.

Each takes its input as an argument, so that a test can hand it a planted fault.
"""

"""Pydantic models of the seed files: what an author may write, checked before any write."""

"""The chain of changes to the database."""

"""The query library: one query, one file, plain runnable Cypher."""

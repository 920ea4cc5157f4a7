"""A Neo4j of our own on this machine: fetch, start, watch, stop."""

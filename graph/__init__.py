"""What the graph is, and the only door to Neo4j."""

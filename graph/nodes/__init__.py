"""Every kind of node, declared with neomodel; Cypher reads and writes them."""

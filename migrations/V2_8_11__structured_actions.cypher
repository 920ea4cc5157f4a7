// Structured actions and their tools (KG v2.8.11).

CREATE CONSTRAINT action_id IF NOT EXISTS
FOR (n:Action) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT action_action_code IF NOT EXISTS
FOR (n:Action) REQUIRE n.action_code IS UNIQUE;
CREATE CONSTRAINT tool_id IF NOT EXISTS
FOR (n:Tool) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT resolves_relation_id IF NOT EXISTS
FOR ()-[r:RESOLVES]-() REQUIRE r.relation_id IS UNIQUE;

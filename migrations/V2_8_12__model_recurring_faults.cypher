// Faults that recur on a model or engine (KG v2.8.12).
//
// Patterns are matched once, at load time, into AFFECTS relationships.

CREATE CONSTRAINT affects_relation_id IF NOT EXISTS
FOR ()-[r:AFFECTS]-() REQUIRE r.relation_id IS UNIQUE;
CREATE INDEX affects_engine_pattern IF NOT EXISTS
FOR ()-[r:AFFECTS]-() ON (r.engine_pattern);

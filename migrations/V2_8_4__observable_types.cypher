// Observable types and trouble codes (KG v2.8.4).
//
// A code is unique within its make. Generic codes have the make SAE (requirements 9). The plain
// index answers a code without a make, which the pair cannot.

CREATE CONSTRAINT dtc_id IF NOT EXISTS
FOR (n:Dtc) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT dtc_code_make IF NOT EXISTS
FOR (n:Dtc) REQUIRE (n.code, n.make) IS UNIQUE;
CREATE INDEX dtc_code IF NOT EXISTS
FOR (n:Dtc) ON (n.code);
CREATE INDEX observable_observable_type IF NOT EXISTS
FOR (n:Observable) ON (n.observable_type);

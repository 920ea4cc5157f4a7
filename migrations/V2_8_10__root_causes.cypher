// Fault families and root causes (KG v2.8.10). Both codes are unique in the source.

CREATE CONSTRAINT fault_family_id IF NOT EXISTS
FOR (n:FaultFamily) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT fault_family_family_code IF NOT EXISTS
FOR (n:FaultFamily) REQUIRE n.family_code IS UNIQUE;
CREATE CONSTRAINT root_cause_id IF NOT EXISTS
FOR (n:RootCause) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT root_cause_root_cause_code IF NOT EXISTS
FOR (n:RootCause) REQUIRE n.root_cause_code IS UNIQUE;

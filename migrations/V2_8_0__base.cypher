// Base of the knowledge graph (KG v2.8.0): one id space, and the weighted relationships.
//
// Every knowledge node also carries :Knowledge, whose id is unique over all kinds.

CREATE CONSTRAINT knowledge_id IF NOT EXISTS
FOR (n:Knowledge) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT observable_id IF NOT EXISTS
FOR (n:Observable) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT symptom_id IF NOT EXISTS
FOR (n:Symptom) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT sign_id IF NOT EXISTS
FOR (n:Sign) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT alias_id IF NOT EXISTS
FOR (n:Alias) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT fault_id IF NOT EXISTS
FOR (n:Fault) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT part_id IF NOT EXISTS
FOR (n:Part) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT system_id IF NOT EXISTS
FOR (n:System) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT source_id IF NOT EXISTS
FOR (n:Source) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT vehicle_make_id IF NOT EXISTS
FOR (n:VehicleMake) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT vehicle_model_id IF NOT EXISTS
FOR (n:VehicleModel) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT engine_family_id IF NOT EXISTS
FOR (n:EngineFamily) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT test_id IF NOT EXISTS
FOR (n:Test) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT graph_version_id IF NOT EXISTS
FOR (n:GraphVersion) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT prior_mass_id IF NOT EXISTS
FOR (n:PriorMass) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT embedding_model_id IF NOT EXISTS
FOR (n:EmbeddingModel) REQUIRE n.id IS UNIQUE;
// One relation_id is one relationship, whatever the ids of its ends.
CREATE CONSTRAINT indicates_relation_id IF NOT EXISTS
FOR ()-[r:INDICATES]-() REQUIRE r.relation_id IS UNIQUE;
CREATE CONSTRAINT causes_relation_id IF NOT EXISTS
FOR ()-[r:CAUSES]-() REQUIRE r.relation_id IS UNIQUE;
CREATE CONSTRAINT requires_relation_id IF NOT EXISTS
FOR ()-[r:REQUIRES]-() REQUIRE r.relation_id IS UNIQUE;
CREATE CONSTRAINT related_to_relation_id IF NOT EXISTS
FOR ()-[r:RELATED_TO]-() REQUIRE r.relation_id IS UNIQUE;
// The inference read adds the likeliest faults that no finding touches.
CREATE INDEX fault_prior_rate IF NOT EXISTS
FOR (n:Fault) ON (n.prior_rate);
CREATE INDEX engine_family_engine_code IF NOT EXISTS
FOR (n:EngineFamily) ON (n.engine_code);

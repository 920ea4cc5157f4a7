// Kinds of the failure-card document (EFI 3) and the records of a garage.
//
// They belong to the same graph from its first version on (requirements G1). What later
// versions of that document change takes V3_x.

CREATE CONSTRAINT failure_card_id IF NOT EXISTS
FOR (n:FailureCard) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT diagnostic_node_id IF NOT EXISTS
FOR (n:DiagnosticNode) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT vehicle_id IF NOT EXISTS
FOR (n:Vehicle) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT ticket_id IF NOT EXISTS
FOR (n:Ticket) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT technician_action_id IF NOT EXISTS
FOR (n:TechnicianAction) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT attempted_diagnostic_id IF NOT EXISTS
FOR (n:AttemptedDiagnostic) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT rejected_hypothesis_id IF NOT EXISTS
FOR (n:RejectedHypothesis) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT part_usage_id IF NOT EXISTS
FOR (n:PartUsage) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT event_id IF NOT EXISTS
FOR (n:Event) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT user_id IF NOT EXISTS
FOR (n:User) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT garage_id IF NOT EXISTS
FOR (n:Garage) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT personal_data_id IF NOT EXISTS
FOR (n:PersonalData) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT similar_to_relation_id IF NOT EXISTS
FOR ()-[r:SIMILAR_TO]-() REQUIRE r.relation_id IS UNIQUE;
CREATE CONSTRAINT user_username IF NOT EXISTS
FOR (n:User) REQUIRE n.username IS UNIQUE;
// One signature may belong to several cards, so this is no constraint (requirements 9).
CREATE INDEX failure_card_signature_hash IF NOT EXISTS
FOR (n:FailureCard) ON (n.signature_hash);
CREATE INDEX failure_card_status IF NOT EXISTS
FOR (n:FailureCard) ON (n.status);
CREATE INDEX ticket_status IF NOT EXISTS
FOR (n:Ticket) ON (n.status);
CREATE INDEX ticket_garage_id IF NOT EXISTS
FOR (n:Ticket) ON (n.garage_id);
CREATE INDEX event_status IF NOT EXISTS
FOR (n:Event) ON (n.status);
CREATE INDEX event_aggregate_id IF NOT EXISTS
FOR (n:Event) ON (n.aggregate_id);
CREATE INDEX personal_data_vin IF NOT EXISTS
FOR (n:PersonalData) ON (n.vin);
CREATE INDEX personal_data_plate IF NOT EXISTS
FOR (n:PersonalData) ON (n.plate);

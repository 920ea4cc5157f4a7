// Every label and relationship type of the vocabulary, before any data has it.
//
// With the property keys of 2.8.0.4, EXPLAIN never warns about a name that merely has no
// data yet: every warning is a typing error.

UNWIND [
  'Action', 'Alias', 'AttemptedDiagnostic', 'AuditEntry', 'Case', 'DiagnosticNode', 'Dtc',
  'EmbeddingModel', 'EngineFamily', 'Event', 'FailureCard', 'Fault', 'FaultFamily', 'Garage',
  'GraphVersion', 'Knowledge', 'LearnedPattern', 'LedgerEntry', 'Observable', 'Part', 'PartUsage',
  'PersonalData', 'PriorMass', 'RejectedHypothesis', 'Revision', 'RiskCurve', 'RootCause', 'Sign',
  'Source', 'Symptom', 'System', 'TechnicianAction', 'Test', 'Ticket', 'Tool', 'User', 'Vehicle',
  'VehicleMake', 'VehicleModel', 'VerificationTemplate'
] AS name
CALL db.createLabel(name);

UNWIND [
  'ABOUT', 'AFFECTS', 'BUILDS', 'CAUSES', 'CHANGED', 'CONCERNS', 'CONCLUDED', 'CONFIRMED',
  'CONFIRMS', 'CONSUMED', 'COVERS', 'DIAGNOSED_AS', 'EXPLAINED_BY', 'FITS', 'HAS_ENGINE',
  'HAS_RISK', 'HAS_TREE', 'IDENTIFIED_BY', 'IF_NO', 'IF_YES', 'INDICATES', 'IN_FAMILY', 'IS_A',
  'NAMES', 'OBSERVED', 'OF', 'ON', 'PART_OF', 'RELATED_TO', 'REQUIRES', 'RESOLVES', 'REVEALS',
  'RULED_OUT', 'SIMILAR_TO', 'SOURCED_FROM', 'SPEAKS_ABOUT', 'SUGGESTED', 'TRIED', 'USED',
  'VERIFIED_BY', 'WORKED_ON'
] AS name
CALL db.createRelationshipType(name);

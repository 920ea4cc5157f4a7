// Names of movements of parts, of a step that was tried, and of a revisit that was told of.

UNWIND [
  'movement_at', 'movement_by', 'movement_keys', 'movement_kinds', 'movement_quantities',
  'revisit_reported_at', 'step_id'
] AS name
CALL db.createProperty(name);

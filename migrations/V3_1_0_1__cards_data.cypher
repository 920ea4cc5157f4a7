// Names that failure cards brought: who did what in their history, makes, minutes and own tags.

UNWIND [
  'auto_tags', 'history_actions', 'rules_out', 'vehicle_makes', 'verification_step_minutes'
] AS name
CALL db.createProperty(name);

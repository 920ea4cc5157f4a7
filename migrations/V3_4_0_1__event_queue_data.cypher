// Names of what a ticket has taught a card.

UNWIND [
  'counted_at', 'counted_card_id', 'counted_change', 'counted_number', 'counted_success'
] AS name
CALL db.createProperty(name);

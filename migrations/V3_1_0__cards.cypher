// Drafts of a garage are found without reading every card.

CREATE INDEX failure_card_garage IF NOT EXISTS
FOR (n:FailureCard) ON (n.source_garage_id);

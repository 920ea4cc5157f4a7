// Lists of failure cards: by place in the list, and by the garage whose draft it is.

CREATE INDEX failure_card_status_page IF NOT EXISTS
FOR (n:FailureCard) ON (n.status, n.id);
CREATE INDEX failure_card_garage IF NOT EXISTS
FOR (n:FailureCard) ON (n.source_garage_id);

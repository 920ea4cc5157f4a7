// How tickets, technicians' actions and parts are found: by the key that they were told with, page
// by page, and where nothing matched.

CREATE INDEX ticket_garage_key IF NOT EXISTS
FOR (n:Ticket) ON (n.garage_id, n.idempotency_key);
CREATE INDEX ticket_garage_page IF NOT EXISTS
FOR (n:Ticket) ON (n.garage_id, n.created_at);
CREATE INDEX ticket_created_at IF NOT EXISTS
FOR (n:Ticket) ON (n.created_at);
CREATE INDEX ticket_ai_match_error IF NOT EXISTS
FOR (n:Ticket) ON (n.ai_match_error);
CREATE INDEX technician_action_garage_key IF NOT EXISTS
FOR (n:TechnicianAction) ON (n.garage_id, n.idempotency_key);
CREATE INDEX technician_action_started_at IF NOT EXISTS
FOR (n:TechnicianAction) ON (n.started_at);
CREATE INDEX part_usage_garage_key IF NOT EXISTS
FOR (n:PartUsage) ON (n.garage_id, n.idempotency_key);
CREATE INDEX part_usage_allocated_at IF NOT EXISTS
FOR (n:PartUsage) ON (n.allocated_at);

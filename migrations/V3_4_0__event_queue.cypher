// How the queue finds the next event, and how lists and streams read on after a position.
//
// The events of one aggregate are found by their status, so that the many that are done cost nothing.

CREATE INDEX event_status_position IF NOT EXISTS
FOR (n:Event) ON (n.status, n.position);
CREATE INDEX event_aggregate_id_status IF NOT EXISTS
FOR (n:Event) ON (n.aggregate_id, n.status);
CREATE INDEX event_garage_id_position IF NOT EXISTS
FOR (n:Event) ON (n.garage_id, n.position);
CREATE INDEX technician_action_ticket_id IF NOT EXISTS
FOR (n:TechnicianAction) ON (n.ticket_id);

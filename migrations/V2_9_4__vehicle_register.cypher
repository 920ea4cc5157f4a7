// Vehicles of a garage: one per key of the caller, and pages by id.

CREATE CONSTRAINT vehicle_garage_key IF NOT EXISTS
FOR (n:Vehicle) REQUIRE (n.garage_id, n.idempotency_key) IS UNIQUE;
CREATE INDEX vehicle_garage_page IF NOT EXISTS
FOR (n:Vehicle) ON (n.garage_id, n.id);

// The log that every event takes its position from, and the keys that find a person or a vehicle.

CREATE CONSTRAINT event_log_id IF NOT EXISTS
FOR (n:EventLog) REQUIRE n.id IS UNIQUE;
CREATE INDEX event_position IF NOT EXISTS
FOR (n:Event) ON (n.position);
CREATE INDEX personal_data_plate_key IF NOT EXISTS
FOR (n:PersonalData) ON (n.plate_key);
CREATE INDEX personal_data_contact_key IF NOT EXISTS
FOR (n:PersonalData) ON (n.contact_key);

// What a stored case says of its scan: the systems that were scanned whole, the status of a code.

UNWIND ['scan_systems', 'dtc_status'] AS name
CALL db.createProperty(name);

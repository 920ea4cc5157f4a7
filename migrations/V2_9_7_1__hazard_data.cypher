// What can hurt somebody who touches a system (high voltage, hot coolant).

UNWIND ['hazard'] AS name
CALL db.createProperty(name);

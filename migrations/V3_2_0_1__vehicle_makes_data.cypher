// The name of the makes that a failure card holds for as a whole.

UNWIND ['vehicle_makes'] AS name
CALL db.createProperty(name);

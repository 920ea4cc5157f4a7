// World manufacturer identifiers of a make (ISO 3780), for vehicles that are named by their VIN.

UNWIND ['wmi_codes'] AS name
CALL db.createProperty(name);

// Who decided on the status of knowledge: seeds leave such a decision alone.

UNWIND ['status_by'] AS name
CALL db.createProperty(name);

// The base rates of the conditions of an observable, aligned with its list of them.

UNWIND ['qualifier_rate'] AS name
CALL db.createProperty(name);

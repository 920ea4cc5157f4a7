// Names for recurring faults bound to some models of an engine, and for the size and credit of sources.

UNWIND ['attribution', 'model_ids', 'sample_size'] AS name
CALL db.createProperty(name);

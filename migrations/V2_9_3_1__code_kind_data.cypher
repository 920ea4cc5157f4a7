// Whether a trouble code has the form of SAE J2012 or is a maker's own (KG v2.8.4, requirements G4).

UNWIND ['code_kind'] AS name
CALL db.createProperty(name);

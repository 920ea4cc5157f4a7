// Names of events and of search keys, and plates and contacts that are there already with theirs.
//
// Spaces and the usual signs are what a plate is typed with, and cases had stored it without them.

UNWIND ['EventLog'] AS name
CALL db.createLabel(name);

UNWIND ['position', 'plate_key', 'contact_key'] AS name
CALL db.createProperty(name);

MATCH (p:PersonalData)
WHERE p.plate IS NOT NULL OR p.customer_contact IS NOT NULL
SET p.plate_key = reduce(
      plate = toUpper(p.plate), sign IN [' ', '-', '.', '_', '/'] | replace(plate, sign, '')
    ),
    p.contact_key = toLower(trim(p.customer_contact));

// Makes that a failure card holds for as a whole, and tags that its keywords give it.

UNWIND ['auto_tags', 'vehicle_makes'] AS name
CALL db.createProperty(name);

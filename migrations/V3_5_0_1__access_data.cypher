// Names of sign-in: sessions, keys of programs and the log of who did what.

UNWIND ['Session', 'RefreshToken', 'ApiKey', 'AccessEntry'] AS name
CALL db.createLabel(name);

UNWIND ['BELONGS_TO'] AS name
CALL db.createRelationshipType(name);

UNWIND ['is_cross_garage', 'expires_at', 'revoked_at', 'token_hash', 'secret_hash', 'operations',
        'operation', 'target', 'http_status'] AS name
CALL db.createProperty(name);

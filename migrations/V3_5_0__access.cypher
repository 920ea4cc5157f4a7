// Sign-in: sessions and their tokens, keys of programs, the log of who did what.

CREATE CONSTRAINT session_id IF NOT EXISTS
FOR (n:Session) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT refresh_token_id IF NOT EXISTS
FOR (n:RefreshToken) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT refresh_token_token_hash IF NOT EXISTS
FOR (n:RefreshToken) REQUIRE n.token_hash IS UNIQUE;
CREATE CONSTRAINT api_key_id IF NOT EXISTS
FOR (n:ApiKey) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT access_entry_id IF NOT EXISTS
FOR (n:AccessEntry) REQUIRE n.id IS UNIQUE;
CREATE INDEX user_garage_id IF NOT EXISTS
FOR (n:User) ON (n.garage_id, n.id);
CREATE INDEX user_is_active_role IF NOT EXISTS
FOR (n:User) ON (n.is_active, n.role);
CREATE INDEX api_key_garage_id IF NOT EXISTS
FOR (n:ApiKey) ON (n.garage_id, n.id);
CREATE INDEX access_entry_garage_id_created_at IF NOT EXISTS
FOR (n:AccessEntry) ON (n.garage_id, n.created_at);
CREATE INDEX case_created_at IF NOT EXISTS
FOR (n:Case) ON (n.created_at);
CREATE INDEX access_entry_created_at IF NOT EXISTS
FOR (n:AccessEntry) ON (n.created_at);

// Append one migration to the chain, only if the chain still ends where it is expected to.
//
// Params:
//   previous_version: str   last version of the chain
//   version: str            version that was applied
//   description: str        words of the file name
//   source: str             file name
//   checksum: str           CRC32 of the statements
//   duration_ms: int        how long it took
//   applied_by: str         user of the operating system
//   connected_as: str       user of the database
// Returns:
//   version: str            the version; no row when the chain has moved
// Access: WRITE
// Index: unique_version___Neo4jMigration
CYPHER 25
MATCH (end:__Neo4jMigration {version: $previous_version})
WHERE NOT EXISTS { (end)-[:$('MIGRATED_TO')]->() }
CREATE (next:__Neo4jMigration {
  version: $version,
  description: $description,
  type: 'CYPHER',
  source: $source,
  checksum: $checksum
})
CREATE (end)-[:MIGRATED_TO {
  at: datetime(),
  in: duration({milliseconds: $duration_ms}),
  by: $applied_by,
  connectedAs: $connected_as
}]->(next)
RETURN next.version AS version

// List the nodes of the chain of migrations, BASELINE included, each with its predecessor.
//
// Names are looked up at run time: in an empty database none of them exists yet, and the server
// would warn of each.
//
// Params:
// Returns:
//   version: str                  dotted numbers, or BASELINE
//   description: str|null         words of the file name
//   source: str|null              file name of the script
//   checksum: str|null            CRC32 of the statements when it was applied
//   previous_version: str|null    version before it in the chain
//   applied_at: str|null          time, ISO 8601
//   applied_by: str|null          user of the operating system
//   connected_as: str|null        user of the database
//   duration_ms: int|null         how long it took
// Access: READ
CYPHER 25
MATCH (m:$('__Neo4jMigration'))
OPTIONAL MATCH (previous)-[link:$('MIGRATED_TO')]->(m)
RETURN m['version'] AS version,
       m['description'] AS description,
       m['source'] AS source,
       m['checksum'] AS checksum,
       previous['version'] AS previous_version,
       toString(link['at']) AS applied_at,
       link['by'] AS applied_by,
       link['connectedAs'] AS connected_as,
       link['in'].milliseconds AS duration_ms
ORDER BY version, previous_version
LIMIT 10000

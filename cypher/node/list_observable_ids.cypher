// List the ids of all active observables, for benchmarks that draw findings at random.
//
// Returns:
//   ids: list[str]   sorted
// Access: READ
CYPHER 25
MATCH (o:Observable)
WHERE o.status = 'active'
WITH o.id AS id ORDER BY id
RETURN collect(id) AS ids

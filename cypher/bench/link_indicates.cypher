// Create the INDICATES relationships of one observable of a synthetic graph, many at a time.
//
// The caller writes into an empty graph of its own, so a CREATE cannot double one.
//
// Params:
//   rows: list[map]   observable, faults, weights, number (of the first) of each observable's part
//   strength: float   pseudo-observations behind each weight
//   now: str          time of the write, ISO 8601
// Returns:
//   written: int      how many relationships were created
// Access: WRITE
// Plan: CartesianProduct of one node by one node per row, each found by its id
// Index: observable_id, fault_id
CYPHER 25
UNWIND $rows AS row
MATCH (o:Observable {id: row.observable})
UNWIND range(0, size(row.faults) - 1) AS at
MATCH (f:Fault {id: row.faults[at]})
CREATE (o)-[:INDICATES {
  relation_id: 'rel_' + (row.number + at),
  status: 'active',
  source_kind: 'imported_statistics',
  creation_method: 'inferred',
  created_by: 'bench',
  created_at: datetime($now),
  confidence: 1.0,
  evidence_count: 0,
  bidirectional: false,
  weight: row.weights[at],
  alpha: $strength * row.weights[at],
  beta: $strength * (1 - row.weights[at]),
  authored_alpha: $strength * row.weights[at],
  authored_beta: $strength * (1 - row.weights[at])
}]->(f)
RETURN count(*) AS written

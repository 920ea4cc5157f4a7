// Rank faults by the evidence alone, with the relationships of the likeliest: what peers do as well.
//
// No priors, filters or repairs: the bench compares this look-up with other stores on equal terms.
//
// Params:
//   ids: list[str]       ids of observables that are present
//   candidates: int      how many faults are kept
// Returns:
//   faults: list[list]   [fault, score, relationships] best first; a relationship is [observable, weight]
// Access: READ
// Index: observable_id
CYPHER 25
UNWIND $ids AS id
MATCH (o:Observable {id: id})-[r:INDICATES]->(f)
WITH f, sum(log(r.weight) - log(o.leak)) AS score
ORDER BY score DESC, f.id
LIMIT $candidates
MATCH (f)<-[r:INDICATES]-(o)
WITH f, score, collect([o.id, r.weight]) AS edges
ORDER BY score DESC, f.id
RETURN collect([f.id, score, edges]) AS faults

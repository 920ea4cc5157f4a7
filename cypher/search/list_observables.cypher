// List the labels of some observables, and the version of the graph.
//
// Params:
//   ids: list[str]            ids of observables; those that do not exist are left out
// Returns:
//   graph_version: int        0 before the first load
//   observables: list[list]   [id, French label, English label] of each active one
// Access: READ
// Index: graph_version_id, observable_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  UNWIND $ids AS id
  MATCH (o:Observable {id: id})
  WHERE o.status = 'active'
  RETURN collect([o.id, o.label_fr, o.label_en]) AS observables
}
RETURN coalesce(v.version, 0) AS graph_version, observables AS observables

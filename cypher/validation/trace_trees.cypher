// Read the relationships that must not form a circle, as one record.
//
// Returns:
//   systems: list[list]   [part, whole] of each PART_OF between systems
//   causes: list[list]    [cause, effect] of each CAUSES between faults
// Access: READ
// Plan: the CartesianProduct joins single rows, each a list
CYPHER 25
CALL () {
  MATCH (a:System)-[r:PART_OF]->(b:System)
  WHERE r.status <> 'deprecated'
  RETURN collect([a.id, b.id]) AS systems
}
CALL () {
  MATCH (a:Fault)-[r:CAUSES]->(b:Fault)
  WHERE r.status <> 'deprecated'
  RETURN collect([a.id, b.id]) AS causes
}
RETURN systems AS systems, causes AS causes

// Read the trees of all failure cards as one record.
//
// Returns:
//   roots: list[list]   [card id, node id] of each HAS_TREE
//   nodes: list[map]    id, question, rules_out, if_yes, if_no, confirms of each node in use
// Access: READ
// Plan: the CartesianProduct joins single rows, each a list
CYPHER 25
CALL () {
  MATCH (c:FailureCard)-[:HAS_TREE]->(n:DiagnosticNode)
  WHERE c.status <> 'deprecated'
  RETURN collect([c.id, n.id]) AS roots
}
CALL () {
  MATCH (n:DiagnosticNode)
  WHERE n.status <> 'deprecated'
  RETURN collect({id: n.id, question: coalesce(n.question_fr, n.question_en),
    rules_out: coalesce(n.rules_out, false),
    if_yes: head([(n)-[:IF_YES]->(y) | y.id]), if_no: head([(n)-[:IF_NO]->(x) | x.id]),
    confirms: head([(n)-[:CONFIRMS]->(k) | k.id])}) AS nodes
}
RETURN roots AS roots, nodes AS nodes

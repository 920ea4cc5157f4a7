// Give the relationships of a card and its tree the status that goes with the card's own.
//
// Params:
//   id: str          id of the card
//   prefix: str      what the ids of its tree's nodes begin with
//   status: str      draft, review, active or deprecated
//   user: str        who decided
// Returns:
//   changed: int     how many relationships and nodes of the tree have another status now
// Access: WRITE
// Index: failure_card_id, diagnostic_node_id
CYPHER 25
MATCH (c:FailureCard {id: $id})
CALL (c) {
  MATCH (c)-[r:INDICATES|RESOLVES|REQUIRES|COVERS|CONCERNS|EXPLAINED_BY|HAS_TREE|SIMILAR_TO|SOURCED_FROM]-(:Knowledge)
  WHERE r.status <> $status
  SET r.status = $status, r.status_by = $user
  RETURN count(r) AS links
}
CALL () {
  MATCH (n:DiagnosticNode)
  WHERE n.id STARTS WITH $prefix AND n.status <> $status
    AND EXISTS { (n)<-[:HAS_TREE|IF_YES|IF_NO]-() }
  SET n.status = $status, n.status_by = $user
  RETURN count(n) AS nodes
}
CALL () {
  MATCH (n:DiagnosticNode)-[r:IF_YES|IF_NO|CONFIRMS|SOURCED_FROM]->(:Knowledge)
  WHERE n.id STARTS WITH $prefix AND r.status <> $status
  SET r.status = $status, r.status_by = $user
  RETURN count(r) AS branches
}
RETURN links + nodes + branches AS changed

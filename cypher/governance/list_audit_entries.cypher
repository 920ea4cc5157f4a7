// List the audit log, the latest first, one page at a time.
//
// Params:
//   entity_id: str | null   only of this node or relationship
//   action: str | null      only of this kind of change
//   user: str | null        only by this user
//   after_at: str | null    time of the last entry of the page before, ISO 8601
//   after_id: str | null    id of that entry
//   limit: int              size of a page, and one more to see whether it is the last
//   garage_id: str | null   garage whose unpublished cards are seen too; null: those of all
//   sees_drafts: bool       whether unpublished cards, and their trees, are seen at all
// Returns:
//   entries: list[map]      properties of each entry
//   graph_version: int      version of the graph that answers
// Access: READ
// Index: graph_version_id, failure_card_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (a:AuditEntry)
  WHERE ($entity_id IS NULL OR a.entity_id = $entity_id)
    AND ($action IS NULL OR a.action = $action)
    AND ($user IS NULL OR a.user_id = $user)
    AND ($after_at IS NULL OR a.created_at < datetime($after_at)
         OR (a.created_at = datetime($after_at) AND a.id > $after_id))
    AND NOT EXISTS {
      MATCH (card:FailureCard)
      WHERE card.id IN [at IN range(1, size(a.entity_id))
          WHERE at = size(a.entity_id) OR substring(a.entity_id, at, 1) = '.' | left(a.entity_id, at)]
        AND NOT card.status IN ['approved', 'deprecated']
        AND NOT ($sees_drafts
          AND ($garage_id IS NULL OR coalesce(card.source_garage_id, '') = $garage_id)) }
  WITH a ORDER BY a.created_at DESC, a.id LIMIT $limit
  RETURN collect(a {.*}) AS entries
}
RETURN entries AS entries, coalesce(v.version, 0) AS graph_version

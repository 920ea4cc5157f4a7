// Write the counts of a card, what is new of its confidence history, and how it was before.
//
// A graph version writes a card once. The state before is kept as a :Revision without vectors and
// without the history, which only grows.
//
// Params:
//   card_id: str         the card
//   counts: map          usage_count, success_count, failure_count, effectiveness_score,
//                        confidence_score, confidence_level
//   entries: list[map]   before, after, reason and ticket_id of the history, in order
//   used_at: str | null  when it was used, ISO 8601
//   version: int         graph version that this write makes
//   now: str             time of the write, ISO 8601
// Returns:
//   id: str              the card
// Access: WRITE
// Index: failure_card_id, revision_id
CYPHER 25
MATCH (c:FailureCard {id: $card_id})
WITH c, 'rev_' + c.id + '_' + toString($version) AS revision
WHERE NOT EXISTS { (:Revision {id: revision}) }
CREATE (rev:Revision)
SET rev = c {
  .*,
  embedding: null,
  confidence_at: null,
  confidence_before: null,
  confidence_after: null,
  confidence_reasons: null,
  confidence_ticket_ids: null,
  id: revision,
  entity_id: c.id,
  entity_kind: 'node',
  change: 'update',
  from_version: coalesce(c.from_version, 0),
  to_version: $version,
  occurred_at: datetime($now)
}
CREATE (rev)-[:CHANGED]->(c)
SET c += $counts,
    c.from_version = $version,
    c.updated_at = datetime($now),
    c.confidence_at = coalesce(c.confidence_at, []) + [entry IN $entries | datetime($now)],
    c.confidence_before = coalesce(c.confidence_before, []) + [entry IN $entries | entry.before],
    c.confidence_after = coalesce(c.confidence_after, []) + [entry IN $entries | entry.after],
    c.confidence_reasons = coalesce(c.confidence_reasons, []) + [entry IN $entries | entry.reason],
    c.confidence_ticket_ids = coalesce(c.confidence_ticket_ids, []) + [entry IN $entries | entry.ticket_id]
FOREACH (at IN CASE WHEN $used_at IS NULL THEN [] ELSE [datetime($used_at)] END |
  SET c.last_used_at = CASE WHEN c.last_used_at > at THEN c.last_used_at ELSE at END)
RETURN c.id AS id

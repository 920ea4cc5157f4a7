// Store keywords, tags and vectors of some cards; a card that was changed meanwhile is left alone.
//
// Params:
//   rows: list[map]     id, version, keywords, auto_tags and embedding (or null)
// Returns:
//   written: int        how many were stored
// Access: WRITE
// Index: failure_card_id
CYPHER 25
UNWIND $rows AS row
MATCH (c:FailureCard {id: row.id})
WHERE coalesce(c.version, 1) = row.version
SET c.keywords = row.keywords, c.auto_tags = row.auto_tags
WITH c, row
CALL (c, row) {
  WITH c, row WHERE row.embedding IS NOT NULL
  CALL db.create.setNodeVectorProperty(c, 'embedding', row.embedding)
}
RETURN count(c) AS written

// List the cards that have one of some trouble codes, those with most of their codes there first.
//
// A code that the graph knows leads to its cards by INDICATES; any other is a token of a full-text
// index on the cards' own lists.
//
// Params:
//   codes: list[str]          forms of the codes, upper case
//   words: str                a Lucene query made of the same, quoted
//   statuses: list[str]       of the cards that may answer
//   nearest: int              cards read for all codes in either way, before filtering
//   limit: int                most cards returned
// Returns:
//   cards: list[list]         [id, whether all of its codes are there] of each
// Access: READ
// Index: failure_card_codes, dtc_code
CYPHER 25
CALL () {
  CALL db.index.fulltext.queryNodes('failure_card_codes', $words, {limit: $nearest})
  YIELD node AS c
  RETURN c
  UNION
  UNWIND $codes AS code
  MATCH (d:Dtc {code: code})-[r:INDICATES]->(c:FailureCard)
  WHERE r.status <> 'deprecated'
  RETURN c LIMIT $nearest
}
WITH c
WHERE c.status IN $statuses
WITH c, coalesce(c.error_codes, []) AS own,
     [(d:Dtc)-[r:INDICATES]->(c) WHERE r.status <> 'deprecated' | d.code] AS known
WITH c, own + known AS held
WITH c, all(code IN held WHERE code IN $codes) AS complete,
     1.0 * size([code IN held WHERE code IN $codes]) / size(held) AS share
ORDER BY share DESC, coalesce(c.effectiveness_score, 0.5) DESC, c.id
LIMIT $limit
RETURN collect([c.id, complete]) AS cards

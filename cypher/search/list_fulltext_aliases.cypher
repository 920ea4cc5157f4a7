// List the aliases that share words with each text, best first; typing errors are allowed.
//
// Trouble codes are left out: they are found by their code, and their long titles would crowd
// out what drivers say.
//
// Params:
//   queries: list[str]   one Lucene query a text, made of escaped words
//   locale: str          language of the aliases, or null for both
//   nearest: int         aliases read from the index for each query, before filtering
//   limit: int           most aliases returned for each query
// Returns:
//   position: int        number of the query, from 0
//   hits: list[list]     [alias id, text, observable id]
// Access: READ
// Index: alias_text_folding
CYPHER 25
UNWIND range(0, size($queries) - 1) AS position
CALL (position) {
  CALL db.index.fulltext.queryNodes('alias_text_folding', $queries[position], {limit: $nearest})
  YIELD node AS a, score
  MATCH (a)-[n:NAMES]->(o:Observable&!Dtc)
  WHERE a.status = 'active' AND n.status = 'active' AND o.status = 'active'
    AND ($locale IS NULL OR a.locale = $locale)
  WITH a, o, score ORDER BY score DESC, a.id, o.id LIMIT $limit
  RETURN collect([a.id, a.text, o.id]) AS hits
}
RETURN position AS position, hits AS hits
ORDER BY position

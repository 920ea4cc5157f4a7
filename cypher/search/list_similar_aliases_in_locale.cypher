// List the aliases of one language nearest to each search, and compare the named ones as well.
//
// Every alias comes with its cosine to each vector of its search, so that the wordings of one
// text can be weighed against each other.
//
// Params:
//   searches: list[map]   vectors (list of vectors) and alias_ids (list of str) of each search
//   locale: str            language of the aliases, a filter inside the index
//   nearest: int          aliases read from the index for each vector, before filtering
//   limit: int            most aliases kept for each vector
// Returns:
//   position: int         number of the search, from 0
//   hits: list[list]      [text, observable id, label fr, label en, cosine to each vector]
// Access: READ
// Index: alias_embedding, alias_id
CYPHER 25
UNWIND range(0, size($searches) - 1) AS position
CALL (position) {
  CALL (position) {
    UNWIND $searches[position].vectors AS vector
    CALL (vector) {
      MATCH (a:Alias)
        SEARCH a IN (
          VECTOR INDEX alias_embedding FOR vector WHERE a.locale = $locale LIMIT $nearest
        ) SCORE AS score
      MATCH (a)-[n:NAMES]->(o:Observable&!Dtc)
      WHERE a.status = 'active' AND n.status = 'active' AND o.status = 'active'
      WITH a, score ORDER BY score DESC, a.id LIMIT $limit
      RETURN a
    }
    RETURN a
    UNION
    UNWIND $searches[position].alias_ids AS alias_id
    MATCH (a:Alias {id: alias_id})
    WHERE a.embedding IS NOT NULL
    RETURN a
  }
  MATCH (a)-[n:NAMES]->(o:Observable&!Dtc)
  WHERE a.status = 'active' AND n.status = 'active' AND o.status = 'active'
  WITH a, o ORDER BY a.id, o.id
  RETURN collect([a.text, o.id, o.label_fr, o.label_en,
                  [vector IN $searches[position].vectors |
                   2 * vector.similarity.cosine(a.embedding, vector) - 1]]) AS hits
}
RETURN position AS position, hits AS hits
ORDER BY position

// List the garages by id, one page at a time.
//
// Params:
//   after: str             id of the last garage of the page before, or ""
//   limit: int             size of a page, and one more to see whether it is the last
// Returns:
//   garages: list[map]     id, name, created_at, users
//   graph_version: int     version of the graph that answers
// Access: READ
// Index: garage_id, graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (g:Garage)
  WHERE g.id > $after
  WITH g ORDER BY g.id LIMIT $limit
  RETURN collect(g {.id, .name, .created_at,
                    users: COUNT { (g)<-[:BELONGS_TO]-(:User) }}) AS garages
}
RETURN garages AS garages, coalesce(v.version, 0) AS graph_version

// List what waits for an expert, the longest first, one page at a time.
//
// Cards that wait for review, drafts, relationships that outcomes suggest, tickets without a match.
// Drafts and cards under review are of their garage, suggestions are everybody's.
//
// Params:
//   garage_id: str | null     garage that asks; null: of all garages
//   kinds: list[str]          kinds to list: card_pending_review, card_draft, suggestion,
//                             match_failed
//   after: str | null         since of the last item of the page before
//   after_id: str             its id, or ""
//   limit: int                size of a page, and one more to see whether it is the last
// Returns:
//   graph_version: int        version of the graph that answers
//   items: list[map]          kind, id, titles, why, since, ticket_id, garage_id, count
// Access: READ
// Index: failure_card_status, indicates_occurrence_count, ticket_ai_match_error, graph_version_id
// Plan: the CartesianProduct joins the one row of the graph version
CYPHER 25
OPTIONAL MATCH (g:GraphVersion {id: 'graph'})
CALL (g) {
  CALL () {
    MATCH (c:FailureCard)
    WHERE c.status IN ['pending_review', 'draft']
    WITH c, CASE c.status WHEN 'draft' THEN 'card_draft' ELSE 'card_pending_review' END AS kind
    WHERE kind IN $kinds
      AND ($garage_id IS NULL OR c.source_garage_id = $garage_id)
    RETURN {kind: kind, id: c.id, title_fr: coalesce(c.title_fr, c.title_en),
            title_en: coalesce(c.title_en, c.title_fr), why: c.source_type,
            ticket_id: c.source_ticket_id, garage_id: c.source_garage_id, count: null} AS item,
           coalesce(c.updated_at, c.created_at) AS since
    UNION ALL
    MATCH (o:Observable)-[r:INDICATES]->(f:Fault)
    WHERE r.occurrence_count > 0 AND r.status = 'draft' AND 'suggestion' IN $kinds
    RETURN {kind: 'suggestion', id: r.relation_id, title_fr: o.label_fr + ' → ' + f.label_fr,
            title_en: o.label_en + ' → ' + f.label_en, why: null, ticket_id: null, garage_id: null,
            count: r.occurrence_count} AS item,
           r.created_at AS since
    UNION ALL
    MATCH (t:Ticket)
    WHERE t.ai_match_error IS NOT NULL AND t.status <> 'closed' AND 'match_failed' IN $kinds
      AND ($garage_id IS NULL OR t.garage_id = $garage_id)
    RETURN {kind: 'match_failed', id: t.id, title_fr: t.title, title_en: t.title,
            why: t.ai_match_error, ticket_id: t.id, garage_id: t.garage_id, count: null} AS item,
           coalesce(t.ai_match_timestamp, t.created_at) AS since
  }
  WITH item, since
  WHERE since IS NOT NULL
    AND ($after IS NULL OR since > datetime($after)
      OR (since = datetime($after) AND item.id > $after_id))
  ORDER BY since, item.id
  LIMIT $limit
  RETURN collect(item {.*, since: since}) AS items
}
RETURN coalesce(g.version, 0) AS graph_version, items AS items

// List knowledge nodes by id, one page at a time; an empty page tells the version too.
//
// Params:
//   label: str             a label of the vocabulary, or "Knowledge" for every kind
//   statuses: list[str]    any of them
//   filters: map           property key of the vocabulary to the values that it may have
//   system: str | null     id of a system; what is part of it or of a system below it
//   family: str | null     id of a family of faults
//   make: str | null       a make by name or id, lower case: its codes, models and engines
//   powertrain: str | null       what applies to it; an observable without any applies to all
//   vehicle_type: str | null     likewise
//   reviewed: bool | null        whether somebody reviewed it
//   updated_since: str | null    time, ISO 8601
//   words: str | null      lower case, in a label or the id
//   after: str             id of the last node of the page before, or ""
//   limit: int             size of a page, and one more to see whether it is the last
//   garage_id: str | null   garage whose unpublished cards are seen too; null: those of all
//   sees_drafts: bool       whether unpublished cards, and their trees, are seen at all
// Returns:
//   nodes: list[map]       labels and properties, without the embedding, sorted by id
//   graph_version: int     version of the graph that answers
// Access: READ
// Index: graph_version_id, system_id, failure_card_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
WITH v, COLLECT {
  MATCH (s:System)-[:PART_OF {status: 'active'}]->{0,8}(:System {id: $system}) RETURN s.id
} AS systems
CALL (v, systems) {
  MATCH (n:$($label))
  WHERE n.id > $after
    AND n.status IN $statuses
    AND (NOT n:FailureCard|DiagnosticNode OR NOT EXISTS {
      MATCH (card:FailureCard)
      WHERE card.id IN [at IN range(1, size(n.id))
          WHERE at = size(n.id) OR substring(n.id, at, 1) = '.' | left(n.id, at)]
        AND NOT card.status IN ['approved', 'deprecated']
        AND NOT ($sees_drafts
          AND ($garage_id IS NULL OR coalesce(card.source_garage_id, '') = $garage_id)) })
    AND ($reviewed IS NULL OR (n.reviewed_at IS NOT NULL) = $reviewed)
    AND all(key IN keys($filters) WHERE n[key] IN $filters[key])
    AND ($system IS NULL OR EXISTS {
      MATCH (n)-[p:PART_OF]->(s:System) WHERE p.status = 'active' AND s.id IN systems })
    AND ($family IS NULL OR EXISTS {
      (n)-[:IN_FAMILY {status: 'active'}]->(:FaultFamily {id: $family}) })
    AND ($make IS NULL OR toLower(n.make) = $make OR EXISTS {
      MATCH (m:VehicleMake)-[:BUILDS]->(n) WHERE m.id = $make OR toLower(m.label_en) = $make })
    AND ($powertrain IS NULL OR n.powertrain = $powertrain OR $powertrain IN n.powertrains
      OR (n:Observable AND size(coalesce(n.powertrains, [])) = 0))
    AND ($vehicle_type IS NULL OR n.vehicle_type = $vehicle_type
      OR $vehicle_type IN n.vehicle_types
      OR (n:Observable AND size(coalesce(n.vehicle_types, [])) = 0))
    AND ($updated_since IS NULL OR n.updated_at >= datetime($updated_since))
    AND ($words IS NULL OR n.id CONTAINS $words OR toLower(n.label_fr) CONTAINS $words
      OR toLower(n.label_en) CONTAINS $words)
  WITH n ORDER BY n.id LIMIT $limit
  RETURN collect(n {.*, embedding: null, labels: labels(n)}) AS nodes
}
RETURN nodes AS nodes, coalesce(v.version, 0) AS graph_version

// List the parts that a fault may need, with what they fit and what can replace them.
//
// Params:
//   fault_id: str            the fault
// Returns:
//   fault: map | null        id, labels, safety level, applicability; null when there is none
//   parts: list[map]         per part: labels, prices, gamme_id, weight, quantity, priority,
//                            is_required, fits (ids), substitutes (the same)
//   graph_version: int       version of the graph that answers
// Access: READ
// Index: fault_id, graph_version_id
CYPHER 25
OPTIONAL MATCH (g:GraphVersion {id: 'graph'})
OPTIONAL MATCH (f:Fault {id: $fault_id})
WHERE f.status = 'active'
RETURN
  f {.id, .label_fr, .label_en, .safety_level, .powertrains, .vehicle_types} AS fault,
  COLLECT {
    MATCH (f)-[r:REQUIRES]->(x:Part)
    WHERE r.status = 'active' AND x.status = 'active'
    RETURN x {
      .id, .label_fr, .label_en, .price_min_eur, .price_max_eur, .gamme_id, weight: r.weight,
      quantity: r.quantity, priority: r.priority, is_required: r.is_required,
      fits: [(x)-[t:FITS]->(v) WHERE t.status = 'active' AND v.status = 'active' | v.id],
      substitutes: [(x)-[s:SIMILAR_TO]->(y:Part) WHERE s.status = 'active' AND y.status = 'active' |
        y {.id, .label_fr, .label_en, .price_min_eur, .price_max_eur, .gamme_id, weight: s.weight,
           fits: [(y)-[t:FITS]->(v) WHERE t.status = 'active' AND v.status = 'active' | v.id]}]
    }
    ORDER BY r.priority, r.weight DESC, x.id
  } AS parts,
  coalesce(g.version, 0) AS graph_version

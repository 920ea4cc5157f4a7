// Find one failure card with all it is joined to, and the version of the graph.
//
// Params:
//   id: str                     id of the card
//   prefix: str                 what the ids of its tree's nodes begin with
// Returns:
//   card: map | null            its properties, without the vector, and whether it has one
//   symptoms: list[map]         labels and signature_rank of its observables, in that order
//   fault: map | null           the fault that it resolves, with the weight of RESOLVES
//   root_causes: list[map]      id and labels, by id
//   systems: list[map]          id and labels, by id
//   parts: list[map]            id, labels, prices, quantity, is_required, in their order
//   covers: list[map]           models and engine families, by id
//   nodes: list[map]            of its tree, in the order of the steps, with their branches
//   graph_version: int          version of the graph that answers
// Access: READ
// Index: failure_card_id, graph_version_id, diagnostic_node_id
// Plan: the CartesianProduct joins two single rows
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
OPTIONAL MATCH (c:FailureCard {id: $id})
RETURN c {.*, embedding: null, has_embedding: c.embedding IS NOT NULL} AS card,
  COLLECT { MATCH (o:Observable)-[r:INDICATES]->(c) WITH o, r ORDER BY r.signature_rank, o.id
    RETURN o {.id, .label_fr, .label_en, .code, .observable_type, .signature_rank,
      signature_rank: r.signature_rank, weight: r.weight} } AS symptoms,
  head(COLLECT { MATCH (c)-[r:RESOLVES]->(f:Fault) WITH f, r ORDER BY f.id
    RETURN f {.id, .label_fr, .label_en, .safety_level, weight: r.weight} }) AS fault,
  COLLECT { MATCH (c)-[:EXPLAINED_BY]->(k:RootCause) WITH k ORDER BY k.id
    RETURN k {.id, .label_fr, .label_en} } AS root_causes,
  COLLECT { MATCH (c)-[:CONCERNS]->(s:System) WITH s ORDER BY s.id
    RETURN s {.id, .label_fr, .label_en} } AS systems,
  COLLECT { MATCH (c)-[r:REQUIRES]->(p:Part) WITH p, r ORDER BY r.priority, p.id
    RETURN p {.id, .label_fr, .label_en, .price_min_eur, .price_max_eur,
      quantity: r.quantity, is_required: r.is_required} } AS parts,
  COLLECT { MATCH (c)-[:COVERS]->(m:VehicleModel|EngineFamily) WITH m ORDER BY m.id
    RETURN m {.id, .label_fr, .label_en, labels: labels(m),
      make: head(COLLECT { MATCH (k:VehicleMake)-[:BUILDS]->(m) RETURN k.label_en ORDER BY k.id })} } AS covers,
  COLLECT { MATCH (n:DiagnosticNode)
    WHERE c IS NOT NULL AND n.id STARTS WITH $prefix
      AND EXISTS { (n)<-[:HAS_TREE|IF_YES|IF_NO]-() }
    WITH n ORDER BY n.step_number, n.id
    RETURN n {.*, if_yes: head([(n)-[:IF_YES]->(y) | y.id]), if_no: head([(n)-[:IF_NO]->(x) | x.id]),
      confirms: head([(n)-[:CONFIRMS]->(k) | k {.id, .label_fr, .label_en, labels: labels(k)}])} } AS nodes,
  coalesce(v.version, 0) AS graph_version

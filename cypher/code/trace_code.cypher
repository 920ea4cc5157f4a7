// Read what the graph knows of a trouble code: its meanings, their faults and tests, its neighbours.
//
// Params:
//   codes: list[str]        the code with and without its failure-type byte
//   family: str             first characters that neighbours share, or a text that no code has
//   limit: int              most neighbours
// Returns:
//   graph_version: int      version of the graph that answers
//   meanings: list[map]     per node: properties, faults with weights and reasons, tests, sources
//   related: list[map]      neighbours: id, code, make, labels
// Access: READ
// Index: graph_version_id, dtc_code
// Plan: the CartesianProduct joins single rows, each a list
CYPHER 25
MATCH (v:GraphVersion {id: 'graph'})
CALL () {
  UNWIND $codes AS code
  MATCH (o:Dtc {code: code})
  WHERE o.status = 'active'
  WITH o ORDER BY o.id
  RETURN collect(o {.id, .code, .make, .label_fr, .label_en, .leak, .unlisted_rate, .powertrains,
    .vehicle_types, .reviewed_at,
    faults: COLLECT {
      MATCH (o)-[r:INDICATES]->(f:Fault)
      WHERE r.status = 'active' AND f.status = 'active'
      RETURN f {.id, .label_fr, .label_en, .safety_level, .powertrains, .vehicle_types,
        .prior_rate, weight: r.weight, reason_fr: r.reason_fr, reason_en: r.reason_en,
        source_kind: r.source_kind}
      ORDER BY r.weight DESC, f.id
    },
    tests: COLLECT {
      MATCH (o)-[r:INDICATES]->(f:Fault)<-[q:INDICATES]-(x:Observable)<-[s:REVEALS]-(t:Test)
      WHERE r.status = 'active' AND f.status = 'active' AND q.status = 'active'
        AND x.status = 'active' AND x.id <> o.id AND s.status = 'active' AND t.status = 'active'
      WITH t, sum(r.weight * f.prior_rate * q.weight) AS expected
      RETURN t {.id, .label_fr, .label_en, .minutes, .skill, .cost_eur}
      ORDER BY expected DESC, t.id LIMIT 5
    },
    sources: COLLECT {
      MATCH (o)-[r:SOURCED_FROM]->(x:Source)
      WHERE r.status = 'active'
      RETURN x {.id, .title_fr, .title_en} ORDER BY x.id
    }
  }) AS meanings
}
CALL () {
  MATCH (o:Dtc)
  WHERE o.code STARTS WITH $family AND o.status = 'active' AND NOT o.code IN $codes
  WITH o ORDER BY o.code, o.id LIMIT $limit
  RETURN collect(o {.id, .code, .make, .label_fr, .label_en}) AS related
}
RETURN v.version AS graph_version, meanings AS meanings, related AS related

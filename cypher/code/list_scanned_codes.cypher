// Read the codes that a complete scan of some systems would have shown, with what they point at.
//
// Only asked when a request says that its scan is complete. Codes of other makes, and codes and
// faults that the vehicle rules out, are left out; makers' own codes belong to no system.
//
// Params:
//   letters: list[str]         P, C, B or U of each system that was scanned
//   makes: list[str]           makes in lower case: sae, and the vehicle's own
//   powertrains: list[str]     possible powertrains of the vehicle, or empty
//   vehicle_types: list[str]   possible vehicle types, or empty
// Returns:
//   codes: list[map]           id, code, make, leak, unlisted_rate, edges [fault, weight, alpha, beta]
//   faults: list[list]         [id, prior rate with what was learned, class, safety level, prior strength] of their faults
// Access: READ
// Index: dtc_code
// Plan: the CartesianProduct joins two single rows, each a list
CYPHER 25
CALL () {
  MATCH (m:PriorMass)
  WHERE (size($powertrains) = 0 OR any(p IN $powertrains WHERE p IN m.powertrains))
    AND (size($vehicle_types) = 0 OR any(t IN $vehicle_types WHERE t IN m.vehicle_types))
  RETURN collect(m.applicability_class) AS classes
}
CALL (classes) {
  UNWIND $letters AS letter
  MATCH (o:Dtc)
  WHERE o.code STARTS WITH letter AND o.status = 'active' AND toLower(o.make) IN $makes
    AND coalesce(o.code_kind, 'sae') = 'sae'
    AND (size($powertrains) = 0 OR size(coalesce(o.powertrains, [])) = 0
      OR any(p IN $powertrains WHERE p IN o.powertrains))
    AND (size($vehicle_types) = 0 OR size(coalesce(o.vehicle_types, [])) = 0
      OR any(t IN $vehicle_types WHERE t IN o.vehicle_types))
  CALL (o, classes) {
    OPTIONAL MATCH (o)-[r:INDICATES]->(f:Fault)
    WHERE r.status = 'active' AND f.status = 'active' AND f.applicability_class IN classes
    RETURN [x IN collect([f, r]) WHERE x[0] IS NOT NULL] AS links
  }
  WITH o, links ORDER BY o.id
  RETURN collect(o {.id, .code, .make, .leak, .unlisted_rate,
      edges: [x IN links | [x[0].id, x[1].weight, x[1].alpha, x[1].beta]]}) AS codes,
    reduce(all = [], x IN collect([x IN links | x[0]]) | all + x) AS touched
}
CALL (touched) {
  UNWIND touched AS f
  WITH DISTINCT f ORDER BY f.id
  RETURN collect([f.id, coalesce(f.learned_rate, f.prior_rate), f.applicability_class, f.safety_level, f.prior_strength]) AS faults
}
RETURN codes AS codes, faults AS faults

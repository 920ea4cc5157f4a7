// Read everything one diagnosis needs, as one record with nested lists.
//
// A finding is a list of candidate ids, best first (a make's own code before the generic one); the
// first that exists is taken. Faults that the vehicle rules out are left out; an empty list of
// powertrains or vehicle types filters nothing. Besides the faults that the evidence touches, the
// faults whose prior this vehicle changes and the likeliest others are read, so that the first
// ranks are those of a read of all faults.
//
// Params:
//   findings: list[list[str]]   candidate observable ids of each finding
//   powertrains: list[str]      possible powertrains of the vehicle, or empty
//   vehicle_types: list[str]    possible vehicle types, or empty
//   vehicle_ids: list[str]      ids of the :VehicleModel and :EngineFamily, or empty
//   limit: int                  how many faults without any touched finding to add
// Returns:
//   graph_version: int          version of the graph that answers
//   unlisted_prior: float       prior share of a cause that is not in the graph
//   findings: list[map]         position, id, labels, rates, applicability, edges [fault, weight]
//   faults: list[list]          [id, prior rate, applicability class, safety level] of each fault
//   affects: list[list]         [fault, target, odds multiplier, km from, km to, year from, year to]
//   prior_mass: list[list]      [applicability class, safety level, summed prior rate, faults]
// Access: READ
// Index: graph_version_id, observable_id, knowledge_id, fault_prior_rate
CYPHER 25
MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  UNWIND range(0, size($findings) - 1) AS position
  CALL (position) {
    UNWIND range(0, size($findings[position]) - 1) AS choice
    MATCH (o:Observable {id: $findings[position][choice]})
    WHERE o.status = 'active'
    RETURN o ORDER BY choice LIMIT 1
  }
  CALL (o) {
    OPTIONAL MATCH (o)-[r:INDICATES]->(f:Fault)
    WHERE r.status = 'active' AND f.status = 'active'
      AND (size($powertrains) = 0 OR any(p IN $powertrains WHERE p IN f.powertrains))
      AND (size($vehicle_types) = 0 OR any(t IN $vehicle_types WHERE t IN f.vehicle_types))
    RETURN collect([f.id, r.weight]) AS edges, collect(f) AS indicated
  }
  RETURN collect(o {.id, .label_fr, .label_en, .observable_type, .leak, .unlisted_rate,
                    .powertrains, .vehicle_types, position: position,
                    edges: [edge IN edges WHERE edge[0] IS NOT NULL]}) AS findings,
         reduce(all = [], faults IN collect(indicated) | all + faults) AS touched
}
CALL (v) {
  UNWIND $vehicle_ids AS target
  MATCH (f:Fault)-[a:AFFECTS]->(:Knowledge {id: target})
  WHERE a.status = 'active' AND f.status = 'active'
    AND (size($powertrains) = 0 OR any(p IN $powertrains WHERE p IN f.powertrains))
    AND (size($vehicle_types) = 0 OR any(t IN $vehicle_types WHERE t IN f.vehicle_types))
  RETURN collect(f) AS affected,
         collect([f.id, target, a.odds_multiplier, a.km_from, a.km_to, a.year_from, a.year_to]) AS affects
}
CALL (touched, affected) {
  MATCH (f:Fault)
  WHERE f.prior_rate > 0 AND f.status = 'active' AND NOT f IN touched AND NOT f IN affected
    AND (size($powertrains) = 0 OR any(p IN $powertrains WHERE p IN f.powertrains))
    AND (size($vehicle_types) = 0 OR any(t IN $vehicle_types WHERE t IN f.vehicle_types))
  WITH f ORDER BY f.prior_rate DESC, f.id LIMIT $limit
  RETURN collect(f) AS likeliest
}
CALL (touched, affected, likeliest) {
  UNWIND touched + affected + likeliest AS f
  WITH DISTINCT f
  RETURN collect([f.id, f.prior_rate, f.applicability_class, f.safety_level]) AS faults
}
CALL (v) {
  MATCH (m:PriorMass)
  WHERE (size($powertrains) = 0 OR any(p IN $powertrains WHERE p IN m.powertrains))
    AND (size($vehicle_types) = 0 OR any(t IN $vehicle_types WHERE t IN m.vehicle_types))
  RETURN collect([m.applicability_class, m.safety_level, m.mass, m.fault_count]) AS prior_mass
}
RETURN v.version AS graph_version, v.unlisted_prior AS unlisted_prior, findings AS findings,
       faults AS faults, affects AS affects, prior_mass AS prior_mass

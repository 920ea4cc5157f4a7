// Read everything one turn of a diagnosis needs, as one record with nested lists.
//
// A finding is a list of candidate ids, best first (a make's own code before the generic one); the
// first that exists is taken. Faults whose applicability class the vehicle rules out are left out.
// Besides the faults that the evidence touches, those whose prior this vehicle changes and the
// likeliest others are read, so that the first ranks are those of a read of all faults. A pre-score
// only chooses whose further evidence, repairs and effects are attached; numpy ranks.
//
// Params:
//   findings: list[list[str]]   candidate observable ids of each finding
//   states: list[str]           present, absent or unknown, of each finding
//   powertrains: list[str]      possible powertrains of the vehicle, or empty
//   vehicle_types: list[str]    possible vehicle types, or empty
//   vehicle_ids: list[str]      ids of the :VehicleModel and :EngineFamily, or empty
//   mileage_is_known: bool      whether risk curves may change priors
//   limit: int                  how many faults without any touched finding to add
//   candidates: int             how many faults get their further evidence attached
// Returns:
//   graph_version: int          version of the graph that answers
//   unlisted_prior: float       prior share of a cause that is not in the graph
//   calibration: map            temperature, and conformal score with its cases, where known
//   findings: list[map]         what was observed, with edges [fault, weight, alpha, beta, qualifier, ratio]
//   faults: list[list]          [id, prior rate, class, safety level, prior strength] of each fault
//   affects: list[list]         [fault, target, odds multiplier, km from, km to, year from, year to,
//                               confirmed, relation id, models that it is bound to]
//   exposure: list[list]        [target, confirmed outcomes of all faults on it]
//   curves: list[list]          [fault, P(part needed), km, cumulative risk, how specific, confidence]
//   prior_mass: list[list]      [applicability class, safety level, summed prior rate, faults]
//   questions: list[map]        observables of the candidates, with edges [fault, weight]
//   tests: list[map]            what reveals them: id, minutes, cost_eur, skill, reveals
//   candidates: list[map]       fault and effects; of the likeliest 20 also actions and parts
// Access: READ
// Index: graph_version_id, observable_id, knowledge_id, fault_prior_rate
CYPHER 25
MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (m:PriorMass)
  WHERE (size($powertrains) = 0 OR any(p IN $powertrains WHERE p IN m.powertrains))
    AND (size($vehicle_types) = 0 OR any(t IN $vehicle_types WHERE t IN m.vehicle_types))
  RETURN collect([m.applicability_class, m.safety_level, m.mass, m.fault_count]) AS prior_mass,
         collect(m.applicability_class) AS classes
}
CALL (classes) {
  UNWIND range(0, size($findings) - 1) AS position
  CALL (position) {
    UNWIND range(0, size($findings[position]) - 1) AS choice
    MATCH (o:Observable {id: $findings[position][choice]})
    WHERE o.status = 'active'
    RETURN o ORDER BY choice LIMIT 1
  }
  CALL (o, classes) {
    OPTIONAL MATCH (o)-[r:INDICATES]->(f:Fault)
    WHERE r.status = 'active' AND f.status = 'active' AND f.applicability_class IN classes
    RETURN [x IN collect([f, r]) WHERE x[0] IS NOT NULL] AS links
  }
  RETURN collect(o {.id, .label_fr, .label_en, .observable_type, .leak, .unlisted_rate, .powertrains,
    .vehicle_types, .qualifier, .qualifier_rate, position: position, edges: [x IN links |
    [x[0].id, x[1].weight, x[1].alpha, x[1].beta, x[1].qualifier, x[1].ratio]]}) AS findings,
    reduce(all = [], x IN collect([x IN links | [x[0], CASE $states[position]
      WHEN 'present' THEN log((x[1].weight + 1e-9) / (o.leak + 1e-9))
      WHEN 'absent' THEN log((1 - x[1].weight + 1e-9) / (1 - o.leak + 1e-9)) ELSE 0.0 END]]) | all + x) AS scored
}
CALL (classes) {
  UNWIND $vehicle_ids AS target
  MATCH (t:Knowledge {id: target})
  OPTIONAL MATCH (f:Fault)-[a:AFFECTS]->(t)
  WHERE a.status = 'active' AND f.status = 'active' AND f.applicability_class IN classes
  WITH t, [x IN collect([f, a]) WHERE x[0] IS NOT NULL] AS links
  RETURN reduce(all = [], x IN collect([x IN links | x[0]]) | all + x) AS affected,
    [x IN collect([t.id, t.outcome_count]) WHERE x[1] > 0] AS exposure,
    reduce(all = [], x IN collect([x IN links | [x[0].id, t.id, x[1].odds_multiplier, x[1].km_from,
      x[1].km_to, x[1].year_from, x[1].year_to, x[1].confirmed_count, x[1].relation_id, x[1].model_ids]]) | all + x) AS affects
}
CALL (classes) {
  OPTIONAL MATCH (c:RiskCurve)<-[h:HAS_RISK]-(p:Part)<-[r:REQUIRES]-(f:Fault)
  WHERE $mileage_is_known AND c.status = 'active' AND h.status = 'active' AND r.status = 'active'
    AND f.status = 'active' AND f.applicability_class IN classes
    AND (c.vehicle_category IS NULL OR c.vehicle_category IN $vehicle_types)
    AND (c.engine_type IS NULL OR c.engine_type IN $powertrains)
  RETURN collect(f) AS ageing, [x IN collect([f.id, r.weight, c.curve_km, c.curve_risk,
    size([y IN [c.vehicle_category, c.engine_type] WHERE y IS NOT NULL]), coalesce(c.confidence, 1.0)]) WHERE x[0] IS NOT NULL] AS curves
}
CALL (scored, affected, ageing, classes) {
  WITH [x IN scored | x[0]] + affected + ageing AS known, classes
  MATCH (f:Fault)
  WHERE f.prior_rate > 0 AND f.status = 'active' AND NOT f IN known AND f.applicability_class IN classes
  WITH f ORDER BY f.prior_rate DESC, f.id LIMIT $limit
  RETURN collect(f) AS likeliest
}
CALL (scored, affected, ageing, likeliest) {
  UNWIND scored + [f IN affected + ageing + likeliest | [f, 0.0]] AS x
  WITH x[0] AS f, sum(x[1]) AS score
  WITH f ORDER BY score + log(f.prior_rate) DESC, f.id
  RETURN collect(f)[..$candidates] AS chosen,
    collect([f.id, f.prior_rate, f.applicability_class, f.safety_level, f.prior_strength]) AS faults
}
CALL (chosen) {
  UNWIND chosen AS f
  MATCH (f)<-[r:INDICATES]-(o:Observable)
  WHERE r.status = 'active' AND o.status = 'active'
  WITH o, collect([f.id, r.weight]) AS edges ORDER BY o.id
  RETURN collect(o) AS asked, collect(o {.id, .observable_type, .leak, .unlisted_rate, edges: edges,
    applies: (size($powertrains) = 0 OR size(coalesce(o.powertrains, [])) = 0
        OR any(p IN $powertrains WHERE p IN o.powertrains))
      AND (size($vehicle_types) = 0 OR size(coalesce(o.vehicle_types, [])) = 0
        OR any(t IN $vehicle_types WHERE t IN o.vehicle_types))}) AS questions
}
CALL (asked) {
  UNWIND asked AS o
  MATCH (t:Test)-[r:REVEALS]->(o)
  WHERE t.status = 'active' AND r.status = 'active'
  WITH t, collect(o.id) AS reveals ORDER BY t.id
  RETURN collect(t {.id, .minutes, .cost_eur, .skill, reveals: reveals}) AS tests
}
RETURN v.version AS graph_version, v.unlisted_prior AS unlisted_prior, v {.calibration_temperature,
    .calibration_cases, .conformal_score, .conformal_cases} AS calibration, findings AS findings,
  faults AS faults, affects AS affects, exposure AS exposure, curves AS curves, prior_mass AS prior_mass,
  questions AS questions, tests AS tests, COLLECT {
    UNWIND range(0, size(chosen) - 1) AS at
    WITH at, chosen[at] AS f
    RETURN {fault: f.id,
      actions: CASE WHEN at < 20 THEN [(a:Action)-[r:RESOLVES]->(f) WHERE r.status = 'active' AND a.status = 'active' |
        [a.id, r.weight, a.duration_minutes, a.labor_cost_min_eur, a.labor_cost_max_eur, reduce(eur = 0.0,
        x IN [(a)-[q:REQUIRES]->(p:Part) WHERE q.status = 'active' AND p.status = 'active' | q.quantity * coalesce(q.weight, 1.0) * (p.price_min_eur + p.price_max_eur) / 2] |
        eur + coalesce(x, 0.0))]] END,
      parts: CASE WHEN at < 20 THEN [(f)-[r:REQUIRES]->(p:Part) WHERE r.status = 'active' AND p.status = 'active' |
        [p.id, r.weight, r.quantity, r.is_required, p.price_min_eur, p.price_max_eur]] END,
      effects: [(f)-[r:CAUSES]->(g:Fault) WHERE r.status = 'active' | [g.id, r.weight]]}
  } AS candidates

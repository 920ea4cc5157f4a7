// Read everything one turn of a diagnosis needs, as one record with nested lists.
//
// A finding is a list of candidate ids, best first (a make's own code before the generic one); the
// first that exists is taken. Faults whose applicability class the vehicle rules out are left out.
// Besides the faults that the evidence touches, those whose prior this vehicle changes and the
// likeliest others are read, so that the first ranks are those of a read of all faults. A pre-score
// only chooses whose further evidence, repairs and effects are attached; numpy ranks. Numbers stand
// for ids where they can: the row model puts the ids back.
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
//   findings: list[map]         what was observed
//   faults: list[list]          [id, prior rate, class, safety level, prior strength, edges, scoped] of each
//                               fault; an edge is [position of the finding, weight, alpha, beta] and, where
//                               the finding has circumstances, also [qualifier, ratio]; scoped is
//                               [position, scopes, alpha, beta] where outcomes of the vehicle's taught
//   affects: list[list]         [fault, target, odds multiplier, km from, km to, year from, year to,
//                               confirmed, relation id, models that it is bound to]
//   exposure: list[list]        [target, confirmed outcomes of all faults on it]
//   curves: list[list]          [fault, P(part needed), km, cumulative risk, how specific, confidence]
//   prior_mass: list[list]      [applicability class, safety level, summed prior rate, faults]
//   questions: list[list]       [id, type, leak, unlisted rate, applies, edges, scoped] of the candidates'
//                               observables; an edge is [number of the candidate, weight]
//   tests: list[list]           what reveals them: [id, minutes, cost_eur, skill, numbers of questions]
//   candidates: list[map]       fault and effects; of the likeliest 20 also actions and parts
//   outcomes: map               what confirmed outcomes add to the priors: unit, unlisted, faults
//                               [fault, outcomes], masses [class, safety level, outcomes]
// Access: READ
// Index: graph_version_id, observable_id, knowledge_id, fault_prior_rate, fault_learned_rate
CYPHER 25
MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (m:PriorMass)
  WHERE (size($powertrains) = 0 OR any(p IN $powertrains WHERE p IN m.powertrains))
    AND (size($vehicle_types) = 0 OR any(t IN $vehicle_types WHERE t IN m.vehicle_types))
  RETURN collect([m.applicability_class, m.safety_level, m.mass, m.fault_count]) AS prior_mass,
         collect(CASE WHEN m.confirmed_count > 0 THEN [m.applicability_class, m.safety_level, m.confirmed_count] END) AS masses,
         collect(DISTINCT m.applicability_class) AS classes
}
CALL (v) {
  UNWIND range(0, size($findings) - 1) AS position
  CALL (position) {
    UNWIND range(0, size($findings[position]) - 1) AS choice
    MATCH (o:Observable {id: $findings[position][choice]})
    WHERE o.status = 'active'
    RETURN o ORDER BY choice LIMIT 1
  }
  RETURN collect(o {.id, .label_fr, .label_en, .observable_type, .leak, .unlisted_rate, .powertrains,
    .vehicle_types, .qualifier, .qualifier_rate, position: position}) AS findings,
    collect([position, o, o.leak + 1e-9]) AS observed
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
CALL (observed, classes, exposure, masses) {
  UNWIND observed AS x
  WITH x[0] AS position, x[1] AS o, x[2] AS leak, $states[x[0]] AS state, classes,
    x[1].qualifier IS NOT NULL AS varies, size(exposure) > 0 AS taught,
    size(masses) > 0 AS learned
  MATCH (o)-[r:INDICATES]->(f)
  WHERE r.status = 'active'
  // r['…'] is read only where it is wanted; r.qualifier would be read for every edge, and is missing on most.
  // Outcomes in one of the vehicle's scopes count in its exposure too, so without it none is looked for.
  WITH f, classes, learned, collect(CASE WHEN varies THEN [position, r.weight, r.alpha, r.beta, r['qualifier'], r['ratio']]
    ELSE [position, r.weight, r.alpha, r.beta] END) AS links,
    collect(CASE WHEN taught AND any(s IN r['scope_ids'] WHERE s IN $vehicle_ids)
      THEN [position, r['scope_ids'], r['scope_alpha'], r['scope_beta']] END) AS scoped,
    sum(CASE state WHEN 'present' THEN log((r.weight + 1e-9) / leak)
      WHEN 'absent' THEN log((1 - r.weight + 1e-9) / (1 - leak)) ELSE 0.0 END) AS score
  WHERE f:Fault AND f.status = 'active' AND f.applicability_class IN classes
  WITH f, links, scoped, score, learned, f.id AS id, f.prior_rate AS rate
  RETURN collect(f) AS touched, collect([f, score + log(CASE WHEN learned THEN coalesce(f['learned_rate'], rate) ELSE rate END), id]) AS scored,
    collect([id, rate, f.applicability_class, f.safety_level, f.prior_strength, links, scoped]) AS touched_faults
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
CALL (touched, affected, ageing, classes) {
  WITH touched + affected + ageing AS known, classes
  MATCH (f:Fault)
  WHERE f.prior_rate > 0 AND f.status = 'active' AND NOT f IN known AND f.applicability_class IN classes
  WITH f ORDER BY f.prior_rate DESC, f.id LIMIT $limit
  RETURN collect(f) AS likeliest
}
CALL (touched, affected, ageing, likeliest, classes, masses) {
  WITH touched + affected + ageing + likeliest AS known, classes
  WHERE size(masses) > 0
  MATCH (f:Fault)
  WHERE f.learned_rate > 0 AND f.status = 'active' AND NOT f IN known AND f.applicability_class IN classes
  WITH f ORDER BY f.learned_rate DESC, f.id LIMIT $limit
  RETURN collect(f) AS confirmed
}
CALL (touched, affected, ageing, likeliest, confirmed, masses) {
  UNWIND affected + ageing + likeliest + confirmed AS f
  WITH DISTINCT f, touched, size(masses) > 0 AS learned
  WHERE NOT f IN touched
  WITH f, f.id AS id, f.prior_rate AS rate, learned
  RETURN collect([f, log(CASE WHEN learned THEN coalesce(f['learned_rate'], rate) ELSE rate END), id]) AS others,
    collect([id, rate, f.applicability_class, f.safety_level, f.prior_strength, [], []]) AS other_faults
}
CALL (scored, others) {
  UNWIND scored + others AS x
  WITH x[0] AS f, x[1] AS score, x[2] AS id ORDER BY score DESC, id LIMIT $candidates
  RETURN collect(f) AS chosen
}
CALL (chosen, exposure) {
  UNWIND range(0, size(chosen) - 1) AS at
  WITH at, chosen[at] AS f, size(exposure) > 0 AS taught
  MATCH (f)<-[r:INDICATES]-(o)
  WHERE r.status = 'active'
  WITH o, collect([at, r.weight]) AS edges, collect(CASE WHEN taught
    AND any(s IN r['scope_ids'] WHERE s IN $vehicle_ids)
    THEN [at, r['scope_ids'], r['scope_alpha'], r['scope_beta']] END) AS scoped
  WHERE o:Observable AND o.status = 'active'
  RETURN collect(o) AS asked, collect([o.id, o.observable_type, o.leak, o.unlisted_rate,
    (size($powertrains) = 0 OR size(coalesce(o.powertrains, [])) = 0
        OR any(p IN $powertrains WHERE p IN o.powertrains))
      AND (size($vehicle_types) = 0 OR size(coalesce(o.vehicle_types, [])) = 0
        OR any(t IN $vehicle_types WHERE t IN o.vehicle_types)), edges, scoped]) AS questions
}
CALL (asked) {
  UNWIND range(0, size(asked) - 1) AS at
  WITH at, asked[at] AS o
  MATCH (o)<-[r:REVEALS]-(t:Test)
  WHERE r.status = 'active'
  WITH t, collect(at) AS reveals
  WHERE t.status = 'active'
  RETURN collect([t.id, t.minutes, t.cost_eur, t.skill, reveals]) AS tests
}
RETURN v.version AS graph_version, v.unlisted_prior AS unlisted_prior, v {.calibration_temperature,
    .calibration_cases, .conformal_score, .conformal_cases} AS calibration, findings AS findings,
  touched_faults + other_faults AS faults, affects AS affects, exposure AS exposure, curves AS curves, prior_mass AS prior_mass,
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
  } AS candidates, {unit: v.outcome_unit, unlisted: v.unlisted_outcomes, masses: masses, faults: COLLECT {
    UNWIND CASE WHEN size(masses) > 0 THEN touched + affected + ageing + likeliest + confirmed ELSE [] END AS f
    WITH DISTINCT f WHERE f.confirmed_count > 0
    RETURN [f.id, f.confirmed_count]}} AS outcomes

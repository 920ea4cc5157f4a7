// Bring what outcomes add to the priors up to date, after an outcome or a load of knowledge.
//
// One outcome is worth T / (k (1 - u)) of prior rate: T summed over all faults, u the unlisted
// share. Sums are counted anew, so that they never drift.
//
// Params:
//   pooling_cases: float     k, how many outcomes the authored priors weigh
//   unlisted: float          outcomes to add whose cause is not in the graph
// Returns:
//   confirmed: int           faults with outcomes
// Access: WRITE
// Index: graph_version_id, fault_learned_rate, prior_mass_id
CYPHER 25
MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (m:PriorMass)
  SET m.confirmed_count = null
  WITH sum(m.mass) AS total
  RETURN total / ($pooling_cases * (1.0 - v.unlisted_prior)) AS unit
}
CALL (unit) {
  MATCH (f:Fault)
  WHERE f.learned_rate > 0
  SET f.learned_rate = f.prior_rate + f.confirmed_count * unit
  RETURN count(f) AS confirmed
}
CALL (confirmed) {
  MATCH (f:Fault)
  WHERE f.learned_rate > 0 AND f.status = 'active'
  WITH f ORDER BY f.id
  WITH f.applicability_class + '|' + f.safety_level AS mass_id, sum(f.confirmed_count) AS counted
  MATCH (m:PriorMass {id: mass_id})
  SET m.confirmed_count = counted
  RETURN count(m) AS classes
}
SET v.outcome_unit = CASE WHEN confirmed > 0 OR v.unlisted_outcomes > 0 OR $unlisted > 0 THEN unit END,
    v.unlisted_outcomes = CASE WHEN v.unlisted_outcomes > 0 OR $unlisted > 0
      THEN coalesce(v.unlisted_outcomes, 0.0) + $unlisted END
RETURN confirmed AS confirmed

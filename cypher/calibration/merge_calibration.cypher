// Keep what confirmed cases say of the probabilities, in the transaction that counts up the version.
//
// Params:
//   temperature: float | null       every log-likelihood is divided by it; null: none was fitted
//   cases: int                      confirmed cases behind it
//   conformal_score: float | null   how far a 95 % fault set must reach; null: too few cases
// Returns:
//   version: int                    version of the graph
// Access: WRITE
// Index: graph_version_id
CYPHER 25
MATCH (v:GraphVersion {id: 'graph'})
SET v.calibration_temperature = $temperature,
    v.calibration_cases = $cases,
    v.conformal_score = $conformal_score,
    v.conformal_cases = CASE WHEN $conformal_score IS NOT NULL THEN $cases END
RETURN v.version AS version

// Keep what belongs to the whole pack; the last write of a load.
//
// A calibration was fitted on the weights before: it goes, and is fitted again.
//
// Params:
//   content_hash: str      hash of the whole knowledge pack that was loaded
//   unlisted_prior: float  prior share of a cause that is not in the graph
// Returns:
//   version: int           version of the graph
// Access: WRITE
// Index: graph_version_id
CYPHER 25
MATCH (v:GraphVersion {id: 'graph'})
SET v.content_hash = $content_hash,
    v.unlisted_prior = $unlisted_prior,
    v.calibration_temperature = null,
    v.calibration_cases = null,
    v.conformal_score = null,
    v.conformal_cases = null
RETURN v.version AS version

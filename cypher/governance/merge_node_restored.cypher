// Bring back the state that a node had in a revision, as its new version.
//
// What was learned since stays (counts, outcomes), and so does the hash of the seed record: a
// later load leaves the node alone until that record changes.
//
// Params:
//   id: str            id of the node
//   revision_id: str   the revision to bring back
//   user: str          who decided
//   version: int       graph version that this write makes
//   now: str           time of the write, ISO 8601
// Returns:
//   node_version: int  new version of the node
// Access: WRITE
// Index: knowledge_id, revision_id
// Plan: CartesianProduct of one node by one revision, each found by its id
CYPHER 25
MATCH (n:Knowledge {id: $id})
MATCH (rev:Revision {id: $revision_id})
WITH n, rev, n {.id, .embedding, .content_hash, .created_at, .created_by, .prior_alpha, .prior_n,
                .outcome_count, .confirmed_count, .learned_rate} AS kept, coalesce(n.version, 1) AS number
SET n = rev {.*, entity_id: null, entity_kind: null, change: null, to_version: null,
             occurred_at: null}
SET n += kept
SET n.status_by = $user,
    n.version = number + 1,
    n.previous_version_id = 'rev_' + $id + '_' + toString($version),
    n.from_version = $version,
    n.updated_at = datetime($now)
RETURN n.version AS node_version

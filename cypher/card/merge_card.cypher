// Write one version of a failure card with its line of history; a version is written once.
//
// Params:
//   id: str                id of the card
//   properties: map        by property key; null removes one
//   status: str            draft, pending_review, approved or deprecated
//   card_version: int      version that this write makes
//   action: str            what made it: create, update, submit, approve, reject, deprecate, revise
//   user: str              who did it
//   note: str              why; "" where nothing was said
//   version: int           graph version that this write makes
//   now: str               time of the write, ISO 8601
// Returns:
//   written: int           1; 0 when the card has this version or a later one
// Access: WRITE
// Index: knowledge_id
CYPHER 25
MERGE (c:Knowledge {id: $id})
WITH c, c.version AS before
WHERE coalesce(before, 0) < $card_version
SET c:FailureCard, c += $properties
SET c.status = $status,
    c.status_by = $user,
    c.version = $card_version,
    c.previous_version_id = CASE WHEN before IS NOT NULL THEN 'rev_' + $id + '_' + toString($version) END,
    c.from_version = $version,
    c.created_at = coalesce(c.created_at, datetime($now)),
    c.updated_at = datetime($now),
    c.history_at = coalesce(c.history_at, []) + [datetime($now)],
    c.history_versions = coalesce(c.history_versions, []) + [$card_version],
    c.history_statuses = coalesce(c.history_statuses, []) + [$status],
    c.history_actions = coalesce(c.history_actions, []) + [$action],
    c.history_by = coalesce(c.history_by, []) + [$user],
    c.history_notes = coalesce(c.history_notes, []) + [$note]
RETURN count(c) AS written

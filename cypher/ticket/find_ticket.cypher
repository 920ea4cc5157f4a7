// Find one ticket with its vehicle, diagnosis, cards, parts and actions.
//
// Params:
//   id: str                   id of the ticket
//   garage_id: str | null     garage that asks; null: of any garage
//   personal_of: str          garage whose personal data may be shown
// Returns:
//   graph_version: int        version of the graph that answers
//   ticket: map               its properties
//   vehicle_id: str | null    stored vehicle that it is on
//   case_id: str | null       its diagnosis
//   suggested: list[map]      id, titles, score and rank of each suggested card, by rank
//   parts: list[map]          properties of each part usage, and of its part, by id
//   action_ids: list[str]     technician actions, in the order of their start
//   personal: map | null      customer_name, customer_contact, plate, vin
// Access: READ
// Index: ticket_id, graph_version_id
CYPHER 25
MATCH (t:Ticket {id: $id})
WHERE $garage_id IS NULL OR t.garage_id = $garage_id
OPTIONAL MATCH (g:GraphVersion {id: 'graph'})
RETURN coalesce(g.version, 0) AS graph_version,
       properties(t) AS ticket,
       head([(t)-[:ON]->(v:Vehicle) | v.id]) AS vehicle_id,
       head([(t)-[:DIAGNOSED_AS]->(c:Case) | c.id]) AS case_id,
       COLLECT {
         MATCH (t)-[r:SUGGESTED]->(f:FailureCard)
         RETURN f {.id, .title_fr, .title_en, score: r.score, rank: r.rank} ORDER BY r.rank, f.id
       } AS suggested,
       COLLECT {
         MATCH (u:PartUsage)-[:ON]->(t)
         OPTIONAL MATCH (u)-[:OF]->(p:Part)
         RETURN u {.*, part: p {.id, .label_fr, .label_en}} ORDER BY u.id
       } AS parts,
       COLLECT {
         MATCH (a:TechnicianAction)-[:WORKED_ON]->(t)
         RETURN a.id ORDER BY a.started_at, a.id
       } AS action_ids,
       head(COLLECT {
         MATCH (t)-[:IDENTIFIED_BY]->(p:PersonalData)
         WHERE t.garage_id = $personal_of
         RETURN p {.customer_name, .customer_contact, .plate, .vin} ORDER BY p.id
       }) AS personal

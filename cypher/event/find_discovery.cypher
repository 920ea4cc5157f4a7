// Find what an action and its ticket tell of a failure that no card describes yet.
//
// Only ids that the graph has are given, so that a draft can name them.
//
// Params:
//   action_id: str           the technician's action
// Returns:
//   action: map              texts and times of the action
//   ticket: map              texts, codes and vehicle of its ticket
//   parts: list[map]         part_id (or null), name, category and quantity of each part used
//   vehicle_ids: list[str]   model and engine family of the stored vehicle
//   symptom_ids: list[str]   observables that were present, codes left out
//   fault_ids: list[str]     faults that a check confirmed
// Access: READ
// Index: technician_action_id, ticket_id, part_id
CYPHER 25
MATCH (a:TechnicianAction {id: $action_id})
MATCH (t:Ticket {id: a.ticket_id})
RETURN a {.id, .garage_id, .ticket_id, .technician_id, .technician_name, .observations, .tools_used,
          .new_failure_discovered, .new_failure_description, .new_failure_root_cause,
          .new_failure_resolution, .resolution_steps_followed, .diagnostic_time_minutes,
          .resolution_time_minutes, .completed_at} AS action,
       t {.id, .title, .locale, .category, .error_codes_reported, .vehicle_make,
          .vehicle_model, .vehicle_type} AS ticket,
       COLLECT {
         MATCH (a)-[:CONSUMED]->(u:PartUsage)
         WHERE u.quantity_used > 0
         OPTIONAL MATCH (p:Part {id: u.part_id})
         WHERE p.status <> 'deprecated'
         RETURN {part_id: p.id, name: u.part_name, category: u.part_category, quantity: u.quantity_used}
         ORDER BY u.id
       } AS parts,
       COLLECT {
         MATCH (t)-[:ON]->(:Vehicle)-[:IS_A]->(k:VehicleModel|EngineFamily)
         RETURN DISTINCT k.id ORDER BY k.id
       } AS vehicle_ids,
       COLLECT {
         MATCH (t)-[:DIAGNOSED_AS]->(:Case)-[r:OBSERVED {state: 'present'}]->(o:Symptom|Sign)
         RETURN o.id AS id
         UNION
         MATCH (a)-[:TRIED]->(:AttemptedDiagnostic)-[r:OBSERVED {state: 'present'}]->(o:Symptom|Sign)
         RETURN o.id AS id
       } AS symptom_ids,
       COLLECT {
         MATCH (a)-[:TRIED]->(:AttemptedDiagnostic {confirmed: true})-[:ABOUT]->(f:Fault)
         RETURN DISTINCT f.id ORDER BY f.id
       } AS fault_ids

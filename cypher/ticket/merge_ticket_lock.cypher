// Hold a ticket until the transaction ends, and read it: its writers come one after the other.
//
// Removing a property that the node never has takes its lock and changes nothing; the properties
// are read after that.
//
// Params:
//   id: str                   id of the ticket
//   garage_id: str | null     garage that asks; null: of any garage
// Returns:
//   ticket: map               its properties
//   vehicle_id: str | null    stored vehicle that it is on
//   case_id: str | null       its diagnosis
//   parts_cost: float         of the parts that were used or damaged
//   open_parts: list[map]     id, part_name, open: pieces that nobody told what became of
//   usage_ids: list[str]      all parts that are on it
// Access: WRITE
// Index: ticket_id
CYPHER 25
MATCH (t:Ticket {id: $id})
WHERE $garage_id IS NULL OR t.garage_id = $garage_id
REMOVE t.state
WITH t
CALL (t) {
  OPTIONAL MATCH (u:PartUsage)-[:ON]->(t)
  WITH u, u.quantity_allocated - u.quantity_used - u.quantity_returned - u.quantity_damaged AS open
  ORDER BY u.id
  RETURN sum(coalesce(u.total_cost, 0.0)) AS parts_cost,
         collect(CASE WHEN open > 0 THEN {id: u.id, part_name: u.part_name, open: open} END)
           AS open_parts,
         collect(u.id) AS usage_ids
}
RETURN properties(t) AS ticket,
       head([(t)-[:ON]->(v:Vehicle) | v.id]) AS vehicle_id,
       head([(t)-[:DIAGNOSED_AS]->(c:Case) | c.id]) AS case_id,
       parts_cost AS parts_cost,
       open_parts AS open_parts,
       usage_ids AS usage_ids

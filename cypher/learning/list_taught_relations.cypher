// List the relationships of a fault that a case's findings speak about.
//
// Params:
//   fault_id: str              fault that was found
//   observables: list[str]     observables that were present or absent
//   stated: list[str]          all that the case speaks of, also as unknown
//   letters: list[str]         P, C, B or U of each system whose scan was complete
//   makes: list[str]           makes in lower case whose codes such a scan shows
// Returns:
//   relations: list[list]      [observable, relation id], sorted; not those that were deprecated
// Access: READ
// Index: fault_id
CYPHER 25
MATCH (f:Fault {id: $fault_id})
MATCH (f)<-[r:INDICATES]-(o:Observable)
WHERE r.status <> 'deprecated' AND (o.id IN $observables OR (left(o.code, 1) IN $letters AND o:Dtc
  AND coalesce(o.code_kind, 'sae') = 'sae' AND toLower(o.make) IN $makes AND NOT o.id IN $stated))
WITH o.id AS observable, r.relation_id AS relation ORDER BY observable, relation
RETURN collect([observable, relation]) AS relations

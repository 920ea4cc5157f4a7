// List some cards with what their keywords and vectors are made from, in the order of their ids.
//
// Params:
//   after: str              id of the last card of the amount before, or ''
//   only_missing: bool      whether cards that have both are left out
//   limit: int              most cards returned
// Returns:
//   card: map               texts, lists and present index of one card
//   symptom_ids: list[str]  observables that indicate it
// Access: READ
// Index: failure_card_id
CYPHER 25
MATCH (c:FailureCard)
WHERE c.id > $after AND c.status <> 'deprecated'
  AND (NOT $only_missing OR c.embedding IS NULL OR c.keywords IS NULL)
WITH c ORDER BY c.id LIMIT $limit
RETURN c {.id, .version, .subsystem_category, .title_fr, .title_en, .description_fr,
          .description_en, .symptom_text, .root_cause_fr, .root_cause_en, .failure_conditions_fr,
          .failure_conditions_en, .keywords, .tags, .auto_tags, .embedding} AS card,
       COLLECT { MATCH (o:Observable)-[r:INDICATES]->(c)
         WHERE r.status <> 'deprecated' AND NOT o:Dtc
         RETURN o.id ORDER BY coalesce(r.signature_rank, 1000), o.id } AS symptom_ids
ORDER BY card.id

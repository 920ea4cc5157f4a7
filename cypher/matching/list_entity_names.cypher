// List the names of all parts and systems, to recognise them in a text.
//
// Returns:
//   names: list[list]   [id, label of the node, French name, English name] of each active one
// Access: READ
CYPHER 25
CALL () {
  MATCH (p:Part)
  WHERE p.status = 'active'
  RETURN p.id AS id, 'Part' AS kind, p.label_fr AS fr, p.label_en AS en
  UNION ALL
  MATCH (s:System)
  WHERE s.status = 'active'
  RETURN s.id AS id, 'System' AS kind, s.label_fr AS fr, s.label_en AS en
}
WITH id, kind, fr, en ORDER BY id
RETURN collect([id, kind, fr, en]) AS names

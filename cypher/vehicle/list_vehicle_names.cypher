// List the names of all makes, models and engine families, to recognise a described vehicle.
//
// Only active nodes, joined by active relationships.
//
// Returns:
//   makes: list[list]     [id, label, aliases, WMI codes]
//   models: list[list]    [id, label, aliases, vehicle type, year from, year to, make, engines]
//   engines: list[list]   [id, label, aliases, powertrain, year from, year to, make, code, litres]
// Access: READ
CYPHER 25
CALL () {
  MATCH (m:VehicleMake)
  WHERE m.status = 'active'
  WITH m ORDER BY m.id
  RETURN collect([m.id, m.label_en, coalesce(m.aliases, []),
                  coalesce(m.wmi_codes, [])]) AS makes
}
CALL (makes) {
  MATCH (m:VehicleModel)
  WHERE m.status = 'active'
  WITH m ORDER BY m.id
  RETURN collect([m.id, m.label_en, coalesce(m.aliases, []), m.vehicle_type, m.year_from, m.year_to,
                  head([(b:VehicleMake)-[r:BUILDS]->(m)
                        WHERE r.status = 'active' AND b.status = 'active' | b.id]),
                  [(m)-[r:HAS_ENGINE]->(e:EngineFamily)
                   WHERE r.status = 'active' AND e.status = 'active' | e.id]]) AS models
}
CALL (models) {
  MATCH (e:EngineFamily)
  WHERE e.status = 'active'
  WITH e ORDER BY e.id
  RETURN collect([e.id, e.label_en, coalesce(e.aliases, []), e.powertrain, e.year_from, e.year_to,
                  head([(b:VehicleMake)-[r:BUILDS]->(e)
                        WHERE r.status = 'active' AND b.status = 'active' | b.id]),
                  e.engine_code, e.displacement_l]) AS engines
}
RETURN makes AS makes, models AS models, engines AS engines

// Sum the prior rates of active faults by applicability class and safety level.
//
// Faults that the evidence does not touch then count exactly without being read.
//
// Params:
//   version: int      graph version that this write makes
// Returns:
//   classes: int      how many sums were written
// Access: WRITE
// Index: prior_mass_id
CYPHER 25
MATCH (f:Fault)
WHERE f.status = 'active'
WITH f ORDER BY f.id
WITH f.applicability_class AS applicability_class, f.safety_level AS safety_level,
     head(collect(f.powertrains)) AS powertrains, head(collect(f.vehicle_types)) AS vehicle_types,
     sum(f.prior_rate) AS mass, count(f) AS fault_count
MERGE (m:PriorMass {id: applicability_class + '|' + safety_level})
SET m.applicability_class = applicability_class,
    m.safety_level = safety_level,
    m.powertrains = powertrains,
    m.vehicle_types = vehicle_types,
    m.mass = mass,
    m.fault_count = fault_count,
    m.version = $version
RETURN count(m) AS classes

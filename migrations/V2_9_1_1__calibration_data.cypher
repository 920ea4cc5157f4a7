// Confirmed outcomes of a vehicle scope, and the calibration that is kept with the graph.

UNWIND ['outcome_count', 'confirmed_count', 'calibration_temperature', 'calibration_cases',
        'conformal_score', 'conformal_cases'] AS name
CALL db.createProperty(name);

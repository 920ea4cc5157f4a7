// What a stored diagnosis says of its vehicle, and what its outcome taught.

UNWIND ['make_id', 'engine_id', 'reported_texts', 'vehicle_text', 'learned_rate', 'outcome_unit',
        'unlisted_outcomes', 'taught_relations', 'taught_suggestions', 'taught_version'] AS name
CALL db.createProperty(name);

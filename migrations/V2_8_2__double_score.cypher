// Double score (KG v2.8.2): probability and confidence are computed, nothing is stored.

RETURN 'KG v2.8.2 has no schema' AS marker;

-- Second step. Params: numbers of faults.
SELECT fault, array_agg(observable), array_agg(weight)
FROM indicates
WHERE fault = ANY(%s)
GROUP BY fault

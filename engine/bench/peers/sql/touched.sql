-- First step. Params: ids of observables.
SELECT o.leak, array_agg(i.fault), array_agg(i.weight)
FROM observable o JOIN indicates i ON i.observable = o.number
WHERE o.id = ANY(%s)
GROUP BY o.number, o.leak

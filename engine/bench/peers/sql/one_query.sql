-- Both steps and the scores. Params: ids of observables, how many faults.
WITH scored AS (
  SELECT i.fault, sum(ln(i.weight) - ln(o.leak)) AS score
  FROM observable o JOIN indicates i ON i.observable = o.number
  WHERE o.id = ANY(%s)
  GROUP BY i.fault
  ORDER BY score DESC, i.fault
  LIMIT %s
)
SELECT s.fault, s.score, array_agg(i.observable), array_agg(i.weight)
FROM scored s JOIN indicates i ON i.fault = s.fault
GROUP BY s.fault, s.score

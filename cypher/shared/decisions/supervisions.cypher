// Whom a decision put over whom.
// params: decision_id text, skipped integer, most integer
// returns: above_id text, below_id text, supervision_since date, supervision_until date
MATCH (a:Person)-[v:SUPERVISES]->(b:Person)
WHERE v.decision_id = $decision_id
RETURN a.id AS above_id, b.id AS below_id, v.since AS supervision_since, v.until AS supervision_until
ORDER BY supervision_since, above_id, below_id, supervision_until
SKIP $skipped LIMIT $most

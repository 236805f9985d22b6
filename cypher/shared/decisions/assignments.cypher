// What a decision assigned to whom, a page of it.
// params: decision_id text, skipped integer, most integer
// returns: holder_id text, target_id text, assignment_kind text, assignment_since date, assignment_until date
MATCH (p)-[r:RESPONSIBLE_FOR]->(t)
WHERE r.decision_id = $decision_id
RETURN p.id AS holder_id, t.id AS target_id, r.kind AS assignment_kind, r.since AS assignment_since,
  r.until AS assignment_until
ORDER BY assignment_since, target_id, holder_id, assignment_until, assignment_kind
SKIP $skipped LIMIT $most

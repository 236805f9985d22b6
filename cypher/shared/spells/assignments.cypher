// Every assignment ever made, to whatever and whoever holds it, and whether it tells duties.
// params:
// returns: target_id text, assignment_id text, assignment_code text, assignment_kind text, assignment_since date, assignment_until date, assignment_told boolean, decision_id text, holder_id text, holder_code text, holder_name text
MATCH (p)-[r:RESPONSIBLE_FOR]->(t)
RETURN t.id AS target_id, r.id AS assignment_id, r.code AS assignment_code, r.kind AS assignment_kind,
  r.since AS assignment_since, r.until AS assignment_until, r.duties IS NOT NULL AS assignment_told,
  r.decision_id AS decision_id, p.id AS holder_id, p.code AS holder_code, p.name AS holder_name

// Who answers for which unit or organisation on a date by a decision.
// params: decision_id text, as_of date
// returns: holder_id text, holder_code text, holder_name text, target_id text, target_code text, target_name text,
// assignment_id text, assignment_kind text, assignment_since date, assignment_until date
MATCH (a)-[r:RESPONSIBLE_FOR]->(t:Unit)
WHERE r.decision_id = $decision_id AND r.since <= $as_of AND r.until > $as_of
RETURN a.id AS holder_id, a.code AS holder_code, a.name AS holder_name, t.id AS target_id, t.code AS target_code,
  t.name AS target_name,
  r.id AS assignment_id, coalesce(r.kind, 'in_charge') AS assignment_kind, r.since AS assignment_since,
  r.until AS assignment_until
UNION ALL
MATCH (a)-[r:RESPONSIBLE_FOR]->(t:Organisation)
WHERE r.decision_id = $decision_id AND r.since <= $as_of AND r.until > $as_of
RETURN a.id AS holder_id, a.code AS holder_code, a.name AS holder_name, t.id AS target_id, t.code AS target_code,
  t.name AS target_name,
  r.id AS assignment_id, coalesce(r.kind, 'in_charge') AS assignment_kind, r.since AS assignment_since,
  r.until AS assignment_until

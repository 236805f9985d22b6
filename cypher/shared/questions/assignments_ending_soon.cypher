// Assignments to units of a scope in force on a date that end by a day, the first day without them.
// params: unit_id text, last_day date, as_of date
// returns: target_id text, target_code text, target_name text, holder_id text, holder_code text, holder_name text,
// assignment_id text, assignment_kind text, assignment_until date, decision_id text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[r:RESPONSIBLE_FOR]-(a)
WHERE r.since <= $as_of AND r.until > $as_of AND r.until <= $last_day
WITH u, r, a WHERE a.id IS NOT NULL
RETURN u.id AS target_id, u.code AS target_code, u.name AS target_name, a.id AS holder_id, a.code AS holder_code,
  a.name AS holder_name, r.id AS assignment_id,
  coalesce(r.kind, 'in_charge') AS assignment_kind, r.until AS assignment_until, r.decision_id AS decision_id
